/**
 * What somebody agreed to: for which purpose, by which words, when and how. Rows are appended, so whatever was ever said stays to
 * be shown. A form that anybody can fill in for anybody decides nothing: what was ticked there waits until the address says so.
 */
import { createHash } from 'node:crypto'
import type { Consents, ConsentStatus } from '@baton/protocol'
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

export interface Standing {
  readonly status: ConsentStatus
  readonly at: Date
}

/** Returns what stands afterwards; null: nothing was ever said. */
export async function recordConsent(client: Client, said: ConsentSaid): Promise<ConsentStatus | null> {
  const { leadId, purpose, trust, text, source, proof, person = null } = said
  const isClaim = trust === 'public'
  // Nobody can take something back for somebody else.
  if (!isClaim || said.status === 'given')
    await client.query(
      `insert into consents (id, lead_id, purpose, status, text, text_version, source, proof, by_person)
       values ($1, $2, $3, $4, $5, $6, $7, $8::json, $9)`,
      [
        uuidV7(),
        leadId,
        purpose,
        isClaim ? 'pending' : said.status,
        text,
        versionOfText(text),
        source,
        JSON.stringify(proof),
        person,
      ],
    )
  return (await standingConsents(client, leadId)).get(purpose)?.status ?? null
}

/** The first half of the text's hash, so that two texts are told apart at a glance. */
export function versionOfText(text: string): string {
  return text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/** What stands, by purpose, over all that is part of the lead: the last word; what only waits is none. */
export async function standingConsents(
  client: Client,
  leadId: string,
): Promise<ReadonlyMap<string, Standing>> {
  const { rows } = await client.query<Standing & { readonly purpose: string }>(
    `select distinct on (c.purpose) c.purpose, c.status, c.at
     from leads l join leads p on p.id = coalesce(l.joined_to, l.id) or p.joined_to = coalesce(l.joined_to, l.id)
       join consents c on c.lead_id = p.id
     where l.id = $1 order by c.purpose, c.status = 'pending', c.seq desc`,
    [leadId],
  )
  return new Map(rows.map(({ purpose, status, at }) => [purpose, { status, at }]))
}

/** Lets stand what was ticked in one submission. Returns the purposes. */
export async function giveWhatWaits(
  client: Client,
  leadId: string,
  submission: string,
  proof: Readonly<Record<string, unknown>>,
): Promise<readonly string[]> {
  const { rows } = await client.query<{ purpose: string; text: string; source: string; proof: object }>(
    `select distinct on (purpose) purpose, text, source, proof from consents
     where lead_id = $1 and status = 'pending' and proof ->> 'submission' = $2 order by purpose, seq desc`,
    [leadId, submission],
  )
  for (const { purpose, text, source, proof: said } of rows)
    await recordConsent(client, {
      leadId,
      purpose,
      status: 'given',
      trust: 'signed',
      text,
      source,
      proof: { ...said, ...proof },
    })
  return rows.map(({ purpose }) => purpose)
}

export async function consentHistory(client: Client, leadId: string): Promise<Consents['history']> {
  const { rows } = await client.query<Omit<Consents['history'][number], 'at'> & { at: Date }>(
    `select c.id, c.purpose, c.status, c.text, c.text_version as "textVersion", c.source, c.proof, c.at, p.name as by
     from leads l join leads part on part.id = l.id or part.joined_to = l.id
       join consents c on c.lead_id = part.id left join people p on p.id = c.by_person
     where l.id = $1 order by c.seq desc limit 200`,
    [leadId],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/**
 * Forgets how leads said what they said: notes in somebody's own words, pages and networks. That they agreed, to which words
 * and when, stays without saying who they were. For a transaction that erases.
 */
export async function forgetConsents(client: pg.ClientBase, leadIds: readonly string[]): Promise<void> {
  await client.query(`update consents set proof = '{}' where lead_id = any($1::uuid[])`, [leadIds])
}
