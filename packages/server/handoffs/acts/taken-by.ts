/** The refusal of who came second: it names the winner, and by how much. */
import type pg from 'pg'
import { Refusal } from '../../platform/http/refusal.ts'

export async function takenBy(
  client: pg.ClientBase,
  leadId: string,
  owner: string,
  now: number,
): Promise<Refusal> {
  const { rows } = await client.query<{ name: string | null; at: number | null }>({
    name: 'taken-by',
    text: `select (select p.name from people p where p.id::text = $2) as name,
             (select (extract(epoch from d.decided_at) * 1000)::float8 from decisions d
              where d.lead_id = $1::uuid and d.handoff ->> 'owner' = $2 and d.kind = 'assigned'
              order by d.seq desc limit 1) as at`,
    values: [leadId, owner],
  })
  const { name, at } = rows[0]!
  return new Refusal(
    'already_taken',
    `${name ?? 'Somebody else'} took it${at === null ? '' : ` ${sayBefore(now - at)}`}.`,
  )
}

function sayBefore(ms: number): string {
  const seconds = Math.floor(ms / 1000)
  if (seconds < 1) return 'just before you'
  if (seconds < 120) return `${seconds} s before you`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 120) return `${minutes} min before you`
  return minutes < 2 * 24 * 60
    ? `${Math.floor(minutes / 60)} h before you`
    : `${Math.floor(minutes / 1440)} days before you`
}
