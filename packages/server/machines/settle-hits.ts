/**
 * Settles whether hits were people: two minutes after they came, when what else the same machine or person did is known.
 * A trap that is followed later settles the hits of its mail again. What a person said of an event stays said.
 */
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { inTurn, type Recount, recountEvents } from '../judging/index.ts'
import { classifyHit, CLASSIFIER } from './classify-hits.ts'
import { hitsAround, pendingSendings, noteSettled } from './hit-rows.ts'
import { surroundingsAmong } from './surroundings.ts'
import { repeat } from '../platform/repeat.ts'

export const SETTLE_MS = 120_000
const SENDINGS_AT_ONCE = 200

/** Returns how many hits were settled, those looked at again included. */
export async function settleHits(pool: pg.Pool, agreements: Agreements, now: number): Promise<number> {
  for (let settled = 0; ;) {
    const sendings = await pendingSendings(pool, now - SETTLE_MS, SENDINGS_AT_ONCE)
    if (sendings.length === 0) return settled
    settled += await settleSendings(pool, agreements, sendings, now)
  }
}

async function settleSendings(
  pool: pg.Pool,
  agreements: Agreements,
  sendings: readonly string[],
  now: number,
): Promise<number> {
  const { hits, isFollowUpExpected } = await hitsAround(pool, sendings)
  const around = surroundingsAmong(hits)
  const wanted = new Set(sendings)
  const due = hits.filter(({ sending, receivedAt }) => wanted.has(sending) && receivedAt <= now - SETTLE_MS)
  const recounts = due.flatMap((hit): Recount[] => {
    const { mark, reasons } = classifyHit(hit, { ...around(hit), followUp: hit.followUp, isFollowUpExpected })
    if (hit.isSaidByPerson || hit.mark === mark) return []
    return [{ eventId: hit.eventId, leadId: hit.leadId, mark, reasons }]
  })
  await inTurn(pool, agreements, async (client, inForce) => {
    await recountEvents(client, inForce, recounts, { classifier: CLASSIFIER, person: null })
    await noteSettled(
      client,
      due.map(({ eventId }) => eventId),
    )
  })
  return due.length
}

const LOOK_EVERY_MS = 5_000

/** Looks every five seconds. Returns what ends it, once the look under way is through. */
export function settleHitsAlways(
  pool: pg.Pool,
  agreements: Agreements,
  log: (line: string) => void,
): () => Promise<void> {
  return repeat({ everyMs: LOOK_EVERY_MS, what: 'Settling who opened mails', log }, () =>
    settleHits(pool, agreements, Date.now()),
  )
}
