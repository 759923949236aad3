/**
 * Reports: answered by a thread that holds what became of everybody. It is there from the first question on, and again under
 * another catalogue when the agreement in force has one.
 */
import type { Catalogue } from '@baton/engine'
import type { Persona } from '@baton/engine/reports'
import { Worker } from 'node:worker_threads'
import type pg from 'pg'
import type { Heard, ReportsAnswer, ReportsQuestion, Said } from './reports-messages.ts'

export interface AskOptions {
  /** What the agreement in force adds to the standard catalogue. */
  readonly additions: Partial<Catalogue> | null
  readonly personas: readonly Persona[]
  /** With all that happened up to now. */
  readonly fresh?: boolean
}

export interface Reports {
  readonly ask: (question: ReportsQuestion, options: AskOptions) => Promise<ReportsAnswer>
  readonly stop: () => Promise<void>
}

export interface ReportsOptions {
  readonly connection: pg.ClientConfig
  /** Where the history is kept as columns. */
  readonly directory: string
}

export function openReports({ connection, directory }: ReportsOptions): Reports {
  let room: Room | null = null
  let isOver = false
  const roomFor = (additions: AskOptions['additions']): Room => {
    const key = JSON.stringify(additions)
    if (room?.key === key && !room.isOver) return room
    void room?.end()
    return (room = new Room(key, { connection, directory, additions }))
  }
  return {
    async ask(question, { additions, personas, fresh = false }) {
      if (isOver) throw new Error('The server is ending.')
      return await roomFor(additions).ask({ question, personas, fresh })
    },
    async stop() {
      isOver = true
      await room?.end()
    },
  }
}

type Asked = Extract<Heard, { kind: 'ask' }>

interface Waiting {
  readonly resolve: (answer: ReportsAnswer) => void
  readonly reject: (error: Error) => void
}

/** One thread, and those who wait for its answers. */
class Room {
  readonly key: string
  isOver = false
  readonly #worker: Worker
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0

  constructor(key: string, workerData: object) {
    this.key = key
    this.#worker = new Worker(new URL('./reports-thread.ts', import.meta.url), { workerData })
    this.#worker.unref()
    this.#worker.on('message', (said: Said) => this.#hear(said))
    this.#worker.on('error', (error: Error) => this.#fail(error.message))
    this.#worker.on('exit', () => this.#fail('its thread has ended'))
  }

  ask(asked: Pick<Asked, 'question' | 'personas' | 'fresh'>): Promise<ReportsAnswer> {
    return new Promise((resolve, reject) => {
      if (this.isOver) return reject(new Error('The thread of the reports has ended.'))
      const id = ++this.#lastId
      this.#waiting.set(id, { resolve, reject })
      this.#say({ kind: 'ask', id, ...asked })
    })
  }

  async end(): Promise<void> {
    if (this.isOver) return
    const ended = new Promise<void>((resolve) => this.#worker.once('exit', () => resolve()))
    this.#say({ kind: 'end' })
    const forced = setTimeout(() => void this.#worker.terminate(), END_WAIT_MS)
    await ended
    clearTimeout(forced)
  }

  #hear(said: Said): void {
    const waiting = this.#waiting.get(said.id)
    this.#waiting.delete(said.id)
    if ('error' in said) waiting?.reject(new Error(said.error))
    else waiting?.resolve(said.answer)
  }

  #say(heard: Heard): void {
    if (!this.isOver) this.#worker.postMessage(heard, [])
  }

  #fail(why: string): void {
    this.isOver = true
    for (const { reject } of this.#waiting.values()) reject(new Error(`Reports failed: ${why}`))
    this.#waiting.clear()
  }
}

/** What is being read need not be read to its end. */
const END_WAIT_MS = 1_000
