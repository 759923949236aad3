/** A share with the range that its true value lies in. Every rate names its n. */
export interface ChartRate {
  readonly rate: number
  readonly low: number
  readonly high: number
  /** Of how many. */
  readonly n: number
  /** Too few to say a rate at all. */
  readonly tooFew: boolean
}

/** How many of the n it holds for. */
export function heldFor({ rate, n }: ChartRate): number {
  return Math.round(rate * n)
}

/** Right end of a scale of shares that all of these fit on: a round one, and never above 1. */
export function shareTop(shares: readonly number[]): number {
  const most = Math.max(0, ...shares)
  return [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((top) => most <= top) ?? 1
}
