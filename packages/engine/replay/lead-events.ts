/** A lead's events out of a frame, as the fold reads them: whatever the frame concludes can be checked by folding these. */
import type { LeadEvent, Value } from '../event.ts'
import type { Frame } from './frame.ts'

/**
 * In fold order. Ids are the received sequence as text; of personal facts it says only 'known', of what the catalogue
 * does not know nothing.
 *
 * @param lead position of the lead in the frame
 */
export function leadEvents(frame: Frame, lead: number): readonly LeadEvent[] {
  const events: LeadEvent[] = []
  const end = frame.offsets[lead + 1]!
  let fact = firstFact(frame, frame.offsets[lead]!)
  for (let position = frame.offsets[lead]!; position < end; position++) {
    events.push(eventAt(frame, position, factsOf(frame, position, fact)))
    while (frame.facts.event[fact] === position) fact++
  }
  return events
}

/** Those of a lead's events up to a position, inclusive, that state facts. */
export function* factsStated(frame: Frame, lead: number, position: number): Generator<LeadEvent> {
  const { event } = frame.facts
  for (let fact = firstFact(frame, frame.offsets[lead]!); event[fact]! <= position;) {
    const at = event[fact]!
    yield eventAt(frame, at, factsOf(frame, at, fact))
    while (event[fact] === at) fact++
  }
}

/** What an event states, its statements beginning at `fact`. */
function factsOf({ facts }: Frame, position: number, fact: number): Stated {
  const stated: Stated = { lead: {}, company: {} }
  for (; facts.event[fact] === position; fact++) {
    const { ref, values } = facts.fields[facts.field[fact]!]!
    const subject = ref.startsWith('lead.') ? 'lead' : 'company'
    stated[subject][ref.slice(subject.length + 1)] = values[facts.value[fact]!]!
  }
  return stated
}

interface Stated {
  readonly lead: Record<string, Value | null>
  readonly company: Record<string, Value | null>
}

/** When an event happened: milliseconds since 1970-01-01 UTC. */
export function timeAt({ day, ms }: Pick<Frame, 'day' | 'ms'>, position: number): number {
  return timeOf(day[position]!, ms[position]!)
}

/** @param ms milliseconds into the day */
export function timeOf(day: number, ms: number): number {
  return day * 86_400_000 + ms
}

function eventAt(frame: Frame, position: number, stated: Stated): LeadEvent {
  const { name, trust, identified, colleague, properties } = frame.shapes[frame.shape[position]!]!
  const seq = frame.seq[position]!
  return {
    id: String(seq),
    seq,
    name,
    occurredAt: timeAt(frame, position),
    trust,
    properties,
    identified,
    colleague,
    ...(Object.keys(stated.lead).length > 0 && { lead: stated.lead }),
    ...(Object.keys(stated.company).length > 0 && { company: stated.company }),
  }
}

/** Position of the first statement at or after an event. */
export function firstFact({ facts }: Frame, position: number): number {
  let low = 0
  let high = facts.event.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (facts.event[middle]! < position) low = middle + 1
    else high = middle
  }
  return low
}
