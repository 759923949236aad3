/** What an event does on the sales side, as numbers: worked out once per shape, by the code of the fold itself. */
import type { Agreement } from '../agreement/agreement.ts'
import { trustRank, type LeadEvent } from '../event.ts'
import type { SalesProgress } from '../fold/lead-state.ts'
import { nameOf } from '../fold/assignment.ts'
import { touchChannel } from '../fold/handoff.ts'
import { isSatisfied, NO_PROGRESS, salesProgress } from '../fold/sales-progress.ts'
import type { Shape } from './frame.ts'

/** What an act does to the lead's stage. */
export const MOVE = {
  none: 0,
  takeUp: 1,
  sendBack: 2,
  reinstate: 3,
  openOpportunity: 4,
  win: 5,
  lose: 6,
  refer: 7,
} as const

/** Bits of what sales has done in a cycle. */
export const PROGRESS = { accepted: 1, contacted: 2, meetingHeld: 4, demoSeen: 8 } as const

/** What became of a criterion's answer. */
export const ANSWER = { unsatisfying: 0, satisfying: 1, takenBack: 2 } as const

export interface Act {
  readonly move: number
  /** Position of the recycle reason that a move names; -1: one that was not agreed. */
  readonly reason: number
  readonly progress: number
  /** Position of the criterion that was answered; -1: none. */
  readonly criterion: number
  readonly answer: number
  /** Rank of the trust that an answer was given with. */
  readonly rank: number
}

/** What an event does to an open handoff: a touch, or somebody who has it from now on. */
export interface Hand {
  readonly assigns: { readonly to: string; readonly hours: unknown } | null
}

const MOVES: ReadonlyMap<string, number> = new Map([
  ['Handoff Accepted', MOVE.takeUp],
  ['Prospect Opened', MOVE.takeUp],
  ['Handoff Rejected', MOVE.sendBack],
  ['Handoff Returned', MOVE.sendBack],
  ['Lead Reinstated', MOVE.reinstate],
  ['Opportunity Opened', MOVE.openOpportunity],
  ['Opportunity Won', MOVE.win],
  ['Opportunity Lost', MOVE.lose],
  ['Referral Made', MOVE.refer],
])

/** Moves after which a lead may be promoted again. */
export function takesBack(move: number): boolean {
  return move === MOVE.sendBack || move === MOVE.lose || move === MOVE.reinstate
}

/** The act of a shape's events; null where they change nothing on the sales side. */
export function actOfShape(shape: Shape, agreement: Agreement): Act | null {
  const event: LeadEvent = { ...shape, id: '', seq: 0, occurredAt: 0 }
  const after = salesProgress(NO_PROGRESS, event, agreement)
  const progress =
    (after.accepted ? PROGRESS.accepted : 0) |
    (after.contacted ? PROGRESS.contacted : 0) |
    (after.meetingHeld ? PROGRESS.meetingHeld : 0) |
    (after.demoSeen ? PROGRESS.demoSeen : 0)
  const move = MOVES.get(shape.name) ?? MOVE.none
  const answered = answerOf(event, agreement)
  if (move === MOVE.none && progress === 0 && answered.criterion < 0) return null
  return {
    move,
    reason: reasonOf(shape, move, agreement),
    progress,
    ...answered,
    rank: trustRank(shape.trust),
  }
}

/** What a shape's events do to an open handoff; null where nothing. */
export function handOfShape({ name, properties, colleague }: Shape): Hand | null {
  if (colleague) return null
  const to = name === 'Handoff Assigned' ? nameOf(properties.to) : null
  if (to !== null) return { assigns: { to, hours: properties.hours ?? null } }
  return touchChannel({ name, properties }) === null ? null : { assigns: null }
}

function reasonOf({ properties }: Shape, move: number, agreement: Agreement): number {
  const reason = move === MOVE.lose ? 'lost' : move === MOVE.sendBack ? properties.reason : undefined
  return agreement.recycle.findIndex(({ id }) => id === reason)
}

/** An answer is laid over one that every answer is believed against: what changes is what the event says. */
function answerOf(event: LeadEvent, agreement: Agreement): Pick<Act, 'criterion' | 'answer'> {
  const { criteria } = agreement.sql
  const standing = { value: '', at: 0, event: '', rank: 0, contradicts: null }
  const answers: SalesProgress['answers'] = Object.fromEntries(criteria.map(({ id }) => [id, standing]))
  const after = salesProgress({ ...NO_PROGRESS, answers }, event, agreement).answers
  const criterion = criteria.findIndex(({ id }) => after[id] !== standing)
  if (criterion < 0) return { criterion, answer: ANSWER.unsatisfying }
  const { [criterion]: asked } = criteria
  if (!after[asked!.id]) return { criterion, answer: ANSWER.takenBack }
  return { criterion, answer: isSatisfied(asked!, after, 0) ? ANSWER.satisfying : ANSWER.unsatisfying }
}
