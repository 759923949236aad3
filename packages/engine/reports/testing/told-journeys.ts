/** Journeys that a test tells lead by lead, in days from START; each lead passes the funnel once. */
import { type Stage, STAGES } from '../../agreement/agreement.ts'
import { DAY, START } from '../../testing/given.ts'
import { Names } from '../growing.ts'
import {
  type Coded,
  CYCLE_DIMENSIONS,
  END,
  type End,
  type Journeys,
  LEAD_DIMENSIONS,
  type LeadDimension,
  type Moments,
  NEVER,
} from '../journeys.ts'

export interface ToldTouch {
  readonly day: number
  readonly source?: string
  readonly medium?: string
  readonly campaign?: string
}

/** Days; what is not told never happened. */
export interface ToldLead {
  readonly id?: string
  /** By default 0, or when it could be contacted. */
  readonly seen?: number
  readonly contact?: number
  readonly promoted?: number
  readonly accepted?: number
  readonly sql?: number
  readonly opportunity?: number
  readonly won?: number
  /** The deal was lost. */
  readonly lost?: number
  readonly withdrawn?: boolean
  readonly amount?: number
  readonly currency?: string
  readonly facts?: Partial<Readonly<Record<LeadDimension, string>>>
  readonly touches?: readonly ToldTouch[]
  readonly acts?: readonly (readonly [day: number, event: string])[]
  /** What it took first, by title, and read first, by path. */
  readonly contents?: readonly (readonly [day: number, title: string])[]
  readonly reads?: readonly (readonly [day: number, path: string])[]
  readonly stage?: Stage
  /** Months of 30 days after it could be contacted in which it did something. */
  readonly months?: readonly number[]
  readonly active?: number
  readonly advocate?: number
  readonly renewals?: readonly (readonly [day: number, amount: number | null, currency?: string])[]
  /** Id of the lead that it was merged into. */
  readonly joinedTo?: string
}

/** @param asOf in days from START */
export function toldJourneys(told: readonly ToldLead[], asOf: number): Journeys {
  const ids = told.map(({ id }, index) => id ?? `lead-${index}`)
  return {
    asOf: momentOf(asOf),
    leads: {
      id: ids,
      seenAt: times(told, ({ seen, contact }) => seen ?? contact ?? 0),
      contactAt: times(told, ({ contact }) => contact),
      activeAt: Float64Array.from(told, ({ active }) => (active === undefined ? -NEVER : momentOf(active))),
      advocateAt: times(told, ({ advocate }) => advocate),
      root: Uint32Array.from(told, ({ joinedTo }, lead) =>
        joinedTo === undefined ? lead : ids.indexOf(joinedTo),
      ),
      stage: Uint8Array.from(told, ({ stage }) => (stage === undefined ? 0 : STAGES.indexOf(stage))),
      waiting: new Uint8Array(told.length),
      activeMonths: Uint32Array.from(told, ({ months = [] }) =>
        months.reduce((bits, month) => bits | (1 << month), 0),
      ),
      dimensions: dimensionsOf(LEAD_DIMENSIONS, (dimension) => told.map(({ facts }) => facts?.[dimension])),
    },
    cycles: cyclesOf(told),
    ...rowsOf(told),
  }
}

export function momentOf(day: number | undefined): number {
  return day === undefined ? NEVER : START + day * DAY
}

const isInFunnel = ({ promoted, accepted, sql, opportunity, won }: ToldLead) =>
  [promoted, accepted, sql, opportunity, won].some((day) => day !== undefined)

