import type { Proportion } from '@baton/engine'
import { sayPercent } from '@baton/words'
import { TOO_FEW } from './chart-words.ts'

/** A share with its interval below it; of too few, how many of how many. */
export function RateCell({ rate }: { readonly rate: Proportion }) {
  if (rate.tooFew)
    return (
      <>
        {rate.successes} of {rate.n}
        <span className="block text-small text-faint">{TOO_FEW}</span>
      </>
    )
  return (
    <>
      {sayPercent(rate.rate)}
      <span className="block text-small whitespace-nowrap text-faint">
        {sayPercent(rate.low)} to {sayPercent(rate.high)}
      </span>
    </>
  )
}
