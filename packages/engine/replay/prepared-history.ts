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
 * Prepares all leads of a frame, or those of a range. What an earlier preparation of the same range singled out alike is
 * taken over from it.
 */
export function prepareHistory(
  frame: Frame,
  compiled: CompiledAgreement,
  { from = 0, to = frame.leads.length, earlier }: PrepareOptions = {},
): PreparedHistory {
  const keys = { kindsKey: kindsKey(compiled), profilesKey: profilesKey(compiled) }
  const same = earlier?.frame === frame && earlier.from === from && earlier.to === to ? earlier : undefined
  const hasKinds = same?.kindsKey === keys.kindsKey
  const hasProfiles = same?.profilesKey === keys.profilesKey
  if (same && hasKinds && hasProfiles) return same
  const kinds = same && hasKinds ? same.kinds : eventKinds(frame.shapes, compiled)
  const profiles = same && hasProfiles ? same.profiles : leadProfiles(frame, compiled, from, to)
  return { frame, from, to, kinds, profiles, events: relevantEvents(frame, kinds, profiles, from), ...keys }
}

export interface PrepareOptions {
  /** First lead of the range, and one past the last; all leads by default. */
  readonly from?: number
  readonly to?: number
  readonly earlier?: PreparedHistory
}
