/** What a rejection contests, and what it would do. */
import type { Rejection, Stage } from '@baton/engine'
import { sayCounted, sayDate, sayPercent, sayScore } from './numbers.ts'

export type ContestKind = 'clause' | 'fact' | 'timing' | 'effort' | 'other'

const KINDS: Readonly<Record<ContestKind, string>> = {
  clause: 'A clause that should not have counted',
  fact: 'A fact that is wrong',
  timing: 'The moment is wrong',
  effort: 'Nobody can be reached',
  other: 'Without naming a clause or a fact',
}

export function sayContestKind(kind: ContestKind): string {
  return KINDS[kind]
}

/** What sales still owes before it may say `unreachable`; null where nothing is owed. */
export function sayEffortLeft(left: { readonly attempts: number; readonly channels: number }): string | null {
  if (left.attempts === 0 && left.channels === 0) return null
  if (left.attempts === 0) return `${sayCounted(left.channels, 'more channel')} ${owed(left.channels)}`
  const over = left.channels === 0 ? '' : ` over ${sayCounted(left.channels, 'more channel')}`
  return `${sayCounted(left.attempts, 'more attempt')}${over} ${owed(left.attempts)}`
}

function owed(count: number): string {
  return count === 1 ? 'is owed' : 'are owed'
}

/** What happens next when it is rejected for this reason, as one or two sentences. */
export function sayRejection(
  rejection: Rejection,
  before: Stage,
  names: { readonly who: string; readonly recycled: string; readonly disqualified: string },
): string {
  const { to, restUntil, keep, scoreBefore, scoreAfter, effortMade } = rejection
  if (to === 'disqualified') {
    return `${names.disqualified}: ${names.who} is taken out for good, until somebody of sales takes that back.`
  }
  if (to !== 'recycled' || (to === before && restUntil === null))
    return 'This reason cannot be given of a lead that sales does not have.'
  const rest = restUntil === null ? '' : ` until ${sayDate(restUntil)}`
  const kept =
    keep === 1
      ? 'keeping all of its points'
      : keep === 0
        ? 'losing all of its points'
        : `keeping ${keep === 0.5 ? 'half' : sayPercent(keep)} of its points`
  const arrow = `(${sayScore(scoreBefore)} → ${sayScore(scoreAfter)})`
  const back =
    restUntil === null
      ? 'It comes back as soon as a tier holds again.'
      : 'It comes back by itself when a tier holds after that day.'
  const shown = effortMade ? '' : ' The effort that is owed was not made, and that will be recorded.'
  return `${names.recycled}${rest}, ${kept} ${arrow}. ${back}${shown}`
}
