/** A thread of `ReplayThreads`: judges one range of leads, and keeps what it prepared for the next agreement. */
import { compileAgreement } from '@baton/engine'
import { type Frame, type PreparedHistory, prepareHistory, runAgreement } from '@baton/engine/replay'
import { zoneOffsets } from '@baton/zones'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question, ThreadData } from './replay-threads.ts'

const { columns, from, to } = workerData as ThreadData
// Whose the runs are, threads need not know.
const frame: Frame = { ...columns, leads: [] }
let earlier: PreparedHistory | undefined

parentPort!.on('message', ({ id, agreement, catalogue }: Question) => {
  try {
    const compiled = compileAgreement(agreement, catalogue, zoneOffsets)
    earlier = prepareHistory(frame, compiled, { from, to, earlier })
    const run = runAgreement(earlier, compiled)
    const { promotions, ...ofLeads } = run
    const arrays = [
      ...Object.values(promotions),
      ...Object.values(ofLeads).filter((column) => ArrayBuffer.isView(column)),
    ]
    parentPort!.postMessage(
      { id, run } satisfies Answer,
      arrays.map(({ buffer }) => buffer as ArrayBuffer),
    )
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error))
    parentPort!.postMessage({ id, error: failure } satisfies Answer, [])
  }
})
