/** Claims of marketing texts, and beside each one's own number where there is one; where not, why. */
import { proportionInterval, type Proportion } from '../learn/proportion-interval.ts'
import { type BenchmarkFigure, type Claim, CLAIMS } from './benchmark-claims.ts'
import { type Cell, Cells, type Counted } from './cells.ts'
import { cohortOf, type Member, stepsFrom } from './cohort.ts'
import type { Journeys, Moments } from './journeys.ts'
import { DAY_MS, type Filter, type Span } from './selection.ts'
import { withSalesAt } from './with-sales.ts'

export interface BenchmarksQuery {
  /** Of coming: when the person could first be contacted. */
  readonly period: Span
  readonly filter: Filter
  /** Days that each is followed; who came later than that before now is in no number. */
  readonly followDays: number
}

/** Why there is no number of one's own. */
export type NoFigure =
  /** Of nobody in the period could it be counted: nobody was followed for long enough, or came so far. */
  | 'nobody-followed'
  /** Mails that are sent are no acts of people here. */
  | 'mails-sent-not-known'
  /** Neither leads nor spend say what is content marketing and what is outbound. */
  | 'not-told-apart'
  /** Nobody was in a webinar that was told of. */
  | 'no-webinars'

export interface Benchmark {
  readonly claim: Claim
  readonly own: { readonly leads: Counted; readonly of: Counted; readonly share: Proportion } | null
  readonly why: NoFigure | null
}

export interface Benchmarks {
  readonly followDays: number
  /** Came in the period and were followed for the whole time. */
  readonly followed: Counted
  readonly rows: readonly Benchmark[]
}

export function benchmarks(journeys: Journeys, query: BenchmarksQuery, cells = new Cells()): Benchmarks {
  const followed = cells.of('benchmarks', 'followed')
  const count = new FigureCount(journeys, query.followDays, cells)
  for (const member of cohortOf(journeys, { ...query, entry: 'lead', by: null }).members) {
    if (member.enteredAt + query.followDays * DAY_MS > journeys.asOf) continue
    followed.add(member.lead)
    count.add(member)
  }
  return {
    followDays: query.followDays,
    followed: followed.counted(),
    rows: CLAIMS.map((claim) => ({ claim, ...count.of(claim) })),
  }
}

const SQL = stepsFrom('lead').indexOf('sql')
const CUSTOMER = stepsFrom('lead').indexOf('customer')

/** Figures that can be counted; of the others nothing is kept. */
type CountedFigure = Exclude<BenchmarkFigure, 'content-leads' | 'content-cost'>

class FigureCount {
  readonly #journeys: Journeys
  readonly #followDays: number
  readonly #withSales: Float64Array
  readonly #cells: Readonly<Record<CountedFigure, { readonly leads: Cell; readonly of: Cell }>>
  /** Codes among the acts; -1: nobody did it. */
  readonly #sent: number
  readonly #opened: number
  readonly #webinar: number

  constructor(journeys: Journeys, followDays: number, cells: Cells) {
    const of = (figure: CountedFigure) => ({
      leads: cells.of('benchmarks', figure, 'leads'),
      of: cells.of('benchmarks', figure, 'of'),
    })
    this.#journeys = journeys
    this.#followDays = followDays
    this.#withSales = withSalesAt(journeys)
    this.#cells = {
      'never-customers': of('never-customers'),
      openers: of('openers'),
      'webinar-among-sqls': of('webinar-among-sqls'),
    }
    const { names } = journeys.acts.what
    this.#sent = names.indexOf('Email Sent')
    this.#opened = names.indexOf('Email Opened')
    this.#webinar = names.indexOf('Webinar Attended')
  }

  add({ lead, enteredAt, reached }: Member): void {
    const until = enteredAt + this.#followDays * DAY_MS
    this.#note('never-customers', lead, !(reached[CUSTOMER]! <= until))
    if (this.#did(lead, this.#sent, until)) this.#note('openers', lead, this.#did(lead, this.#opened, until))
    if (reached[SQL]! <= until)
      this.#note('webinar-among-sqls', lead, this.#did(lead, this.#webinar, this.#withSales[lead]!))
  }

  of({ figure }: Claim): Omit<Benchmark, 'claim'> {
    if (figure === 'content-leads' || figure === 'content-cost') return { own: null, why: 'not-told-apart' }
    if (figure === 'openers' && (this.#sent < 0 || this.#opened < 0))
      return { own: null, why: 'mails-sent-not-known' }
    if (figure === 'webinar-among-sqls' && this.#webinar < 0) return { own: null, why: 'no-webinars' }
    const [leads, of] = [this.#cells[figure].leads.counted(), this.#cells[figure].of.counted()]
    if (of.count === 0) return { own: null, why: 'nobody-followed' }
    return { own: { leads, of, share: proportionInterval(leads.count, of.count) }, why: null }
  }

  #note(figure: CountedFigure, lead: number, isOne: boolean): void {
    const { leads, of } = this.#cells[figure]
    of.add(lead)
    if (isOne) leads.add(lead)
  }

  #did(lead: number, code: number, until: number): boolean {
    const { offsets, at, what }: Moments = this.#journeys.acts
    if (code < 0) return false
    for (let row = offsets[lead]!; row < offsets[lead + 1]!; row++)
      if (what.codes[row] === code && at[row]! <= until) return true
    return false
  }
}
