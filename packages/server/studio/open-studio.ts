/**
 * The studio: trying agreements on the complete history. The history is held by a thread of its own from the first question
 * on, and let go when nobody asked for a while.
 */
import type { Catalogue } from '@baton/engine'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import type { Heard, Said, StudioPart, StudioQuestion } from './studio-messages.ts'

const IDLE_MS = 10 * 60_000

export interface AskOptions {
  readonly additions: Partial<Catalogue> | null
  /** With all that happened up to now. */
  readonly fresh?: boolean
  readonly signal?: AbortSignal | undefined
}

export interface Studio {
  /** Parts as they are worked out; the comparison first. Ends without more when the signal says so. */
  readonly ask: (question: StudioQuestion, options: AskOptions) => AsyncGenerator<StudioPart>
  readonly stop: () => Promise<void>
}

export interface StudioOptions {
  readonly connection: pg.ClientConfig
  /** Where the history is kept as columns. */
  readonly directory: string
}

export function openStudio({ connection, directory }: StudioOptions): Studio {
  let room: Room | null = null
  let isOver = false
  let idle: NodeJS.Timeout | undefined
  let asking = 0
  const roomFor = (additions: AskOptions['additions']): Room => {
    const key = JSON.stringify(additions)
    if (room?.key === key && !room.isOver) return room
    void room?.end()
    return (room = new Room(key, { connection, directory, additions }))
  }
  const leaveLater = () => {
    clearTimeout(idle)
    if (asking > 0) return
    idle = setTimeout(() => {
      void room?.end()
      room = null
    }, IDLE_MS)
    idle.unref()
  }
  return {
    async *ask(question, { additions, fresh = false, signal }) {
      if (isOver) throw new Error('The server is ending.')
      clearTimeout(idle)
      asking += 1
      try {
        yield* roomFor(additions).ask(question, fresh, signal)
      } finally {
        asking -= 1
        leaveLater()
      }
    },
    async stop() {
      isOver = true
      clearTimeout(idle)
      await room?.end()
    },
  }
}

interface Listener {
  readonly hear: (said: Said) => void
}

/** One thread with its history, and those who wait for its answers. */
class Room {
  readonly key: string
  isOver = false
  readonly #worker: Worker
  readonly #listeners = new Map<number, Listener>()
  #lastId = 0

  constructor(key: string, workerData: object) {
    this.key = key
    this.#worker = new Worker(new URL('./studio-thread.ts', import.meta.url), { workerData })
    this.#worker.on('message', (said: Said) => this.#listeners.get(said.id)?.hear(said))
    this.#worker.on('error', (error: Error) => this.#fail(error.message))
    this.#worker.on('exit', () => this.#fail('its thread has ended'))
  }

  async *ask(
    question: StudioQuestion,
    fresh: boolean,
    signal: AbortSignal | undefined,
  ): AsyncGenerator<StudioPart> {
    const id = ++this.#lastId
    const waiting: Said[] = []
    let wake = () => {}
    this.#listeners.set(id, {
      hear(said) {
        waiting.push(said)
        wake()
      },
    })
    const takeBack = () => {
      this.#say({ kind: 'take-back', id })
      wake()
    }
    signal?.addEventListener('abort', takeBack)
    this.#say({ kind: 'ask', id, question, fresh })
    try {
      for (;;) {
        const said = waiting.shift()
        if (signal?.aborted) return
        if (!said) {
          await new Promise<void>((resolve) => (wake = resolve))
          continue
        }
        if ('error' in said) throw new Error(said.error)
        if (!said.part) return
        yield said.part
      }
    } finally {
      signal?.removeEventListener('abort', takeBack)
      this.#listeners.delete(id)
      // Whoever stops listening in the middle wants no more.
      this.#say({ kind: 'take-back', id })
    }
  }

  async end(): Promise<void> {
    if (this.isOver) return
    const ended = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()))
    this.#say({ kind: 'end' })
    const forced = setTimeout(() => void this.#worker.terminate(), END_WAIT_MS)
    await ended
    clearTimeout(forced)
  }

  #say(heard: Heard): void {
    if (!this.isOver) this.#worker.postMessage(heard, [])
  }

  #fail(why: string): void {
    this.isOver = true
    for (const [id, { hear }] of this.#listeners) hear({ id, error: why })
  }
}

/** What is being judged need not be judged to its end. */
const END_WAIT_MS = 1_000
