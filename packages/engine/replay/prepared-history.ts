/** Getting a frame ready for an agreement's conditions. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { eventKinds, kindsKey, type EventKinds } from './event-kinds.ts'
import type { Frame } from './frame.ts'
import { leadProfiles, profilesKey, type LeadProfiles } from './lead-profiles.ts'
import { relevantEvents, type RelevantEvents } from './relevant-events.ts'

/**
 * What of a range of leads an agreement's `where`s single out. Agreements that differ in points, limits, half-lives,
 * thresholds, grades, rests and clocks are run on the same preparation, without reading the frame's
 * events or facts again.
 */
export interface PreparedHistory {
  readonly frame: Frame
  /** First lead of the range, and one past the last. */
  readonly from: number
  readonly to: number
  readonly kinds: EventKinds
  readonly profiles: LeadProfiles
  readonly events: RelevantEvents
  readonly kindsKey: string
  readonly profilesKey: string
}

/**
 * Prepares all leads of a frame, or those of a range. What earlier preparations of the same range singled out alike is
 * taken over from them.
 */
export function prepareHistory(
  frame: Frame,
  compiled: CompiledAgreement,
  { from = 0, to = frame.leads.length, earlier = [] }: PrepareOptions = {},
): PreparedHistory {
  const keys = { kindsKey: kindsKey(compiled), profilesKey: profilesKey(compiled) }
  const same = earlier.filter((one) => one.frame === frame && one.from === from && one.to === to)
  const withKinds = same.filter((one) => one.kindsKey === keys.kindsKey)
  const withProfiles = same.filter((one) => one.profilesKey === keys.profilesKey)
  const whole = withKinds.find((one) => withProfiles.includes(one))
  if (whole) return whole
  const kinds = withKinds[0]?.kinds ?? eventKinds(frame.shapes, compiled)
  const profiles = withProfiles[0]?.profiles ?? leadProfiles(frame, compiled, from, to)
  return { frame, from, to, kinds, profiles, events: relevantEvents(frame, kinds, profiles, from), ...keys }
}

export interface PrepareOptions {
  /** First lead of the range, and one past the last; all leads by default. */
  readonly from?: number
  readonly to?: number
  readonly earlier?: readonly PreparedHistory[]
}
