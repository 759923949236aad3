/** Mails as they are kept: a name, and letters in versions of which none is ever changed. */
import { type LetterDocument, letterSchema } from '@baton/letters'
import type { Mail, MailChange, MailSummary, MailWritten } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { checkStanding } from './check-mail.ts'

type Client = pg.Pool | pg.ClientBase

const SUMMARIES = `
  select m.id, m.name, m.version, v.letter ->> 'subject' as subject, m.archived, v.ready,
    m.changed_at as "changedAt", p.name as "changedBy"
  from mails m join mail_versions v on v.mail_id = m.id and v.version = m.version left join people p on p.id = m.changed_by`

type Row = Omit<MailSummary, 'changedAt'> & { readonly changedAt: Date }

export async function mails(pool: pg.Pool): Promise<readonly MailSummary[]> {
  const { rows } = await pool.query<Row>(`${SUMMARIES} order by m.archived, m.changed_at desc, m.id`)
  return rows.map(asSummary)
}

function asSummary(row: Row): MailSummary {
  return { ...row, changedAt: row.changedAt.toISOString() }
}

/** @throws Refusal `not_found` */
export async function mail(pool: pg.Pool, id: string): Promise<Mail> {
  const { rows } = await pool.query<Row>(`${SUMMARIES} where m.id = $1`, [id])
  const [row] = rows
  if (!row) throw nothingThere()
  const letter = await letterAt(pool, id, row.version)
  const versions = await pool.query<{ version: number; subject: string; at: Date; by: string | null }>(
    `select v.version, v.letter ->> 'subject' as subject, v.at, p.name as by
     from mail_versions v left join people p on p.id = v.by_person where v.mail_id = $1 order by v.version desc`,
    [id],
  )
  return {
    ...asSummary(row),
    letter: letter!,
    problems: [...(await checkStanding(pool, letter!))],
    versions: versions.rows.map((version) => ({ ...version, at: version.at.toISOString() })),
  }
}

/** Null where the mail never had that version. */
export async function letterAt(client: Client, id: string, version: number): Promise<LetterDocument | null> {
  const { rows } = await client.query<{ letter: unknown }>(
    'select letter from mail_versions where mail_id = $1 and version = $2',
    [id, version],
  )
  return rows[0] ? letterSchema.parse(rows[0].letter) : null
}

/** The last version of a mail that can be sent; null: there is no such mail, it was put away, or it is not ready. */
export async function sendableMail(
  client: Client,
  id: string,
): Promise<{ readonly version: number; readonly name: string } | null> {
  const { rows } = await client.query<{ version: number; name: string }>(
    `select m.version, m.name from mails m join mail_versions v on v.mail_id = m.id and v.version = m.version
     where m.id = $1 and v.ready and not m.archived`,
    [id],
  )
  return rows[0] ?? null
}

/** @throws Refusal `conflict` where the id is taken, `invalid_request` for a letter that cannot be kept */
export async function addMail(pool: pg.Pool, written: MailWritten, by: string | null): Promise<void> {
  const ready = await readinessOf(pool, written.letter)
  await transaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'insert into mails (id, name, version, changed_by) values ($1, $2, 1, $3) on conflict (id) do nothing',
      [written.id, written.name, by],
    )
    if (rowCount === 0) throw new Refusal('conflict', `Another mail has the id "${written.id}".`)
    await addVersion(client, { id: written.id, version: 1, letter: written.letter, ready, by })
  })
}

/** @throws Refusal `not_found`, `conflict` when somebody wrote since, `invalid_request` for a letter that cannot be kept */
export async function changeMail(pool: pg.Pool, id: string, change: MailChange, by: string): Promise<void> {
  const ready = await readinessOf(pool, change.letter)
  await transaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update mails set name = $3, version = version + 1, changed_by = $4, changed_at = now()
       where id = $1 and version = $2`,
      [id, change.version, change.name, by],
    )
    if (rowCount === 0) throw await whyNot(client, id)
    await addVersion(client, { id, version: change.version + 1, letter: change.letter, ready, by })
  })
}

async function whyNot(client: pg.ClientBase, id: string): Promise<Refusal> {
  const { rows } = await client.query<{ name: string | null }>(
    'select p.name from mails m left join people p on p.id = m.changed_by where m.id = $1',
    [id],
  )
  if (!rows[0]) return nothingThere()
  return new Refusal(
    'conflict',
    `${rows[0].name ?? 'Somebody'} changed it meanwhile; read it again, then write.`,
  )
}

interface NewVersion {
  readonly id: string
  readonly version: number
  readonly letter: LetterDocument
  readonly ready: boolean
  readonly by: string | null
}

async function addVersion(
  client: pg.ClientBase,
  { id, version, letter, ready, by }: NewVersion,
): Promise<void> {
  await client.query(
    'insert into mail_versions (mail_id, version, letter, ready, by_person) values ($1, $2, $3::json, $4, $5)',
    [id, version, JSON.stringify(letter), ready, by],
  )
}

/** Whether it can be sent. @throws Refusal `invalid_request` for a letter with what must not even be kept */
async function readinessOf(pool: pg.Pool, letter: LetterDocument): Promise<boolean> {
  const problems = await checkStanding(pool, letter)
  const refused = problems.filter(({ weight }) => weight === 'refused')
  if (refused[0])
    throw new Refusal('invalid_request', `It cannot be kept: ${refused[0].at}: ${refused[0].message}`, {
      problems: refused.map(({ at, message }) => ({ path: `letter.${at}`, message })),
    })
  return problems.every(({ weight }) => weight === 'hint')
}

/** @throws Refusal `not_found` */
export async function setArchived(pool: pg.Pool, id: string, archived: boolean): Promise<void> {
  const { rowCount } = await pool.query('update mails set archived = $2 where id = $1', [id, archived])
  if (rowCount === 0) throw nothingThere()
}
