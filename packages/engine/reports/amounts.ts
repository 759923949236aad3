/** Amounts of several currencies brought into one. What has no rate is never added to anything: it is counted apart. */

/** By ISO 4217 code: what one unit is worth in the currency of the report. An empty code: amounts that name none. */
export type Rates = Readonly<Record<string, number>>

export interface Unconverted {
  readonly count: number
  /** Largest count first. An empty currency: none was named. */
  readonly by: readonly { readonly currency: string; readonly count: number; readonly amount: number }[]
}

export class Conversion {
  readonly #currency: string
  readonly #rates: Rates
  readonly #left = new Map<string, { count: number; amount: number }>()

  constructor(currency: string, rates: Rates) {
    this.#currency = currency
    this.#rates = rates
  }

  /** Null where the currency has no rate: the amount is counted among those left. */
  take(amount: number, currency: string): number | null {
    if (currency === this.#currency) return amount
    if (Object.hasOwn(this.#rates, currency)) return amount * this.#rates[currency]!
    const left = this.#left.get(currency) ?? { count: 0, amount: 0 }
    left.count += 1
    left.amount += amount
    this.#left.set(currency, left)
    return null
  }

  unconverted(): Unconverted {
    const by = [...this.#left].map(([currency, { count, amount }]) => ({ currency, count, amount }))
    return {
      count: by.reduce((sum, { count }) => sum + count, 0),
      by: by.toSorted((a, b) => b.count - a.count || (a.currency < b.currency ? -1 : 1)),
    }
  }
}
