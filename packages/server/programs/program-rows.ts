/** Programs as they are kept: what is written, what runs, and what ran before. */
import { audienceContext } from '@baton/engine/audience'
import { programHash, readProgram } from '@baton/engine/program'
import type { ProgramDetail, ProgramState, ProgramSummary } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { cancelSends } from '../sends/index.ts'
import { type CheckedProgram, checkProgram, programWords } from './check-program.ts'
import type { ProgramServices } from './program-services.ts'

type Services = Pick<ProgramServices, 'pool' | 'agreements' | 'segments'>

interface Row extends Omit<ProgramSummary, 'changedAt'> {
  readonly changedAt: Date
  readonly draft: string
  readonly running: string | null
}

const PROGRAMS = `
  select p.id, p.name, p.state, p.version, p.revision, p.changed_at as "changedAt", w.name as "changedBy", p.draft,
    v.document as running, p.draft is distinct from v.document as changed,
    coalesce(c.entered, 0) as entered, coalesce(c.in_it, 0) as "inIt", coalesce(c.goal, 0) as goal, coalesce(m.mails, 0) as mails
  from programs p
    left join people w on w.id = p.changed_by
    left join program_versions v on v.program_id = p.id and v.version = p.version
    left join lateral (
      select count(*)::int as entered, count(*) filter (where left_at is null)::int as in_it,
        count(*) filter (where why = 'goal')::int as goal
      from enrolments e where e.program_id = p.id) c on true
    left join lateral (select count(*)::int as mails from sends s where s.program = p.id and s.state = 'sent') m on true`

export async function programs(pool: pg.Pool): Promise<readonly ProgramSummary[]> {
  const { rows } = await pool.query<Row>(
    `${PROGRAMS} order by array_position(array['running', 'paused', 'draft', 'ended'], p.state), p.name, p.id`,
  )
  return rows.map(summaryOf)
}

function summaryOf({ draft: _draft, running: _running, ...row }: Row): ProgramSummary {
  return { ...row, changedAt: row.changedAt.toISOString() }
}

/** @throws Refusal `not_found` */
export async function program(services: Services, id: string): Promise<ProgramDetail> {
  const { pool } = services
  const { rows } = await pool.query<Row>(`${PROGRAMS} where p.id = $1`, [id])
  const [row] = rows
  if (!row) throw nothingThere()
  const versions = await pool.query<{ version: number; at: Date; by: string | null }>(
    `select v.version, v.at, w.name as by from program_versions v left join people w on w.id = v.by_person
     where v.program_id = $1 order by v.version desc`,
    [id],
  )
  return {
    ...summaryOf(row),
    draft: row.draft,
    running: row.running,
    problems: [...(await checkedNow(services, row.draft)).problems],
    versions: versions.rows.map((version) => ({ ...version, at: version.at.toISOString() })),
  }
}

/** A document, checked against what there is now. */
export async function checkedNow(
  { pool, agreements, segments }: Services,
  document: string,
): Promise<CheckedProgram> {
  const { compiled } = await agreements.inForce(pool)
  return checkProgram(document, audienceContext(compiled), await programWords(pool, segments))
}

/** @throws Refusal `invalid_request` for what is no program, `conflict` where the id is taken */
export async function addProgram(services: Services, document: string, by: string | null): Promise<string> {
  const read = readable(await readNow(services, document))
  const { rowCount } = await services.pool.query(
    'insert into programs (id, name, draft, changed_by) values ($1, $2, $3, $4) on conflict (id) do nothing',
    [read.id, read.name, document, by],
  )
  if (rowCount === 0) throw new Refusal('conflict', `Another program has the id "${read.id}".`)
  return read.id
}

/** Reads the language only: what it names may come later. */
async function readNow({ pool, agreements }: Services, document: string): Promise<CheckedProgram> {
  const { compiled } = await agreements.inForce(pool)
  return readProgram(document, audienceContext(compiled))
}

function readable({ program: read, problems }: CheckedProgram) {
  if (read) return read
  throw new Refusal('invalid_request', 'The document is not a program.', {
    problems: problems.map(({ line, column, path, found, expected, remedy }) => ({
      path: `${line}:${column} ${path}`.trim(),
      message: `found ${found}, expected ${expected}; ${remedy}`,
    })),
  })
}

