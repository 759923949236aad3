/** Takes a long stream of events in through the intake, in groups, as fast as they are written. */
import type pg from 'pg'
import { ensureSource } from '../sources/index.ts'
import type { IncomingEvent } from './incoming-event.ts'
import type { Intake } from './open-intake.ts'

/** As many as the intake writes in one transaction. */
const GROUP = 2_000

/** Events of a stream; every one is recorded under the source of that name. Returns how many were new. */
export async function loadEvents(
  intake: Intake,
  pool: pg.Pool,
  sourceName: string,
  events: Iterable<Omit<IncomingEvent, 'sourceId'>>,
): Promise<number> {
  const { id: sourceId } = await ensureSource(pool, sourceName)
  let stored = 0
  let group: IncomingEvent[] = []
  let writing = Promise.resolve()
  const send = async () => {
    const sent = group
    group = []
    // One group is made while the one before it is written.
    await writing
    writing = intake.accept(sent).then((receipts) => {
      const refused = receipts.find((receipt) => typeof receipt === 'object')
      if (refused) throw new Error(`An event of ${sourceName} was refused: ${JSON.stringify(refused)}`)
      stored += receipts.filter((receipt) => receipt === 'stored').length
    })
    // A failure is met at the next await; until then it must not count as unhandled.
    writing.catch(() => {})
  }
  for (const event of events) {
    group.push({ ...event, sourceId })
    if (group.length >= GROUP) await send()
  }
  if (group.length > 0) await send()
  await writing
  return stored
}
