/** Judging a frame's history again under an agreement. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { kindsKey } from './event-kinds.ts'
import { flatAgreement } from './flat-agreement.ts'
import type { Frame } from './frame.ts'
import { LeadFold } from './lead-fold.ts'
import { profilesKey } from './lead-profiles.ts'
import { prepareHistory, type PreparedHistory } from './prepared-history.ts'
import type { ReplayRun } from './replay-run.ts'

/** A loop that is entered once and stays in it is not compiled as well as one that is called again and again. */
const LEADS_AT_A_TIME = 1000

/**
 * Runs an agreement over a prepared history: what `foldHistory` decides up to the frame's `until`, promotions and stages
 * only.
 *
 * @throws Error when the history was prepared for other conditions
 */
export function runAgreement(prepared: PreparedHistory, compiled: CompiledAgreement): ReplayRun {
  if (prepared.kindsKey !== kindsKey(compiled) || prepared.profilesKey !== profilesKey(compiled))
    throw new Error(`the history was prepared for other conditions than those of ${compiled.agreement.id}`)
  const fold = new LeadFold(prepared, flatAgreement(compiled, prepared.profiles))
  const leads = prepared.to - prepared.from
  for (let row = 0; row < leads; row += LEADS_AT_A_TIME)
    fold.fold(row, Math.min(row + LEADS_AT_A_TIME, leads))
  return fold.run()
}

/** Judges the whole frame on the calling thread. */
export function replay(frame: Frame, compiled: CompiledAgreement): ReplayRun {
  return runAgreement(prepareHistory(frame, compiled), compiled)
}
