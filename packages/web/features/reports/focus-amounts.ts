/** Amounts of estimates: no more digits than they are sure of. */
import { sayMoney } from '@baton/words'

/** `€2,340,000`: three digits that count, and nobody takes the rest for known. */
export function sayAbout(amount: number, currency: string): string {
  return sayMoney(threeDigits(amount), currency)
}

/** `12`, `2.4`, `0.03`: so many customers; of few the part of one is said. */
export function sayCustomers(customers: number): string {
  if (customers >= 10) return String(Math.round(customers))
  return String(Number(customers.toFixed(customers >= 0.1 || customers === 0 ? 1 : 2)))
}

function threeDigits(amount: number): number {
  return amount === 0 ? 0 : Number(amount.toPrecision(3))
}
