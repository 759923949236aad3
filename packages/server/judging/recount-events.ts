/**
 * Events that count from now on, or count no more. None is edited: a mark says why, the latest mark stands, and everybody
 * who was judged by them is judged anew.
 */
import type pg from 'pg'
import type { AgreementInForce } from '../agreements/index.ts'
import { leadsOfCompanies } from '../leads/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'
import { rejudgeLeads } from './rejudge-leads.ts'

export type Mark = 'human' | 'machine' | 'unknown' | 'taken-back'

export interface Recount {
  readonly eventId: string
  /** Whose it was stored as. */
  readonly leadId: string
  readonly mark: Mark
  readonly reasons: readonly string[]
}

export interface RecountBy {
  /** Version of the classifier; null: a person said so. */
  readonly classifier: number | null
  readonly person: string | null
}

/** Within the turn of who calls. Returns how many events count otherwise than before. */
export async function recountEvents(
  client: pg.ClientBase,
  inForce: AgreementInForce,
  recounts: readonly Recount[],
  by: RecountBy,
): Promise<number> {
  if (recounts.length === 0) return 0
  await writeMarks(client, recounts, by)
  const { rows } = await client.query<{ leadId: string; companyId: string | null }>({
    name: 'recount-events',
    text: `update events e set counts = (g.mark = 'human')
           from unnest($1::text[], $2::text[], $3::text[]) as g(id, lead_id, mark)
           where e.lead_id = g.lead_id::uuid and e.id = g.id::uuid and e.counts <> (g.mark = 'human')
           returning e.lead_id as "leadId", case when e.company is not null then e.company_id end as "companyId"`,
    values: [
      textArray(recounts.map(({ eventId }) => eventId)),
      textArray(recounts.map(({ leadId }) => leadId)),
      textArray(recounts.map(({ mark }) => mark)),
    ],
  })
  const companies = [...new Set(rows.flatMap(({ companyId }) => companyId ?? []))]
  const colleagues = companies.length > 0 ? await leadsOfCompanies(client, companies) : []
  await rejudgeLeads(client, inForce, [...rows.map(({ leadId }) => leadId), ...colleagues])
  return rows.length
}

async function writeMarks(
  client: pg.ClientBase,
  recounts: readonly Recount[],
  { classifier, person }: RecountBy,
): Promise<void> {
  await client.query(
    `insert into event_marks (event_id, mark, reasons, classifier, by_person)
     select (g ->> 'eventId')::uuid, g ->> 'mark',
       array(select json_array_elements_text(g -> 'reasons')), $2::int, $3::uuid
     from json_array_elements($1::json) as g`,
    [JSON.stringify(recounts), classifier, person],
  )
}
