/**
 * Journeys of many people in which nothing predicts what becomes of whom, but for what is planted: for tests of findings and of
 * time. Seeded. Each person passes the funnel at most once.
 */
import { seededRandom, type SeededRandom } from '../../learn/seeded-random.ts'
import { DAY, START } from '../../testing/given.ts'
import {
  type Coded,
  CYCLE_DIMENSIONS,
  type CycleColumns,
  END,
  type Journeys,
  LEAD_DIMENSIONS,
  type LeadDimension,
  NEVER,
} from '../journeys.ts'

export interface SampledOptions {
  readonly people: number
  readonly seed: number
  /** Chance of each step from lead to customer. */
  readonly rates?: readonly [number, number, number, number, number]
  /** Share of those on the way that are still on it. */
  readonly open?: number
  /** Makes a step likelier for some. */
  readonly planted?: (person: SampledPerson, step: number) => number
}

export interface SampledPerson {
  /** By dimension: `industry-3`; empty: not known. */
  readonly facts: Readonly<Record<LeadDimension, string>>
  /** Codes of what it did before it was handed over; `Act 2` has code 2. */
  readonly acts: ReadonlySet<number>
}

/** How many values each dimension has. */
const KINDS: Readonly<Record<LeadDimension, number>> = {
  source: 8,
  medium: 5,
  campaign: 30,
  'landing-page': 40,
  form: 6,
  content: 25,
  persona: 0,
  industry: 9,
  size: 6,
  region: 5,
  country: 20,
  seniority: 7,
}
const ACTS = 10
const ASKED_DAYS = 300

export function sampledJourneys({
  people,
  seed,
  rates = [0.4, 0.6, 0.5, 0.6, 0.5],
  open = 0.1,
  planted = () => 1,
}: SampledOptions): Journeys {
  // prettier-ignore
  const random = seededRandom(seed)
  const dimensions = Object.fromEntries(
    LEAD_DIMENSIONS.map((name) => [name, codedAtRandom(name, people, random)]),
  ) as Journeys['leads']['dimensions']
  const contactAt = Float64Array.from({ length: people }, () => START + random.next() * ASKED_DAYS * DAY)
  const cycles = new CycleRows()
  const moments = { offsets: new Uint32Array(people + 1), at: [] as number[], codes: [] as number[] }
  for (let lead = 0; lead < people; lead++) {
    const handedOver = contactAt[lead]! + random.next() * 30 * DAY
    const before = new Set<number>()
    for (let act = 1; act <= ACTS; act++) {
      if (random.next() > 0.3) continue
      const at = contactAt[lead]! + random.next() * 60 * DAY
      moments.at.push(at)
      moments.codes.push(act)
      if (at <= handedOver) before.add(act)
    }
    moments.offsets[lead + 1] = moments.at.length
    const facts = Object.fromEntries(
      LEAD_DIMENSIONS.map((name) => [name, dimensions[name].names[dimensions[name].codes[lead]!]!]),
    ) as SampledPerson['facts']
    const far = furthest(rates, random, (step) => planted({ facts, acts: before }, step))
    cycles.add(lead, handedOver, far, random.next() < open)
  }
  const zeros = new Uint8Array(people)
  const none: Coded = { codes: new Uint16Array(0), names: [''] }
  const noRuns = { offsets: new Uint32Array(people + 1), at: new Float64Array(0) }
  return {
    asOf: START + 500 * DAY,
    leads: {
      id: Array.from({ length: people }, (_, lead) => `lead-${lead}`),
      seenAt: contactAt,
      contactAt,
      activeAt: contactAt,
      advocateAt: new Float64Array(people).fill(NEVER),
      root: Uint32Array.from({ length: people }, (_, lead) => lead),
      stage: new Uint8Array(people).fill(1),
      waiting: zeros,
      activeMonths: new Uint32Array(people),
      dimensions,
    },
    cycles: cycles.done(people),
    touches: { ...noRuns, source: none, medium: none, campaign: none },
    acts: {
      offsets: moments.offsets,
      at: Float64Array.from(moments.at),
      what: { codes: Uint16Array.from(moments.codes), names: ['', ...namesOf('Act', ACTS)] },
    },
    contents: { ...noRuns, what: none },
    reads: { ...noRuns, what: none },
    renewals: { ...noRuns, amount: new Float64Array(0), currency: none },
  }
}

function namesOf(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `${name} ${index + 1}`)
}

/** One in ten is not known. */
function codedAtRandom(name: LeadDimension, people: number, random: SeededRandom): Coded {
  const kinds = KINDS[name]
  const codes = Uint16Array.from({ length: people }, () =>
    kinds === 0 || random.next() < 0.1 ? 0 : 1 + random.below(kinds),
  )
  return { codes, names: ['', ...namesOf(name, kinds)] }
}

/** Stages passed, 0 to 5. */
function furthest(rates: readonly number[], random: SeededRandom, factor: (step: number) => number): number {
  let step = 0
  while (step < rates.length && random.next() < rates[step]! * factor(step)) step += 1
  return step
}

class CycleRows {
  readonly #rows: { lead: number; from: number; far: number; isOpen: boolean; amount: number }[] = []

  add(lead: number, from: number, far: number, isOpen: boolean): void {
    if (far > 0) this.#rows.push({ lead, from, far, isOpen, amount: 1000 + 10 * (lead % 200) })
  }

  done(people: number): CycleColumns {
    const rows = this.#rows
    const offsets = new Uint32Array(people + 1)
    for (const { lead } of rows) offsets[lead + 1]! += 1
    for (let lead = 0; lead < people; lead++) offsets[lead + 1]! += offsets[lead]!
    const reached = (step: number) =>
      Float64Array.from(rows, ({ from, far }) => (far >= step ? from + (step - 1) * 5 * DAY : NEVER))
    const never = () => new Float64Array(rows.length).fill(NEVER)
    const none = (): Coded => ({ codes: new Uint16Array(rows.length), names: [''] })
    return {
      offsets,
      lead: Uint32Array.from(rows, ({ lead }) => lead),
      number: new Uint16Array(rows.length).fill(1),
      promotedAt: reached(1),
      assignedAt: reached(1),
      touchedAt: never(),
      acceptedAt: reached(2),
      sqlAt: reached(3),
      opportunityAt: reached(4),
      wonAt: reached(5),
      endedAt: Float64Array.from(rows, (row) => (row.isOpen && row.far < 5 ? NEVER : row.from + row.far * 5 * DAY)), // prettier-ignore
      touchDue: never(),
      decideDue: never(),
      end: Uint8Array.from(rows, endOf),
      flags: new Uint8Array(rows.length),
      reason: none(),
      contested: none(),
      loss: none(),
      attempts: new Uint8Array(rows.length),
      channels: new Uint8Array(rows.length),
      score: new Float32Array(rows.length),
      amount: Float64Array.from(rows, ({ far, amount }) => (far === 5 ? amount : Number.NaN)),
      currency: { codes: Uint16Array.from(rows, () => 1), names: ['', 'EUR'] },
      dimensions: Object.fromEntries(
        CYCLE_DIMENSIONS.map((name) => [name, none()]),
      ) as CycleColumns['dimensions'],
    }
  }
}

function endOf({ far, isOpen }: { readonly far: number; readonly isOpen: boolean }): number {
  if (far === 5) return END.won
  if (isOpen) return END.open
  return [END.rejected, END.rejected, END.returned, END.returned, END.lost][far]!
}
