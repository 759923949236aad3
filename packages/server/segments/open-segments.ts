/** Segments at work: a thread follows leads from the first segment on. */
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import { repeat } from '../platform/repeat.ts'
import type { SegmentsHeard, SegmentsOrder, SegmentsSaid } from './segments-thread.ts'
import type { TriedAudience } from './try-audience.ts'

export interface SegmentsAtWork {
  /** Somebody wrote a segment: there is something to follow. */
  readonly begin: () => void
  /** Null: the document cannot be read. */
  readonly count: (document: string) => Promise<TriedAudience | null>
  readonly stop: () => Promise<void>
}

interface Waiting {
  readonly resolve: (tried: TriedAudience | null) => void
  readonly reject: (error: Error) => void
}

/** Segments may be made by other ways than the routes. */
const LOOK = { everyMs: 5_000, firstAfterMs: 0 }

/** What is under way is given so long to end. */
const END_WAIT_MS = 5_000

export function openSegments(
  pool: pg.Pool,
  connection: pg.ClientConfig,
  log: (line: string) => void,
): SegmentsAtWork {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let lastId = 0
  let isOver = false
  const fail = (why: string) => {
    worker = null
    for (const { reject } of waiting.values()) reject(new Error(`Segments failed: ${why}`))
    waiting.clear()
  }
  const begin = (): Worker => {
    if (isOver) throw new Error('The server is ending.')
    return (worker ??= startThread({ connection }, hear, fail))
  }
  const hear = (said: SegmentsSaid) => {
    if (said.kind === 'log') return log(said.line)
    const asked = waiting.get(said.id)
    waiting.delete(said.id)
    if (said.kind === 'failed') asked?.reject(new Error(said.error))
    else asked?.resolve(said.tried)
  }
  const endLooking = repeat({ ...LOOK, what: 'Looking for segments', log }, async () => {
    if (worker || isOver) return
    const { rowCount } = await pool.query('select 1 from segments limit 1')
    if (rowCount) begin()
  })
  return {
    begin: () => void begin(),
    count: (document) =>
      new Promise((resolve, reject) => {
        const thread = begin()
        const id = ++lastId
        waiting.set(id, { resolve, reject })
        thread.postMessage({ kind: 'try', id, document } satisfies SegmentsHeard)
      }),
    async stop() {
      isOver = true
      await endLooking()
      if (worker) await endThread(worker)
    },
  }
}

function startThread(
  workerData: SegmentsOrder,
  onSaid: (said: SegmentsSaid) => void,
  onEnd: (why: string) => void,
): Worker {
  const worker = new Worker(new URL('./segments-thread.ts', import.meta.url), { workerData })
  worker.unref()
  worker.on('message', onSaid)
  worker.on('error', (error: Error) => onEnd(error.message))
  worker.on('exit', () => onEnd('its thread has ended'))
  return worker
}

async function endThread(worker: Worker): Promise<void> {
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  worker.postMessage({ kind: 'end' } satisfies SegmentsHeard)
  const forced = setTimeout(() => void worker.terminate(), END_WAIT_MS)
  await ended
  clearTimeout(forced)
}
