/** Judging a frame's history again under an agreement. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { flatAgreement } from './flat-agreement.ts'
import type { Frame } from './frame.ts'
import { LeadFold } from './lead-fold.ts'
import { leadProfiles, profilesKey, type LeadProfiles } from './lead-profiles.ts'
import { relevanceKey, relevantEvents, type RelevantEvents } from './relevant-events.ts'
import type { ReplayRun } from './replay-run.ts'

/**
 * What of a range of leads an agreement's `where`s single out. Agreements that differ in points, limits, half-lives,
 * thresholds, grades, order of tiers, rests and clocks are run on the same preparation, without reading the frame's
 * events or facts again.
 */
export interface PreparedHistory {
  readonly frame: Frame
  /** First lead of the range, and one past the last. */
  readonly from: number
  readonly to: number
  readonly events: RelevantEvents
  readonly profiles: LeadProfiles
  readonly eventsKey: string
  readonly profilesKey: string
}

/**
 * Prepares all leads of a frame, or those of a range. What an earlier preparation of the same range singled out alike is
 * taken over from it.
 */
export function prepareHistory(
  frame: Frame,
  compiled: CompiledAgreement,
  { from = 0, to = frame.leads.length, earlier }: PrepareOptions = {},
): PreparedHistory {
  const eventsKey = relevanceKey(compiled)
  const facts = profilesKey(compiled)
  const same = earlier?.frame === frame && earlier.from === from && earlier.to === to ? earlier : undefined
  return {
    frame,
    from,
    to,
    eventsKey,
    profilesKey: facts,
    events: same?.eventsKey === eventsKey ? same.events : relevantEvents(frame, compiled, from, to),
    profiles: same?.profilesKey === facts ? same.profiles : leadProfiles(frame, compiled, from, to),
  }
}

export interface PrepareOptions {
  /** First lead of the range, and one past the last; all leads by default. */
  readonly from?: number
  readonly to?: number
  readonly earlier?: PreparedHistory
}

/** A loop that is entered once and stays in it is not compiled as well as one that is called again and again. */
const LEADS_AT_A_TIME = 1000

/**
 * Runs an agreement over a prepared history: what `foldHistory` decides up to the frame's `until`, promotions and stages
 * only.
 *
 * @throws Error when the history was prepared for other conditions
 */
export function runAgreement(prepared: PreparedHistory, compiled: CompiledAgreement): ReplayRun {
  const { frame, events, profiles, from, to, eventsKey, profilesKey: facts } = prepared
  if (eventsKey !== relevanceKey(compiled) || facts !== profilesKey(compiled))
    throw new Error(`the history was prepared for other conditions than those of ${compiled.agreement.id}`)
  const fold = new LeadFold(frame, flatAgreement(compiled, profiles), events, profiles, from)
  for (let row = 0; row < to - from; row += LEADS_AT_A_TIME)
    fold.fold(row, Math.min(row + LEADS_AT_A_TIME, to - from))
  return fold.run()
}

/** Judges the whole frame on the calling thread. */
export function replay(frame: Frame, compiled: CompiledAgreement): ReplayRun {
  return runAgreement(prepareHistory(frame, compiled), compiled)
}
