/** A thread that judges ranges of leads, one message after the other, on a connection of its own. */
import { parentPort, workerData } from 'node:worker_threads'
import type pg from 'pg'
import { Agreements } from '../agreements/index.ts'
import { HistoryReader } from '../leads/index.ts'
import { openPool } from '../platform/postgres/open-pool.ts'
import { judgeRange, type JudgedRange, type LeadRange } from './judge-range.ts'
import { BY_KEY_ONLY } from './take-turn.ts'

export interface JudgingOrder {
  readonly connection: pg.ClientConfig
  readonly version: number
}

/** The answer to a range; `error` says why it could not be judged. */
export type RangeAnswer = { readonly judged: JudgedRange | null } | { readonly error: string }

const { connection, version } = workerData as JudgingOrder
const pool = openPool(connection, { max: 1 })
const agreements = new Agreements()
const reader = new HistoryReader()

parentPort!.on('message', (range: LeadRange | 'end') => {
  void (range === 'end' ? pool.end().then(() => parentPort!.close()) : answer(range))
})

async function answer(range: LeadRange): Promise<void> {
  let said: RangeAnswer
  try {
    const client = await pool.connect()
    try {
      await client.query(BY_KEY_ONLY)
      said = { judged: await judgeRange(client, agreements, version, range, reader) }
    } finally {
      client.release()
    }
  } catch (error) {
    said = { error: (error as Error).stack ?? String(error) }
  }
  parentPort!.postMessage(said)
}
