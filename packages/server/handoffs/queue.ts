/** What is mine to do, and what anybody of my teams may take. */
import type { Queue } from '@baton/protocol'
import type pg from 'pg'
import type { SignedIn } from '../access/index.ts'
import type { Agreements } from '../agreements/index.ts'
import { cards, masked } from './cards.ts'

/** Stages in which a handoff stands in its owner's queue; opportunities have a board of their own. */
export const QUEUED = `('mql', 'sal', 'sql')`
const CARDS_MAX = 500

export async function queueOf(
  pool: pg.Pool,
  agreements: Agreements,
  { id, teams }: SignedIn,
): Promise<Queue> {
  const now = Date.now()
  const [mine, open, inForce] = await Promise.all([
    cards(pool, agreements, {
      condition: `l.id in (select q.id from leads q where q.owner = $1 and q.stage in ${QUEUED} and q.joined_to is null
        order by q.next_timer_at nulls last, q.id limit ${CARDS_MAX})`,
      values: [id],
      now,
    }),
    cards(pool, agreements, {
      condition: `l.id in (select q.id from leads q join teams t on t.name = q.team and t.assignment = 'claim'
        where q.stage = 'mql' and q.owner is null and q.joined_to is null and t.id = any($1::uuid[])
        order by q.next_timer_at nulls last, q.id limit ${CARDS_MAX})`,
      values: [teams.map((team) => team.id)],
      now,
    }),
    agreements.inForce(pool),
  ])
  return { mine: [...mine], open: open.map(masked), agreementVersion: inForce.version }
}
