/** Numbers about money: their names and what each means, and how credits, costs and channels are read. */
import type { ChannelDimension, MoneyBasis, Outcome } from '@baton/engine/reports'
import { sayCount, sayLevel } from './numbers.ts'
import { sayMoney } from './money.ts'

const OUTCOMES: Readonly<
  Record<Outcome, readonly [name: string, one: string, cost: string, definition: string]>
> = {
  lead: [
    'Leads',
    'lead',
    'Cost of a lead',
    'People who could be contacted for the first time, each once in their life.',
  ],
  mql: [
    'MQLs',
    'MQL',
    'Cost of an MQL',
    'People who came as far as marketing qualified, or further: each once, the first time.',
  ],
  sql: [
    'SQLs',
    'SQL',
    'Cost of an SQL',
    'People who came as far as sales qualified, or further: each once, the first time.',
  ],
  customer: [
    'Customers',
    'customer',
    'Cost of a customer (CAC)',
    'People who became customers: each once, by their first deal that was won.',
  ],
}

/** `MQLs`. */
export function sayOutcome(outcome: Outcome): string {
  return OUTCOMES[outcome][0]
}

/** `an MQL`, `a lead`. */
export function sayOneOutcome(outcome: Outcome): string {
  const [, one] = OUTCOMES[outcome]
  return /^[MS]QL/.test(one) ? `an ${one}` : `a ${one}`
}

export function sayOutcomeDefinition(outcome: Outcome): string {
  return OUTCOMES[outcome][3]
}

/** `Cost of an MQL`. */
export function sayCostOf(outcome: Outcome): string {
  return OUTCOMES[outcome][2]
}

/** What the cost of each divides by what, as the basis has it. */
export function sayCostDefinition(outcome: Outcome, basis: MoneyBasis): string {
  const [name] = OUTCOMES[outcome]
  const whose =
    basis === 'happened'
      ? `all ${name} of the period, whether money brought them or not`
      : `all ${name} so far among those who came in the period, whether money brought them or not`
  return `Spend of the period divided by ${whose}. ${OUTCOMES[outcome][3]}`
}

/** What else a report on money counts in money. */
export const MONEY_FIGURES = {
  spend:
    'What is recorded as spent, up to now, on the days of the period. A row of spend counts evenly over its days. Salaries and tools are in it only if somebody entered them.',
  revenue:
    'Amounts of deals won and of renewals, where an amount is known and can be converted. The amount is what sales said.',
  return: 'Revenue for one unit of spend. Revenue is not profit: what it costs to deliver is still in it.',
  payback:
    'Months until what a customer brings has paid for acquiring it: cost of a customer, divided by the mean first deal for each month that it stands for, times the margin.',
} as const

const CHANNELS: Readonly<Record<ChannelDimension, readonly [name: string, missing: string]>> = {
  source: ['Source', 'no source'],
  campaign: ['Campaign', 'no campaign'],
  medium: ['Medium', 'no medium'],
}

export function sayChannelDimension(by: ChannelDimension): string {
  return CHANNELS[by][0]
}

const NOT_ATTRIBUTED = 'Not attributed'

export const NOT_ATTRIBUTED_DEFINITION =
  'People of whom nobody knows what brought them, and money of which nobody knows where it went. It stays apart: sharing it out would be a guess.'

/** A row's name: `newsletter: spring`, `newsletter: no campaign`; what nothing is known of is not attributed. */
export function sayChannel({
  source,
  name,
}: {
  readonly source: string | null
  readonly name: string
}): string {
  if (isNotAttributed({ source, name })) return NOT_ATTRIBUTED
  if (source === null) return name
  return `${source === '' ? CHANNELS.source[1] : source}: ${name === '' ? CHANNELS.campaign[1] : name}`
}

export function isNotAttributed({
  source,
  name,
}: {
  readonly source: string | null
  readonly name: string
}): boolean {
  return name === '' && (source === null || source === '')
}

const WHOLE = 1e-6

/** Sums of shares: `12` where they make a whole, `12.4` where they do not. A little is not said to be nothing. */
export function sayCredit(credit: number): string {
  const whole = Math.round(credit)
  if (credit > WHOLE && credit < 0.05) return 'under 0.1'
  return Math.abs(credit - whole) < WHOLE ? sayCount(whole) : sayLevel(credit)
}

/** `12.4 MQLs`, `1 customer`. */
export function sayCredited(credit: number, outcome: Outcome): string {
  const said = sayCredit(credit)
  const [name, one] = OUTCOMES[outcome]
  return `${said} ${said === '1' ? one : outcome === 'mql' || outcome === 'sql' ? name : name.toLowerCase()}`
}

/** `€1,240`; where whole units would round too much away, with cents: `€3.42`. */
export function sayCostEach(amount: number, currency: string): string {
  return Math.abs(amount) < 10 ? sayExactMoney(amount, currency) : sayMoney(amount, currency)
}

/** To the cent where there are cents: `€1,240`, `€1,240.50`. */
export function sayExactMoney(amount: number, currency: string): string {
  const digits = Math.abs(amount - Math.round(amount)) < 0.005 ? 0 : 2
  if (!/^[A-Z]{3}$/.test(currency))
    return new Intl.NumberFormat('en-GB', {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    }).format(amount)
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(amount)
}

/** `€1.2k`, `€340k`, `€2.4m`: for axes. */
export function sayShortMoney(amount: number, currency: string): string {
  return new Intl.NumberFormat('en-GB', {
    style: 'currency',
    currency,
    notation: 'compact',
    maximumSignificantDigits: 3,
  }).format(amount)
}

/** `3.2×`. */
export function sayReturn(times: number): string {
  return `${times > 0 && times < 10 ? sayLevel(times) : sayCount(times)}×`
}

/** `7.4 months`, `under a month`. */
export function sayMonthsTaken(months: number): string {
  if (months < 1) return 'under a month'
  return `${months < 10 ? sayLevel(months) : sayCount(months)} months`
}
