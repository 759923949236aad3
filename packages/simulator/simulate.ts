/** Northbeam, a software company that sells workflow analytics: its visitors, leads, deals, told as a stream of events. */
import { arrivalWeight, DAY } from './calendar.ts'
import type { Span } from './calendar.ts'
import { companyOf } from './companies.ts'
import { eventOf, lifeOf } from './life.ts'
import type { Life, Truth } from './life.ts'
import { randomOf } from './random.ts'
import type { SimulatedEvent } from './simulated-event.ts'
import { knowsFromTheStart, sourceWeights } from './sources.ts'
import { SoonestFirst } from './soonest-first.ts'

export interface SimulationOptions {
  readonly seed: number
  /** End of the story in ms: nothing happens at or after it. A whole UTC day. */
  readonly until: number
  /** People who leave contact data sooner or later; a third as many stay visitors. Default 3,000. */
  readonly leads?: number
  /** Length of the story. Default 18. */
  readonly months?: number
  /** Number of the first person: people of another story with other numbers are other people. Default 0. */
  readonly firstPerson?: number
  /** `time` (default): as the company lived it. `lead`: one person after the other, each in order of time. */
  readonly order?: 'time' | 'lead'
}

/** One of four people who come never says who they are. */
const PEOPLE_PER_VISITOR = 4
const LEADS_PER_COMPANY = 3

const ASSIGNMENT_STREAM = 41

/**
 * The events, lazily. Memory holds what is still to come for people who have arrived, and two bytes a company:
 * at ten million events it runs in 400 MB of heap. It grows with the events in flight, not with the length of the story.
 */
export function* simulate(options: SimulationOptions): Generator<SimulatedEvent, void, undefined> {
  const run = runOf(options)
  if (options.order === 'lead') {
    for (const life of livesOf(options)) yield* eventsOfLife(life, options.until, run)
    return
  }
  const inFlight = new SoonestFirst(options.until)
  let day = 0
  for (const { life, arrivalDay } of arrivalsOf(options)) {
    if (arrivalDay > day) {
      day = arrivalDay
      // A day behind: the morning of an eastern country is the evening before in UTC.
      yield* inFlight.before(Math.min((day - 1) * DAY, options.until), run)
    }
    inFlight.add(life)
  }
  yield* inFlight.before(options.until, run)
}

/** The hidden truth about everybody who arrives, in order of arrival. */
export function* truthOf(options: SimulationOptions): Generator<Truth, void, undefined> {
  for (const life of livesOf(options)) yield life.truth
}

/** Everybody with their hidden truth and their own events up to the end of the story. */
export function* livesWithEvents(
  options: SimulationOptions,
): Generator<{ readonly truth: Truth; readonly events: readonly SimulatedEvent[] }, void, undefined> {
  const run = runOf(options)
  for (const life of livesOf(options))
    yield { truth: life.truth, events: [...eventsOfLife(life, options.until, run)] }
}

function* eventsOfLife(life: Life, until: number, run: string): Generator<SimulatedEvent> {
  for (let position = 0; position < life.drafts.length; position++) {
    const draft = life.drafts[position]!
    if (draft.at >= until) return
    yield eventOf(life, draft, position, run)
  }
}

/** Message ids name seed and end, so that another story never passes for this one. */
function runOf({ seed, until }: SimulationOptions): string {
  return `nb-${seed.toString(36)}-${Math.floor(until / DAY).toString(36)}`
}

function* livesOf(options: SimulationOptions): Generator<Life> {
  for (const { life } of arrivalsOf(options)) yield life
}

interface Arrival {
  readonly life: Life
  readonly arrivalDay: number
}

function* arrivalsOf(options: SimulationOptions): Generator<Arrival> {
  const { seed, until, leads = 3000, months = 18, firstPerson = 0 } = options
  assertWholeDay(until)
  const untilDay = until / DAY
  const span: Span = { fromDay: untilDay - Math.floor(months * 30.4375), untilDay }
  const people = Math.ceil((leads * PEOPLE_PER_VISITOR) / (PEOPLE_PER_VISITOR - 1))
  const companies = Math.max(8, Math.ceil(leads / LEADS_PER_COMPANY))
  const met = new Uint16Array(companies)
  const cumulated = cumulatedWeights(span)
  const total = cumulated[cumulated.length - 1]!
  let day = span.fromDay
  for (let index = 0; index < people; index++) {
    const random = randomOf(seed, ASSIGNMENT_STREAM, firstPerson + index)
    // Stratified: person i arrives in the i-th slice of all arrivals, so days come in order.
    const target = ((index + random.next()) / people) * total
    while (cumulated[day - span.fromDay]! < target && day < untilDay - 1) day++
    const u = random.next()
    const company = companyOf(seed, Math.floor(companies * u * (0.35 + 0.65 * u)))
    const becomesLead = index % PEOPLE_PER_VISITOR !== PEOPLE_PER_VISITOR - 1
    const sources = sourceWeights(day, span).filter(([source]) => becomesLead || !knowsFromTheStart(source))
    const source = random.weighted(sources)
    const place = {
      seed,
      index: firstPerson + index,
      company,
      ordinal: met[company.index]!++,
      source,
      becomesLead,
    }
    yield { life: lifeOf(place, day), arrivalDay: day }
  }
}

function cumulatedWeights(span: Span): Float64Array {
  const cumulated = new Float64Array(span.untilDay - span.fromDay)
  let sum = 0
  for (let day = span.fromDay; day < span.untilDay; day++) {
    sum += arrivalWeight(day, span)
    cumulated[day - span.fromDay] = sum
  }
  return cumulated
}

function assertWholeDay(until: number): void {
  if (!Number.isSafeInteger(until) || until % DAY !== 0) {
    throw new Error(`until must be a whole UTC day in ms, got ${until}`)
  }
}
