/**
 * The way in for every event. Requests put their events in one bounded queue; one writer takes what has gathered
 * and writes it as a group, so that the cost of a commit is shared by all who wait for it. A request is answered
 * when its events are durable and judged.
 */
import type { EventRefusalCode } from '@baton/protocol'
import type pg from 'pg'
import { Agreements } from '../agreements/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { BY_KEY_ONLY } from '../judging/index.ts'
import { isDatabaseAway } from '../platform/postgres/open-pool.ts'
import { canonicalEvent, type CanonicalEvent } from './canonical-event.ts'
import { DirectoryCache } from './directory.ts'
import type { IncomingEvent, Receipt, RefusedEvent } from './incoming-event.ts'
import { NotPlain } from './plain-json.ts'
import { writeGroup, type WritingContext } from './write-group.ts'

export interface Intake {
  /**
   * One receipt per event, in order. `refused` are events that the caller could not even read: they are kept with
   * the failed ones. Throws Refusal `intake_full`, `database_away` (nothing is lost: send again) or `stopping`.
   */
  accept(events: readonly IncomingEvent[], refused?: readonly RefusedEvent[]): Promise<readonly Receipt[]>
  /** Writes what is queued, then takes no more. */
  stop(): Promise<void>
}

export interface IntakeOptions {
  readonly pool: pg.Pool
  readonly log: (line: string) => void
  readonly agreements?: Agreements
  /** Events that may wait. */
  readonly queueMax?: number
}

interface Entry {
  readonly events: readonly CanonicalEvent[]
  readonly refused: readonly RefusedEvent[]
  readonly resolve: (answers: readonly ('stored' | 'duplicate' | SqlRefusal)[]) => void
  readonly reject: (error: unknown) => void
}

interface SqlRefusal {
  readonly refused: EventRefusalCode
  readonly detail: string
}

const QUEUE_MAX = 20_000
/** More in one transaction no longer makes it cheaper per event (measured), and makes everybody wait longer. */
const GROUP_MAX = 2_000

export function openIntake({
  pool,
  log,
  agreements = new Agreements(),
  queueMax = QUEUE_MAX,
}: IntakeOptions): Intake {
  const cache = new DirectoryCache()
  let queue: Entry[] = []
  let queued = 0
  let running: Promise<void> | null = null
  let stopped = false
  let context: (WritingContext & { release(broken?: boolean): void }) | null = null

  async function openContext() {
    const client = await pool.connect()
    client.on('error', ignore)
    await client.query(BY_KEY_ONLY)
    const release = (broken = false) => {
      client.off('error', ignore)
      client.release(broken)
      context = null
    }
    return { client, agreements, cache, lastTurn: null, careful: 0, release }
  }

  async function writeAll(): Promise<void> {
    while (queue.length > 0) {
      const group = takeGroup()
      try {
        context ??= await openContext()
        await writeEntries(context, group)
      } catch (error) {
        context?.release(true)
        const answer = isDatabaseAway(error)
          ? new Refusal('database_away', 'The database does not answer; send the events again.', {
              retryAfter: 2,
            })
          : error
        for (const entry of group) entry.reject(answer)
        if (answer === error) log(`Writing a group of events failed: ${(error as Error).stack}`)
      }
    }
    running = null
  }

  function takeGroup(): readonly Entry[] {
    const group = firstGroup(queue)
    queue = queue.slice(group.length)
    for (const entry of group) queued -= entry.events.length + 1
    return group
  }

  return {
    async accept(events, unread = []) {
      if (stopped)
        throw new Refusal('stopping', 'The server is stopping; send the events again.', { retryAfter: 5 })
      if (queued + events.length > queueMax && queued > 0) {
        throw new Refusal('intake_full', 'More events wait than can be taken; send them again.', {
          retryAfter: 1,
        })
      }
      const { receipts, canonical, refused } = canonicalise(events, unread)
      if (canonical.length + refused.length === 0) return []
      const answers = await new Promise<readonly ('stored' | 'duplicate' | SqlRefusal)[]>(
        (resolve, reject) => {
          queue.push({ events: canonical, refused, resolve, reject })
          queued += canonical.length + 1
          // Requests that arrive in the same turn of the event loop share the group.
          running ??= new Promise<void>((begin) => setImmediate(begin)).then(writeAll)
        },
      )
      let next = 0
      return receipts.map((receipt) => receipt ?? answers[next++]!)
    },
    async stop() {
      stopped = true
      await running
      context?.release()
    },
  }
}

/** As many entries from the front as one transaction is worth; always one. */
function firstGroup(queue: readonly Entry[]): readonly Entry[] {
  let events = 0
  let count = 0
  for (const entry of queue) {
    events += entry.events.length
    if (count > 0 && events > GROUP_MAX) break
    count += 1
  }
  return queue.slice(0, count)
}

function ignore(): void {}

function canonicalise(events: readonly IncomingEvent[], unread: readonly RefusedEvent[]) {
  const receipts: (Receipt | null)[] = []
  const canonical: CanonicalEvent[] = []
  const refused: RefusedEvent[] = [...unread]
  for (const event of events) {
    try {
      canonical.push(canonicalEvent(event))
      receipts.push(null)
    } catch (error) {
      if (!(error instanceof NotPlain)) throw error
      receipts.push({ refused: error.code, detail: error.message })
      refused.push(refusedEvent(event, error.code, error.message))
    }
  }
  return { receipts, canonical, refused }
}

function refusedEvent(event: IncomingEvent, code: EventRefusalCode, detail: string): RefusedEvent {
  const { sourceId, receivedAt, messageId } = event
  return { sourceId, receivedAt, code, detail, messageId, body: JSON.stringify(event), form: 'event' }
}

async function writeEntries(context: WritingContext, entries: readonly Entry[]): Promise<void> {
  const events = entries.flatMap((entry) => entry.events)
  const refused = entries.flatMap((entry) => entry.refused)
  const answers = await writeDividing(context, events, refused)
  let next = 0
  for (const entry of entries) entry.resolve(answers.slice(next, (next += entry.events.length)))
}

/**
 * Canonical events are storable as far as we know. Should PostgreSQL still refuse the data of one (SQLSTATE classes
 * 22 and 54), it is found by halving, put with the failed ones, and its neighbours are stored.
 */
async function writeDividing(
  context: WritingContext,
  events: readonly CanonicalEvent[],
  refused: readonly RefusedEvent[],
): Promise<readonly ('stored' | 'duplicate' | SqlRefusal)[]> {
  try {
    return await writeGroup(context, events, refused)
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (events.length === 0 || !/^(22|54)/.test(code ?? '')) throw error
    const [only] = events
    if (events.length === 1 && only) {
      const { sourceId, receivedAt, messageId } = only
      const failure = {
        code: 'not_storable' as const,
        detail: message,
        body: JSON.stringify(only),
        form: 'canonical' as const,
      }
      await writeGroup(context, [], [...refused, { sourceId, receivedAt, messageId, ...failure }])
      return [{ refused: failure.code, detail: message }]
    }
    const half = events.length >> 1
    const first = await writeDividing(context, events.slice(0, half), refused)
    return [...first, ...(await writeDividing(context, events.slice(half), []))]
  }
}
