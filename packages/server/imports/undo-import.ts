/**
 * Takes a whole import back: what it brought is kept and counts for nothing, and everybody who was judged by it is judged
 * anew. Its events give their ids back, so that the same file, mended, can be imported again.
 */
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { inTurn, recountEvents } from '../judging/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'

const AT_ONCE = 1_000

/** Goes on where it was interrupted. @returns how many events were taken back */
export async function undoImport(
  pool: pg.Pool,
  agreements: Agreements,
  given: { readonly id: string; readonly sourceId: string; readonly person: string | null },
): Promise<number> {
  const { id, sourceId, person } = given
  const { rows } = await pool.query<{ eventId: string; leadId: string }>(
    `select e.id as "eventId", e.lead_id as "leadId" from events e
     where e.source_id = $1 and e.context ->> 'import' = $2 and e.message_id not like 'undone:%'
     order by e.lead_id`,
    [sourceId, id],
  )
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const batch = rows.slice(from, from + AT_ONCE)
    await inTurn(pool, agreements, async (client, inForce) => {
      const recounts = batch.map((event) => ({
        ...event,
        mark: 'taken-back' as const,
        reasons: ['import undone'],
      }))
      await recountEvents(client, inForce, recounts, { classifier: null, person })
      await client.query(
        `update events e set message_id = 'undone:' || $3 || ':' || e.message_id
         from unnest($1::text[], $2::text[]) as g(id, lead_id)
         where e.lead_id = g.lead_id::uuid and e.id = g.id::uuid`,
        [textArray(batch.map(({ eventId }) => eventId)), textArray(batch.map(({ leadId }) => leadId)), id],
      )
    })
  }
  // The command line knows a file by its content and mapping: from now on it is one that was never imported.
  await pool.query(`update imports set mapping_hash = 'undone:' || id where id = $1`, [id])
  return rows.length
}
