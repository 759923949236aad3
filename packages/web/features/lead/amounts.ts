/** Amounts and currencies as people type them. */

/** `12,000` is 12000, nothing is null, and what is no amount is undefined. */
export function amountOf(text: string): number | null | undefined {
  const plain = text.replaceAll(/[,\s]/g, '')
  if (plain === '') return null
  const amount = Number(plain)
  return Number.isFinite(amount) && amount >= 0 ? amount : undefined
}

export function isCurrency(text: string): boolean {
  return /^[A-Z]{3}$/.test(text)
}
