/** What teams can take on: how much their people work on at a time, and how long a handoff stays with its owner. */
import type { TimeInHand } from '@baton/engine/compare'
import type { TeamCapacity } from '@baton/protocol'
import type pg from 'pg'

/** Fewer handoffs that ended say nothing about how long the next one will take. */
const ENDED_MIN = 20

/** By the law of Little: what is in hand at a time, divided by how long each stays. Teams that routes name, or might. */
export async function teamCapacities(pool: pg.Pool, inHand: TimeInHand): Promise<readonly TeamCapacity[]> {
  const { rows } = await pool.query<{ team: string; reps: number; capacity: number }>(
    `select t.name as team, count(p.id)::int as reps, coalesce(sum(p.capacity), 0)::int as capacity
     from teams t left join team_members m on m.team_id = t.id
       left join people p on p.id = m.person_id and p.active and p.capacity > 0 and p.role in ('rep', 'manager')
     group by t.name order by t.name`,
  )
  const weeks = inHand.meanDays / 7
  return rows.map((row) => ({
    ...row,
    perWeek: inHand.n < ENDED_MIN || weeks <= 0 ? null : row.capacity / weeks,
  }))
}
