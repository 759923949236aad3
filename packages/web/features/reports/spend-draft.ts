/** What is typed about spend and amounts, and what it means. No React. */
import type { MoneySettings, SpendEntry } from '@baton/protocol'
import { sayDate, sayMonth } from '@baton/words'
import { daysLater } from '@baton/zones/days'

/** A row of spend as it is written. */
export interface TypedSpend {
  readonly source: string
  readonly campaign: string
  readonly from: string
  readonly to: string
  readonly amount: string
  readonly currency: string
  readonly note: string
}

/** The month of a day, which most rows are of. */
export function newSpend(today: string, currency: string): TypedSpend {
  const from = `${today.slice(0, 7)}-01`
  const to = daysLater(`${daysLater(from, 31).slice(0, 7)}-01`, -1)
  return { source: '', campaign: '', from, to, amount: '', currency, note: '' }
}

export function typedSpend({ amount, ...entry }: SpendEntry): TypedSpend {
  const { source, campaign, from, to, currency, note } = entry
  return { source, campaign, from, to, amount: String(amount), currency, note }
}

type SpendProblems = Partial<Readonly<Record<keyof TypedSpend, string>>>

/** What is wrong with what is written; what is not written yet is nothing to complain of. */
export function spendProblems({ from, to, amount, currency }: TypedSpend): SpendProblems {
  return {
    ...(from !== '' && to !== '' && to < from && { to: 'The last day comes before the first.' }),
    ...(amount.trim() !== '' && amountOf(amount) === null && { amount: AMOUNT_EXPECTED }),
    ...(currency.trim() !== '' && currencyOf(currency) === null && { currency: CURRENCY_EXPECTED }),
  }
}

const AMOUNT_EXPECTED = 'A number such as 1240 or 1240.50, without signs that part thousands.'
const CURRENCY_EXPECTED = 'Three letters, such as EUR.'

type WrittenSpend = Pick<SpendEntry, 'source' | 'campaign' | 'from' | 'to' | 'amount' | 'currency' | 'note'>

/** Null: not all of it is there and right. */
export function writtenSpend(typed: TypedSpend): WrittenSpend | null {
  const amount = amountOf(typed.amount)
  const currency = currencyOf(typed.currency)
  const source = typed.source.trim()
  const { from, to } = typed
  if (source === '' || from === '' || to === '' || to < from || amount === null || currency === null)
    return null
  return { source, campaign: typed.campaign.trim(), from, to, amount, currency, note: typed.note.trim() }
}

/** Decimals behind a point or a comma; thousands stand without a sign, for `1,234` would be either. */
export function amountOf(text: string): number | null {
  return /^\d{1,11}([.,]\d{1,2})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : null
}

function currencyOf(text: string): string | null {
  const code = text.trim().toUpperCase()
  return /^[A-Z]{3}$/.test(code) ? code : null
}

/** `Mar 2026` of a whole month, a day of one day, else the first and the last. */
export function saySpendDays(from: string, to: string): string {
  const [first, last] = [from, to].map((day) => Date.parse(`${day}T00:00:00Z`)) as [number, number]
  if (from === to) return sayDate(first)
  const isMonth =
    from.endsWith('-01') && from.slice(0, 7) === to.slice(0, 7) && daysLater(to, 1).endsWith('-01')
  return isMonth ? sayMonth(first) : `${sayDate(first)} to ${sayDate(last)}`
}

/** Rows that have all words somewhere. */
export function foundSpend(rows: readonly SpendEntry[], words: string): readonly SpendEntry[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  if (wanted.length === 0) return rows
  return rows.filter(({ source, campaign, note, from, to, currency, by }) => {
    const text =
      `${source} ${campaign} ${note} ${saySpendDays(from, to)} ${currency} ${by ?? ''}`.toLowerCase()
    return wanted.every((word) => text.includes(word))
  })
}

/** Settings as they are written. */
export interface TypedSettings {
  readonly currency: string
  readonly rates: readonly { readonly key: number; readonly currency: string; readonly worth: string }[]
  readonly bareAmounts: boolean
  /** Percent; empty: not known. */
  readonly margin: string
  /** Empty: not known. */
  readonly months: string
}

export function typedSettings({
  currency,
  rates,
  bareAmounts,
  margin,
  amountMonths,
}: MoneySettings): TypedSettings {
  return {
    currency,
    rates: Object.entries(rates)
      .filter(([code]) => code !== currency)
      .map(([code, worth], key) => ({ key, currency: code, worth: String(worth) })),
    bareAmounts,
    margin: margin === 1 ? '' : String(Math.round(margin * 10_000) / 100),
    months: amountMonths === null ? '' : String(amountMonths),
  }
}

/** By field, or `rate N` of the row with that key: what is wrong. */
export function settingsProblems(typed: TypedSettings): Readonly<Record<string, string>> {
  const problems: Record<string, string> = {}
  const home = currencyOf(typed.currency)
  if (home === null) problems['currency'] = CURRENCY_EXPECTED
  const seen = new Set<string>()
  for (const { key, currency, worth } of typed.rates) {
    const code = currencyOf(currency)
    if (code === null) problems[`rate ${key}`] = CURRENCY_EXPECTED
    else if (code === home) problems[`rate ${key}`] = `${code} is the currency of reports: it needs no rate.`
    else if (seen.has(code)) problems[`rate ${key}`] = `${code} stands there twice.`
    else if (rateOf(worth) === null) problems[`rate ${key}`] = 'A number above 0, such as 0.92.'
    if (code !== null) seen.add(code)
  }
  if (marginOf(typed.margin) === null) problems['margin'] = 'A share above 0 and up to 100, or nothing.'
  if (monthsOf(typed.months) === undefined) problems['months'] = 'A whole number from 1 to 120, or nothing.'
  return problems
}

/** Null: something of it is wrong. */
export function writtenSettings(typed: TypedSettings): MoneySettings | null {
  const currency = currencyOf(typed.currency)
  const margin = marginOf(typed.margin)
  const amountMonths = monthsOf(typed.months)
  if (Object.keys(settingsProblems(typed)).length > 0) return null
  if (currency === null || margin === null || amountMonths === undefined) return null
  const rates = Object.fromEntries(typed.rates.map((row) => [currencyOf(row.currency)!, rateOf(row.worth)!]))
  return { currency, rates, bareAmounts: typed.bareAmounts, margin, amountMonths }
}

function rateOf(text: string): number | null {
  const rate = /^\d{1,9}([.,]\d{1,9})?$/.test(text.trim()) ? Number(text.trim().replace(',', '.')) : 0
  return rate > 0 ? rate : null
}

function marginOf(text: string): number | null {
  if (text.trim() === '') return 1
  const percent = Number(text.trim().replace(',', '.'))
  return percent > 0 && percent <= 100 ? percent / 100 : null
}

function monthsOf(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const months = Number(text.trim())
  return Number.isInteger(months) && months >= 1 && months <= 120 ? months : undefined
}

/** What the dialog about spend shows. */
export type SpendView = 'rows' | 'new' | 'file' | 'settings'
