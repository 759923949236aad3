/** What charts say, in the words of reports. */
import { sayCount, sayPercent } from '@baton/words'

export const TOO_FEW = 'too few to say'

export function sayBetween(low: string, high: string): string {
  return `between ${low} and ${high}`
}

/** `18 %`, or that there are too few. */
export function sayRate({ rate, tooFew }: { readonly rate: number; readonly tooFew: boolean }): string {
  return tooFew ? TOO_FEW : sayPercent(rate)
}

/** `18 %, between 12 % and 26 %, of 120`. */
export function sayRateFully({
  rate,
  low,
  high,
  n,
  tooFew,
}: {
  readonly rate: number
  readonly low: number
  readonly high: number
  readonly n: number
  readonly tooFew: boolean
}): string {
  return tooFew
    ? `${TOO_FEW}, of ${sayCount(n)}`
    : `${sayPercent(rate)}, ${sayBetween(sayPercent(low), sayPercent(high))}, of ${sayCount(n)}`
}

/** `half a day`, `3 days`, `2 hours`: a time to be glanced at. */
export function sayTimeTaken(days: number): string {
  if (days < 1 / 24) return 'under an hour'
  if (days < 2) return `${Math.round(days * 24)} h`
  return `${days < 10 ? Math.round(days * 10) / 10 : Math.round(days)} days`
}
