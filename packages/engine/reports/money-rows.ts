/** Adds up the credits of channels, and makes the rows of the report on money of them. */
import type { Conversion } from './amounts.ts'
import type { Credit } from './attribution.ts'
import type { Cell, Cells, Counted } from './cells.ts'
import type { Channels } from './channels.ts'
import { type Cost, costPer } from './cost-per.ts'
import type { Payment } from './payments.ts'

export const OUTCOMES = ['lead', 'mql', 'sql', 'customer'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What a row and the total have in common. Money in the currency of the report. */
export interface MoneyNumbers {
  /** Of each outcome; null: there is none, or nothing recorded was spent. `customer` is the cost of acquiring one (CAC). */
  readonly costs: Readonly<Record<Outcome, Cost | null>>
  /** Deals and renewals whose amount is known and could be converted. */
  readonly revenue: number
  /** Part of `revenue`. */
  readonly renewals: number
  /** Revenue for one unit of spend; null without spend. */
  readonly return: number | null
  /**
   * Months until a customer's margin has paid for acquiring it: cost of a customer / (mean first deal / months it stands for ×
   * margin). Null where one of them is not known.
   */
  readonly paybackMonths: number | null
}

/** Part of an outcome's people that a channel is credited with. */
export interface Attributed {
  /** Sum of shares. */
  readonly credit: number
  /** Everybody of whom the channel is credited with some part. */
  readonly leads: Counted
}

export interface MoneyRow extends MoneyNumbers {
  /** By campaign: the source that it belongs to; else null. */
  readonly source: string | null
  /** Empty: not known, the row of what is attributed to nothing. */
  readonly name: string
  /** Null: no spend is recorded for it in the period, which is not a spend of 0. */
  readonly spend: number | null
  readonly outcomes: Readonly<Record<Outcome, Attributed>>
}

export interface MoneyTotal extends MoneyNumbers {
  readonly spend: number
  readonly outcomes: Readonly<Record<Outcome, Counted>>
  /** Part of the spend on channels that brought nobody whom the report counts. */
  readonly spendWithoutLeads: number
  /** Credits of channels without recorded spend. */
  readonly outcomesWithoutSpend: Readonly<Record<Outcome, number>>
  /** Spend by the customers credited to channels with spend; `costs.customer` divides by all customers. */
  readonly paidCustomer: Cost | null
  /** Deals and renewals whose amount nobody said; in no revenue. */
  readonly withoutAmount: Counted
}

interface Sums {
  revenue: number
  renewals: number
  /** First deals whose amount is known: how many, and how much. */
  deals: number
  dealRevenue: number
}

interface ChannelSums extends Sums {
  readonly credit: Record<Outcome, number>
  readonly cells: Readonly<Record<Outcome, Cell>>
}

interface Asked {
  /** As in the query. */
  readonly margin: number
  readonly amountMonths: number | null
  /** Whether spend can be set against those who are counted. */
  readonly isTold: boolean
}

export class MoneyCount {
  readonly #cells: Cells
  readonly #channels: Channels
  readonly #byChannel: (ChannelSums | undefined)[] = []
  readonly #total: Sums = { revenue: 0, renewals: 0, deals: 0, dealRevenue: 0 }
  readonly #all: Readonly<Record<Outcome, Cell>>
  readonly #withoutAmount: Cell

  constructor(cells: Cells, channels: Channels) {
    this.#cells = cells
    this.#channels = channels
    this.#all = byOutcome((outcome) => cells.of('money', 'all', outcome))
    this.#withoutAmount = cells.of('money', 'without amount')
  }

  addOutcome(outcome: Outcome, lead: number, credits: readonly Credit[]): void {
    this.#all[outcome].add(lead)
    for (const { channel, share } of credits) {
      const sums = this.#channel(channel)
      sums.credit[outcome] += share
      sums.cells[outcome].add(lead)
    }
  }

  /** @param isFirst it made the lead a customer */
  addPayment(
    { kind, amount, currency }: Payment,
    isFirst: boolean,
    lead: number,
    credits: readonly Credit[],
    conversion: Conversion,
  ): void {
    if (Number.isNaN(amount)) return this.#withoutAmount.add(lead)
    const value = conversion.take(amount, currency)
    if (value === null) return
    const add = (sums: Sums, share: number) => {
      sums.revenue += value * share
      if (kind === 'renewal') sums.renewals += value * share
      if (!isFirst) return
      sums.deals += share
      sums.dealRevenue += value * share
    }
    add(this.#total, 1)
    for (const { channel, share } of credits) add(this.#channel(channel), share)
  }

  done(spent: ReadonlyMap<number, number>, asked: Asked): { rows: readonly MoneyRow[]; total: MoneyTotal } {
    for (const channel of spent.keys()) this.#channel(channel)
    const rows = this.#byChannel.flatMap((sums, channel) =>
      sums ? [{ channel, row: this.#row(channel, sums, spent.get(channel) ?? null, asked) }] : [],
    )
    const sorted = rows.toSorted((a, b) => Number(a.channel === 0) - Number(b.channel === 0) || order(a.row, b.row)) // prettier-ignore
    return { rows: sorted.map(({ row }) => row), total: this.#whole(sorted.map(({ row }) => row), asked) } // prettier-ignore
  }

  #row(channel: number, sums: ChannelSums, spend: number | null, asked: Asked): MoneyRow {
    return {
      ...this.#channels.all[channel]!,
      spend,
      outcomes: byOutcome((outcome) => ({
        credit: sums.credit[outcome],
        leads: sums.cells[outcome].counted(),
      })),
      ...numbersOf(sums, spend, (outcome) => sums.credit[outcome], asked),
    }
  }

  #whole(rows: readonly MoneyRow[], asked: Asked): MoneyTotal {
    const spend = sumOf(rows, (row) => row.spend ?? 0)
    const hasSpend = rows.some((row) => row.spend !== null)
    const creditOf = (row: MoneyRow, outcome: Outcome) => row.outcomes[outcome].credit
    const isBarren = (row: MoneyRow) => OUTCOMES.every((outcome) => creditOf(row, outcome) === 0)
    const paid = sumOf(rows, (row) => (row.spend === null ? 0 : creditOf(row, 'customer')))
    return {
      spend,
      outcomes: byOutcome((outcome) => this.#all[outcome].counted()),
      spendWithoutLeads: sumOf(rows, (row) => (isBarren(row) ? (row.spend ?? 0) : 0)),
      outcomesWithoutSpend: byOutcome((outcome) =>
        sumOf(rows, (row) => (row.spend === null ? creditOf(row, outcome) : 0)),
      ),
      paidCustomer: asked.isTold && hasSpend ? costPer(spend, paid) : null,
      withoutAmount: this.#withoutAmount.counted(),
      ...numbersOf(this.#total, hasSpend ? spend : null, (outcome) => this.#all[outcome].count, asked),
    }
  }

  #channel(channel: number): ChannelSums {
    const { source, name } = this.#channels.all[channel]!
    return (this.#byChannel[channel] ??= {
      revenue: 0,
      renewals: 0,
      deals: 0,
      dealRevenue: 0,
      credit: byOutcome(() => 0),
      cells: byOutcome((outcome) => this.#cells.of('money', 'by', source ?? '', name, outcome)),
    })
  }
}

function numbersOf(
  { revenue, renewals, deals, dealRevenue }: Sums,
  spend: number | null,
  countOf: (outcome: Outcome) => number,
  { margin, amountMonths, isTold }: Asked,
): MoneyNumbers {
  const known = isTold ? spend : null
  const costs = byOutcome((outcome) => (known === null ? null : costPer(known, countOf(outcome))))
  const monthly = amountMonths === null || deals === 0 ? 0 : (dealRevenue / deals / amountMonths) * margin
  return {
    costs,
    revenue,
    renewals,
    return: known === null || known === 0 ? null : revenue / known,
    paybackMonths: costs.customer === null || monthly <= 0 ? null : costs.customer.each / monthly,
  }
}

function byOutcome<Value>(of: (outcome: Outcome) => Value): Record<Outcome, Value> {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, of(outcome)])) as Record<Outcome, Value>
}

function order(a: MoneyRow, b: MoneyRow): number {
  const name = ({ source, name }: MoneyRow) => `${source ?? ''} ${name}`
  return (
    (b.spend ?? -1) - (a.spend ?? -1) ||
    b.outcomes.lead.credit - a.outcomes.lead.credit ||
    (name(a) < name(b) ? -1 : 1)
  )
}

function sumOf<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, item) => sum + of(item), 0)
}
