/** Forms as they are kept: what they ask, their versions, and what came of them day by day. */
import { type Form, type FormDefinition, formProblems } from '@baton/protocol'
import type pg from 'pg'
import { contentFileIds } from '../content/index.ts'
import { purposes } from '../consents/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { FUNNELS } from './form-funnel.ts'

export interface StandingForm {
  readonly id: string
  readonly status: Form['status']
  readonly version: number
  readonly definition: FormDefinition
}

export interface FormShowing {
  readonly baseUrl: string
  readonly mail: boolean
}

export async function formBySlug(pool: pg.Pool, slug: string): Promise<StandingForm | null> {
  const { rows } = await pool.query<StandingForm>(
    'select id, status, version, definition from forms where slug = $1',
    [slug],
  )
  return rows[0] ?? null
}

export async function formById(client: pg.Pool | pg.ClientBase, id: string): Promise<StandingForm | null> {
  if (!isUuid(id)) return null
  const { rows } = await client.query<StandingForm>(
    'select id, status, version, definition from forms where id = $1',
    [id],
  )
  return rows[0] ?? null
}

/** The form as it was in one of its versions: what a page showed is what it is read by. Null where it never was. */
export async function inVersion(
  pool: pg.Pool,
  form: StandingForm,
  version: number,
): Promise<StandingForm | null> {
  if (version === form.version) return form
  const { rows } = await pool.query<Pick<StandingForm, 'version' | 'definition'>>(
    'select version, definition from form_versions where form_id = $1 and version = $2',
    [form.id, version],
  )
  return rows[0] ? { ...form, ...rows[0] } : null
}

/** Where the events of a form come from. */
export function sourceOfForm(slug: string): string {
  return `form:${slug}`
}

export async function forms(pool: pg.Pool, showing: FormShowing, id?: string): Promise<Form[]> {
  const { rows } = await pool.query<Omit<Form, 'changedAt' | 'url' | 'problems'> & { changedAt: Date }>(
    `select f.id, f.status, f.version, f.definition, f.changed_at as "changedAt", p.name as "changedBy",
       ${FUNNELS} as funnel
     from forms f left join people p on p.id = f.changed_by
     where $1::uuid is null or f.id = $1 order by f.changed_at desc, f.id`,
    [id ?? null],
  )
  const known = await knownToForms(pool, showing.mail)
  return rows.map((row) => ({
    ...row,
    changedAt: row.changedAt.toISOString(),
    url: `${showing.baseUrl}/f/${row.definition.slug}`,
    problems: [...formProblems(row.definition, known)],
  }))
}

export async function knownToForms(pool: pg.Pool, mail: boolean) {
  return {
    purposes: (await purposes(pool)).map(({ id }) => id),
    assets: await contentFileIds(pool),
    mail,
  }
}

/** @throws Refusal `conflict` where the address is taken */
export async function addForm(
  pool: pg.Pool,
  definition: FormDefinition,
  person: string | null,
): Promise<string> {
  const id = uuidV7()
  await writeVersion(pool, definition.slug, async (client) => {
    await client.query(
      'insert into forms (id, slug, version, definition, changed_by) values ($1, $2, 1, $3::json, $4)',
      [id, definition.slug, JSON.stringify(definition), person],
    )
    return { id, version: 1, definition, person }
  })
  return id
}

/** @throws Refusal `not_found`, `conflict` */
export async function changeForm(
  pool: pg.Pool,
  id: string,
  definition: FormDefinition,
  person: string,
): Promise<void> {
  await writeVersion(pool, definition.slug, async (client) => {
    const { rows } = isUuid(id)
      ? await client.query<{ version: number }>(
          `update forms set slug = $2, definition = $3::json, version = version + 1, changed_by = $4, changed_at = now()
           where id = $1 returning version`,
          [id, definition.slug, JSON.stringify(definition), person],
        )
      : { rows: [] }
    if (!rows[0]) throw nothingThere()
    return { id, version: rows[0].version, definition, person }
  })
}

interface Version {
  readonly id: string
  readonly version: number
  readonly definition: FormDefinition
  readonly person: string | null
}

async function writeVersion(
  pool: pg.Pool,
  slug: string,
  write: (client: pg.ClientBase) => Promise<Version>,
): Promise<void> {
  try {
    await transaction(pool, async (client) => {
      const { id, version, definition, person } = await write(client)
      await client.query(
        'insert into form_versions (form_id, version, definition, by_person) values ($1, $2, $3::json, $4)',
        [id, version, JSON.stringify(definition), person],
      )
    })
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    throw new Refusal('conflict', `Another form has the address "${slug}".`)
  }
}

/** @throws Refusal `not_found`, or `conflict` for a form that cannot be filled in as it is meant */
export async function setStatus(
  pool: pg.Pool,
  id: string,
  status: 'live' | 'closed',
  mail: boolean,
): Promise<void> {
  const form = await formById(pool, id)
  if (!form) throw nothingThere()
  const [problem] = formProblems(form.definition, await knownToForms(pool, mail))
  if (status === 'live' && problem)
    throw new Refusal('conflict', `It cannot go live: ${problem.path}: ${problem.message}.`)
  await pool.query('update forms set status = $2 where id = $1', [id, status])
}

/** Counts of today, by which a form is judged. */
export async function countOnForm(
  pool: pg.Pool,
  formId: string,
  what: 'seen' | 'started' | 'refused',
): Promise<void> {
  await pool.query(
    `insert into form_days (form_id, day, ${what}) values ($1, current_date, 1)
     on conflict (form_id, day) do update set ${what} = form_days.${what} + 1`,
    [formId],
  )
}
