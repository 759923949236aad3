/** Judges a frame on several threads: each has a range of leads, all read the same columns in shared memory. */
import type { Agreement, Catalogue, CompiledAgreement } from '@baton/engine'
import { concatenated, type Frame, type ReplayRun } from '@baton/engine/replay'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** What a thread is started with. */
export interface ThreadData {
  readonly columns: Omit<Frame, 'leads'>
  /** First lead of the thread's range, and one past the last. */
  readonly from: number
  readonly to: number
}

export interface Question {
  readonly id: number
  readonly agreement: Agreement
  readonly catalogue: Catalogue
}

export type Answer =
  { readonly id: number; readonly run: ReplayRun } | { readonly id: number; readonly error: Error }

interface Waiting {
  readonly resolve: (run: ReplayRun) => void
  readonly reject: (error: unknown) => void
}

/** Threads live until `close`, also while nothing is asked. */
export class ReplayThreads {
  readonly #threads: readonly Thread[]

  /** @param threads as many as the machine has processors by default */
  constructor(frame: Frame, threads = availableParallelism()) {
    const { leads: _, ...columns } = inSharedMemory(frame)
    this.#threads = rangesOf(frame.offsets, threads).map(([from, to]) => new Thread({ columns, from, to }))
  }

  /** The same as `replay` of the frame on one thread. Rejects when a thread fails or is closed. */
  async replay({
    agreement,
    catalogue,
  }: Pick<CompiledAgreement, 'agreement' | 'catalogue'>): Promise<ReplayRun> {
    return concatenated(await Promise.all(this.#threads.map((thread) => thread.ask(agreement, catalogue))))
  }

  /** Ends the threads, whatever they do. */
  async close(): Promise<void> {
    await Promise.all(this.#threads.map((thread) => thread.close()))
  }
}

/** One worker, and those who wait for its answers. */
class Thread {
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #ended: Error | null = null

  constructor(workerData: ThreadData) {
    this.#worker = new Worker(new URL('./replay-worker.ts', import.meta.url), { workerData })
    this.#worker.on('message', (answer: Answer) => this.#settle(answer))
    this.#worker.on('error', (error: Error) => this.#end(error))
    this.#worker.on('exit', () => this.#end(new Error('the thread of a replay was closed')))
  }

  ask(agreement: Agreement, catalogue: Catalogue): Promise<ReplayRun> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended)
      const id = ++this.#lastId
      this.#waiting.set(id, { resolve, reject })
      this.#worker.postMessage({ id, agreement, catalogue } satisfies Question, [])
    })
  }

  async close(): Promise<void> {
    await this.#worker.terminate()
  }

  #settle(answer: Answer): void {
    const waiting = this.#waiting.get(answer.id)
    this.#waiting.delete(answer.id)
    if ('run' in answer) waiting?.resolve(answer.run)
    else waiting?.reject(answer.error)
  }

  #end(error: Error): void {
    this.#ended ??= error
    for (const { reject } of this.#waiting.values()) reject(this.#ended)
    this.#waiting.clear()
  }
}

/** At most so many neighbouring ranges of leads with about as many events each; one when there is nothing to share. */
export function rangesOf(
  offsets: Uint32Array,
  ranges: number,
): readonly (readonly [from: number, to: number])[] {
  const leads = offsets.length - 1
  const events = offsets[leads]!
  const result: (readonly [number, number])[] = []
  let from = 0
  for (let range = 1; range <= ranges; range++) {
    const to = range === ranges ? leads : leadAt(offsets, (events / ranges) * range)
    if (to > from) result.push([from, to])
    from = Math.max(from, to)
  }
  return result.length > 0 ? result : [[0, 0]]
}

/** The first lead whose run begins at or after a position. */
function leadAt(offsets: Uint32Array, position: number): number {
  let low = 0
  let high = offsets.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (offsets[middle]! < position) low = middle + 1
    else high = middle
  }
  return low
}

type Column = Int32Array | Uint16Array | Uint32Array | Float64Array

/** The frame itself where its columns are shared already, else with copies that are. */
function inSharedMemory(frame: Frame): Frame {
  const shared = <Of extends Column>(column: Of): Of => {
    if (column.buffer instanceof SharedArrayBuffer) return column
    const { length, BYTES_PER_ELEMENT } = column
    const copy = new (column.constructor as new (buffer: SharedArrayBuffer) => Of)(
      new SharedArrayBuffer(length * BYTES_PER_ELEMENT),
    )
    copy.set(column)
    return copy
  }
  const { event, field, value } = frame.facts
  return {
    ...frame,
    offsets: shared(frame.offsets),
    day: shared(frame.day),
    ms: shared(frame.ms),
    shape: shared(frame.shape),
    seq: shared(frame.seq),
    facts: { ...frame.facts, event: shared(event), field: shared(field), value: shared(value) },
  }
}
