/**
 * What somebody agreed to: for which purpose, by which words, when and how. Rows are appended; the last of a purpose stands.
 * A page that anybody can fill in for anybody never lifts a withdrawal: it waits until the address says so itself.
 */
import { createHash } from 'node:crypto'
import type { Consents, ConsentStatus, Purpose } from '@baton/protocol'
import type { Trust } from '@baton/engine'
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'

type Client = pg.Pool | pg.ClientBase

export interface ConsentSaid {
  readonly leadId: string
  readonly purpose: string
  readonly status: 'given' | 'withdrawn'
  /** How far it is believed that the person said it. */
  readonly trust: Trust
  /** Word for word what was agreed to. */
  readonly text: string
  readonly source: string
  readonly proof: Readonly<Record<string, unknown>>
  readonly person?: string | null
}

/** Returns what stands afterwards. */
export async function recordConsent(client: Client, said: ConsentSaid): Promise<ConsentStatus> {
  const { leadId, purpose, text, source, proof, person = null } = said
  const before = await standingConsents(client, leadId)
  const status = settled(said, before.get(purpose) ?? null)
  // Said once more, by whoever can be anybody, changes nothing and proves nothing.
  if (said.trust === 'public' && before.get(purpose) === status) return status
  await client.query(
    `insert into consents (id, lead_id, purpose, status, text, text_version, source, proof, by_person)
     values ($1, $2, $3, $4, $5, $6, $7, $8::json, $9)`,
    [uuidV7(), leadId, purpose, status, text, versionOfText(text), source, JSON.stringify(proof), person],
  )
  return status
}

function settled({ status, trust }: ConsentSaid, before: ConsentStatus | null): ConsentStatus {
  if (trust !== 'public') return status
  if (status === 'withdrawn') return before ?? 'withdrawn'
  return before === 'given' ? 'given' : before === 'withdrawn' ? 'withdrawn' : 'pending'
}

/** The first half of the text's hash, so that two texts are told apart at a glance. */
export function versionOfText(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** What stands, by purpose, over all that is part of the lead. */
export async function standingConsents(
  client: Client,
  leadId: string,
): Promise<ReadonlyMap<string, ConsentStatus>> {
  const { rows } = await client.query<{ purpose: string; status: ConsentStatus }>(
    `select distinct on (c.purpose) c.purpose, c.status
     from leads l join leads p on p.id = coalesce(l.joined_to, l.id) or p.joined_to = coalesce(l.joined_to, l.id)
       join consents c on c.lead_id = p.id
     where l.id = $1 order by c.purpose, c.seq desc`,
    [leadId],
  )
  return new Map(rows.map(({ purpose, status }) => [purpose, status]))
}

export async function purposes(client: Client): Promise<Purpose[]> {
  const { rows } = await client.query<Purpose>('select id, name, about from purposes order by place, id')
  return rows
}

/** One that is not named any more stays, because what was agreed to refers to it, and is asked for no more. */
export async function setPurposes(client: Client, wanted: readonly Purpose[]): Promise<void> {
  await client.query(
    `with given as (
       select id, place, name, about
       from json_to_recordset($1::json) as g(id text, place int, name text, about text)),
     gone as (
       delete from purposes p where not exists (select 1 from given g where g.id = p.id)
         and not exists (select 1 from consents c where c.purpose = p.id))
     insert into purposes (id, place, name, about) select id, place, name, about from given
     on conflict (id) do update set place = excluded.place, name = excluded.name, about = excluded.about`,
    [JSON.stringify(wanted.map((purpose, place) => ({ ...purpose, place })))],
  )
}

export async function consentHistory(pool: pg.Pool, leadId: string): Promise<Consents['history']> {
  const { rows } = await pool.query<Omit<Consents['history'][number], 'at'> & { at: Date }>(
    `select c.id, c.purpose, c.status, c.text, c.text_version as "textVersion", c.source, c.proof, c.at, p.name as by
     from leads l join leads part on part.id = l.id or part.joined_to = l.id
       join consents c on c.lead_id = part.id left join people p on p.id = c.by_person
     where l.id = $1 order by c.seq desc limit 200`,
    [leadId],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}
