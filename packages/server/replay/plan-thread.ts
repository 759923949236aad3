/** A thread that makes one plan: frame, two runs, comparison. Its memory goes with it, and nobody waits behind it. */
import { compileAgreement, type Catalogue, type CompiledAgreement, readAgreement } from '@baton/engine'
import { compareRuns, type Comparison } from '@baton/engine/compare'
import { prepareHistory, runAgreement } from '@baton/engine/replay'
import { zoneOffsets } from '@baton/zones'
import { parentPort, workerData } from 'node:worker_threads'
import type pg from 'pg'
import { openPool } from '../platform/postgres/open-pool.ts'
import { openFrameOf } from './kept-frame.ts'

export interface PlanOrder {
  readonly connection: pg.ClientConfig
  readonly directory: string
  readonly catalogue: Catalogue
  /** Documents that were read without problems. */
  readonly baseline: string
  readonly candidate: string
}

export type PlanAnswer = { readonly comparison: Comparison } | { readonly error: string }

const order = workerData as PlanOrder
const pool = openPool(order.connection, { max: 1 })
let answer: PlanAnswer
try {
  const { frame } = await openFrameOf(pool, order.directory, order.catalogue)
  const baseline = compiledOf(order.baseline)
  const candidate = compiledOf(order.candidate)
  const prepared = prepareHistory(frame, baseline)
  const before = { compiled: baseline, run: runAgreement(prepared, baseline) }
  const again = prepareHistory(frame, candidate, { earlier: prepared })
  const after = { compiled: candidate, run: runAgreement(again, candidate) }
  answer = { comparison: compareRuns(frame, before, after) }
} catch (error) {
  answer = { error: (error as Error).stack ?? String(error) }
} finally {
  await pool.end()
}
parentPort!.postMessage(answer)

function compiledOf(document: string): CompiledAgreement {
  const { agreement, problems } = readAgreement(document, order.catalogue)
  if (!agreement) throw new Error(`Cannot be read: ${JSON.stringify(problems[0])}`)
  return compileAgreement(agreement, order.catalogue, zoneOffsets)
}
