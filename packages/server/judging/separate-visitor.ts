/**
 * Takes back that a visitor was joined to a lead. No event is edited: each history is again what it was, and both are
 * judged anew. What was decided while they were one stays in the ledger.
 */
import { dayOf } from '@baton/engine'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { leadHistories, leadsWithRoots, leadWrites } from '../leads/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { refold } from './judge-leads.ts'
import { recordDecisions } from './record-decisions.ts'
import { takeTurn } from './take-turn.ts'

export interface Separated {
  readonly visitor: string
  /** The lead that the visitor was joined to. */
  readonly lead: string
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** @throws Refusal `not_found`, or `conflict` when it is joined to nobody */
export async function separateVisitor(
  pool: pg.Pool,
  agreements: Agreements,
  visitorId: string,
): Promise<Separated> {
  if (!UUID.test(visitorId)) throw new Refusal('not_found', 'There is no such visitor.')
  const client = await pool.connect()
  try {
    const { version } = await takeTurn(client)
    const inForce = await agreements.version(client, version)
    const both = await leadsWithRoots(client, [visitorId])
    const visitor = both.find(({ id }) => id === visitorId)
    if (!visitor) throw new Refusal('not_found', 'There is no such visitor.')
    const lead = both.find(({ id }) => id === visitor.joinedTo)
    if (!lead) throw new Refusal('conflict', 'It is not joined to any lead.')
    await client.query('update leads set joined_to = null where id = $1', [visitorId])
    visitor.joinedTo = null
    const histories = await leadHistories(client, [lead.id, visitor.id])
    const now = Date.now()
    const entries = [lead, visitor].flatMap((one) => refold(one, histories.get(one.id) ?? [], inForce, now))
    await leadWrites(inForce.compiled, [lead, visitor], dayOf(now))(client)
    await recordDecisions(client, entries, inForce, { known: histories, refolded: [lead, visitor] })
    await client.query('commit')
    return { visitor: visitor.id, lead: lead.id }
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
