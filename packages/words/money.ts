/** Amounts of money with their currency, said so that columns of them can be read. */

const formats = new Map<string, Intl.NumberFormat>()

/** `€ 12,000`; an unknown currency stands as its code, none leaves the number alone. */
export function sayMoney(amount: number, currency: string | null): string {
  if (currency === null || !/^[A-Z]{3}$/.test(currency)) return plain(amount)
  let format = formats.get(currency)
  if (format === undefined) {
    format = new Intl.NumberFormat('en-GB', { style: 'currency', currency, maximumFractionDigits: 0 })
    formats.set(currency, format)
  }
  return format.format(amount)
}

function plain(amount: number): string {
  return new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 }).format(amount)
}

/** Sums by currency, the greatest first; what has no currency is left out. */
export function sumByCurrency(
  amounts: readonly {
    readonly amount: number | null
    readonly currency: string | null
    readonly weight?: number
  }[],
): readonly { readonly currency: string; readonly amount: number }[] {
  const sums = new Map<string, number>()
  for (const { amount, currency, weight = 1 } of amounts) {
    if (amount !== null && currency !== null) sums.set(currency, (sums.get(currency) ?? 0) + amount * weight)
  }
  return [...sums].map(([currency, amount]) => ({ currency, amount })).toSorted((a, b) => b.amount - a.amount)
}
