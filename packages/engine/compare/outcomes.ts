/**
 * What became of each lead, as far as history knows: facts about sales and deals, whatever any agreement would have said.
 * Who was never worked has no outcome; that is unknown, and never a loss.
 */
import type { EventSide } from '../catalogue/catalogue.ts'
import { timeAt, type Frame, type ReplayRun } from '../replay/index.ts'

/** `open`: sales works it, or did, and nothing was settled. `unknown`: nobody of sales ever did anything with it. */
export type Outcome = 'won' | 'sql' | 'lost' | 'open' | 'unknown'

export interface Outcomes {
  /** By lead: when it first became a customer, when it first was sales qualified or further; Infinity: never. */
  readonly wonAt: Float64Array
  readonly sqlAt: Float64Array
  /** By lead, bits: worked by sales, turned down or lost. */
  readonly marks: Uint8Array
  /** By shape: what an event of it means to a handoff. */
  readonly meanings: Uint8Array
}

/** What an event means to a handoff; from `refused` on it is off its owner's hands. */
export const MEANING = {
  nothing: 0,
  note: 1,
  touch: 2,
  accepted: 3,
  refused: 4,
  lost: 5,
  won: 6,
  deal: 7,
} as const

export const WORKED = 1
export const REFUSED = 2

/**
 * @param history the run of the agreement that sales worked by: what it calls sales qualified is what counts as such
 * @param sideOf whose act an event is
 */
export function outcomesOf(
  frame: Frame,
  history: ReplayRun,
  sideOf: (event: string) => EventSide | undefined,
): Outcomes {
  const meanings = Uint8Array.from(frame.shapes, ({ name, colleague, properties }) =>
    colleague ? MEANING.nothing : meaningOf(name, properties.channel, sideOf(name)),
  )
  const leads = frame.leads.length
  const wonAt = new Float64Array(leads).fill(Infinity)
  const marks = new Uint8Array(leads)
  for (let lead = 0; lead < leads; lead++) {
    const end = frame.offsets[lead + 1]!
    for (let position = frame.offsets[lead]!; position < end; position++) {
      const meaning = meanings[frame.shape[position]!]!
      if (meaning === MEANING.nothing) continue
      marks[lead]! |= meaning === MEANING.refused || meaning === MEANING.lost ? WORKED | REFUSED : WORKED
      if (meaning === MEANING.won) wonAt[lead] = Math.min(wonAt[lead]!, timeAt(frame, position))
    }
  }
  const { sqlAt, opportunityAt, customerAt } = history
  return {
    wonAt,
    sqlAt: sqlAt.map((at, lead) => Math.min(at, opportunityAt[lead]!, customerAt[lead]!)),
    marks,
    meanings,
  }
}

function meaningOf(name: string, channel: unknown, side: EventSide | undefined): number {
  switch (name) {
    case 'Touch Logged':
      return channel === 'note' ? MEANING.note : MEANING.touch
    case 'Meeting Booked':
    case 'Meeting Held':
      return MEANING.touch
    case 'Handoff Accepted':
    case 'Prospect Opened':
      return MEANING.accepted
    case 'Handoff Rejected':
    case 'Handoff Returned':
      return MEANING.refused
    case 'Opportunity Lost':
      return MEANING.lost
    case 'Opportunity Won':
      return MEANING.won
    case 'Opportunity Opened':
      return MEANING.deal
    // A mail that the machine sent is nobody's work.
    case 'Email Sent':
      return MEANING.nothing
    default:
      return side === 'sales' || side === 'outcome' ? MEANING.note : MEANING.nothing
  }
}

export function outcomeOf({ wonAt, sqlAt, marks }: Outcomes, lead: number): Outcome {
  if (wonAt[lead] !== Infinity) return 'won'
  if (sqlAt[lead] !== Infinity) return 'sql'
  const mark = marks[lead]!
  return (mark & REFUSED) !== 0 ? 'lost' : (mark & WORKED) !== 0 ? 'open' : 'unknown'
}