/** Anything can be kept that still is the same program, with its problems. @throws Refusal `not_found`, `conflict`, `invalid_request` */
export async function changeProgram(
  services: Services,
  id: string,
  { document, revision }: { readonly document: string; readonly revision: number },
  by: string,
): Promise<void> {
  const { program: read } = await readNow(services, document)
  if (read && read.id !== id)
    throw new Refusal(
      'invalid_request',
      `The document names the program "${read.id}", and this one is "${id}".`,
    )
  const { rowCount } = await services.pool.query(
    `update programs set draft = $3, name = coalesce($4, name), revision = revision + 1, changed_by = $5, changed_at = now()
     where id = $1 and revision = $2`,
    [id, revision, document, read?.name ?? null, by],
  )
  if (rowCount === 0) throw await whyNot(services.pool, id)
}

async function whyNot(client: pg.Pool | pg.ClientBase, id: string): Promise<Refusal> {
  const { rows } = await client.query<{ name: string | null }>(
    'select w.name from programs p left join people w on w.id = p.changed_by where p.id = $1',
    [id],
  )
  if (!rows[0]) return nothingThere()
  const who = rows[0].name ?? 'Somebody'
  return new Refusal('conflict', `${who} changed it meanwhile; read it again, then write.`)
}

/**
 * What is written runs from now on, as the next version where it says something new; whoever is inside goes on under it.
 *
 * @throws Refusal `not_found`, `conflict`, `invalid_request` with every problem
 */
export async function startProgram(
  services: Services,
  id: string,
  revision: number,
  by: string | null,
): Promise<void> {
  const { rows } = await services.pool.query<{ draft: string; revision: number }>(
    'select draft, revision from programs where id = $1',
    [id],
  )
  const [row] = rows
  if (row?.revision !== revision) throw await whyNot(services.pool, id)
  const read = readable(await checkedNow(services, row.draft))
  await transaction(services.pool, async (client) => {
    const locked = await client.query<{ version: number | null; running: string | null }>(
      `select p.version, v.document as running
       from programs p left join program_versions v on v.program_id = p.id and v.version = p.version
       where p.id = $1 and p.revision = $2 for update of p`,
      [id, revision],
    )
    const [now] = locked.rows
    if (!now) throw await whyNot(client, id)
    const isNew = now.running !== row.draft
    const version = (now.version ?? 0) + (isNew ? 1 : 0)
    if (isNew)
      await client.query(
        `insert into program_versions (program_id, version, document, hash, kind, by_person) values ($1, $2, $3, $4, $5, $6)`,
        [id, version, row.draft, programHash(read), read.kind, by],
      )
    await client.query(`update programs set state = 'running', version = $2 where id = $1`, [id, version])
  })
}

const CAN_BECOME: Readonly<Record<ProgramState, readonly ProgramState[]>> = {
  draft: ['ended'],
  running: ['paused', 'ended'],
  paused: ['running', 'ended'],
  ended: [],
}

/** @throws Refusal `not_found`, `conflict` where it cannot become so */
export async function setProgramState(
  pool: pg.Pool,
  id: string,
  wanted: 'running' | 'paused' | 'ended',
): Promise<void> {
  await transaction(pool, async (client) => {
    const { rows } = await client.query<{ state: ProgramState }>(
      'select state from programs where id = $1 for update',
      [id],
    )
    const [row] = rows
    if (!row) throw nothingThere()
    if (row.state === wanted) return
    if (!CAN_BECOME[row.state].includes(wanted))
      throw new Refusal('conflict', `The program is ${row.state}, and cannot become ${wanted} like this.`)
    await client.query('update programs set state = $2 where id = $1', [id, wanted])
    if (wanted === 'ended') await endPasses(client, id)
  })
}

async function endPasses(client: pg.ClientBase, id: string): Promise<void> {
  const { rows } = await client.query<{ id: string }>(
    `with ended as (
       update enrolments set left_at = now(), why = 'ended', step = null, paused_at = null, next_at = null
       where program_id = $1 and left_at is null returning id)
     insert into enrolment_steps (enrolment_id, at, what, detail)
     select id, now(), 'left', '{"why":"ended"}' from ended returning enrolment_id as id`,
    [id],
  )
  await cancelSends(client, { enrolments: rows.map(({ id }) => id) }, 'program ended')
}