function cyclesOf(told: readonly ToldLead[]): Journeys['cycles'] {
  const leads = [...told.keys()].filter((lead) => isInFunnel(told[lead]!))
  const cycles = leads.map((lead) => told[lead]!)
  const count = cycles.length
  const never = () => new Float64Array(count).fill(NEVER)
  return {
    offsets: offsetsOf(told.map((lead) => Number(isInFunnel(lead)))),
    lead: Uint32Array.from(leads),
    number: new Uint16Array(count).fill(1),
    promotedAt: times(cycles, ({ promoted }) => promoted),
    assignedAt: never(),
    touchedAt: never(),
    acceptedAt: times(cycles, ({ accepted }) => accepted),
    sqlAt: times(cycles, ({ sql }) => sql),
    opportunityAt: times(cycles, ({ opportunity }) => opportunity),
    wonAt: times(cycles, ({ won }) => won),
    endedAt: times(cycles, ({ won, lost }) => won ?? lost),
    touchDue: never(),
    decideDue: never(),
    end: Uint8Array.from(cycles, (cycle) => END[endOf(cycle)]),
    flags: new Uint8Array(count),
    reason: coded(cycles.map(() => undefined)),
    contested: coded(cycles.map(() => undefined)),
    loss: coded(cycles.map(() => undefined)),
    attempts: new Uint8Array(count),
    channels: new Uint8Array(count),
    score: new Float32Array(count),
    amount: Float64Array.from(cycles, ({ amount }) => amount ?? Number.NaN),
    currency: coded(cycles.map(({ currency }) => currency)),
    dimensions: dimensionsOf(CYCLE_DIMENSIONS, () => cycles.map(() => undefined)),
  }
}

function endOf({ withdrawn, won, lost }: ToldLead): End {
  if (withdrawn) return 'withdrawn'
  if (won !== undefined) return 'won'
  return lost === undefined ? 'open' : 'lost'
}

function rowsOf(
  told: readonly ToldLead[],
): Pick<Journeys, 'touches' | 'acts' | 'contents' | 'reads' | 'renewals'> {
  const touches = told.flatMap((lead) => lead.touches ?? [])
  const renewals = told.flatMap((lead) => lead.renewals ?? [])
  return {
    touches: {
      offsets: offsetsOf(told.map((lead) => lead.touches?.length ?? 0)),
      at: times(touches, ({ day }) => day),
      source: coded(touches.map(({ source }) => source)),
      medium: coded(touches.map(({ medium }) => medium)),
      campaign: coded(touches.map(({ campaign }) => campaign)),
    },
    acts: momentsOf(told.map((lead) => lead.acts ?? [])),
    contents: momentsOf(told.map(({ contents }) => contents ?? [])),
    reads: momentsOf(told.map(({ reads }) => reads ?? [])),
    renewals: {
      offsets: offsetsOf(told.map((lead) => lead.renewals?.length ?? 0)),
      at: times(renewals, ([day]) => day),
      amount: Float64Array.from(renewals, ([, amount]) => amount ?? Number.NaN),
      currency: coded(renewals.map(([, , currency]) => currency)),
    },
  }
}

function momentsOf(runs: readonly (readonly (readonly [day: number, what: string])[])[]): Moments {
  const rows = runs.flat()
  return {
    offsets: offsetsOf(runs.map((run) => run.length)),
    at: times(rows, ([day]) => day),
    what: coded(rows.map(([, what]) => what)),
  }
}

function times<Item>(items: readonly Item[], day: (item: Item) => number | undefined): Float64Array {
  return Float64Array.from(items, (item) => momentOf(day(item)))
}

function offsetsOf(lengths: readonly number[]): Uint32Array {
  let end = 0
  return Uint32Array.from([0, ...lengths.map((length) => (end += length))])
}

function coded(values: readonly (string | undefined)[]): Coded {
  const names = new Names()
  const codes = Uint32Array.from(values, (value) => names.code(value))
  return { codes, names: names.names }
}

function dimensionsOf<Dimension extends string>(
  dimensions: readonly Dimension[],
  valuesOf: (dimension: Dimension) => readonly (string | undefined)[],
): Readonly<Record<Dimension, Coded>> {
  return Object.fromEntries(
    dimensions.map((dimension) => [dimension, coded(valuesOf(dimension))]),
  ) as Readonly<Record<Dimension, Coded>>
}
