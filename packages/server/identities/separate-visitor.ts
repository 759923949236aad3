/**
 * Takes back that a visitor was joined to a lead. No event is edited: each history is again what it was, and both are
 * judged anew. What was decided while they were one stays in the ledger.
 */
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { inTurn, rejudgeLeads } from '../judging/index.ts'
import { leadsWithRoots } from '../leads/index.ts'
import { isUuid } from '../platform/uuid-v7.ts'
import { Refusal } from '../platform/http/refusal.ts'

export interface Separated {
  readonly visitor: string
  /** The lead that the visitor was joined to. */
  readonly lead: string
}

/** @throws Refusal `not_found`, or `conflict` when it is joined to nobody */
export async function separateVisitor(
  pool: pg.Pool,
  agreements: Agreements,
  visitorId: string,
): Promise<Separated> {
  if (!isUuid(visitorId)) throw new Refusal('not_found', 'There is no such visitor.')
  return await inTurn(pool, agreements, async (client, inForce) => {
    const found = await leadsWithRoots(client, [visitorId])
    const visitor = found.find(({ id }) => id === visitorId)
    if (!visitor) throw new Refusal('not_found', 'There is no such visitor.')
    if (visitor.visitorOf === null) throw new Refusal('conflict', 'It is not joined to any lead.')
    await client.query('update leads set joined_to = null, visitor_of = null where id = $1', [visitorId])
    await rejudgeLeads(client, inForce, [visitor.id, visitor.joinedTo ?? visitor.visitorOf])
    return { visitor: visitor.id, lead: visitor.visitorOf }
  })
}
