/** A thread of `ReplayThreads`: judges one range of leads, and keeps what it prepared for the next agreement. */
import { compileAgreement } from '@baton/engine'
import { type Frame, type PreparedHistory, prepareHistory, runAgreement } from '@baton/engine/replay'
import { zoneOffsets } from '@baton/zones'
import { parentPort, workerData } from 'node:worker_threads'
import type { Answer, Question, ThreadData } from './replay-threads.ts'

const { columns, from, to } = workerData as ThreadData
// Whose the runs are, threads need not know.
const frame: Frame = { ...columns, leads: [] }
/** The latest first. One more than the last: a look at another agreement does not cost the way back. */
let earlier: readonly PreparedHistory[] = []
const KEPT = 2

parentPort!.on('message', ({ id, agreement, catalogue }: Question) => {
  try {
    const compiled = compileAgreement(agreement, catalogue, zoneOffsets)
    const prepared = prepareHistory(frame, compiled, { from, to, earlier })
    earlier = [prepared, ...earlier.filter((one) => one !== prepared)].slice(0, KEPT)
    const run = runAgreement(prepared, compiled)
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
