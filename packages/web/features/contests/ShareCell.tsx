import { PROPORTION_FLOOR, proportionInterval } from '@baton/engine'
import { sayPercent } from '@baton/words'
import { IntervalPlot } from '../../ui/IntervalPlot.tsx'

/** A share with its interval; of too few cases only the count, and that it says nothing. */
export function ShareCell({ successes, of }: { readonly successes: number; readonly of: number }) {
  const { rate, low, high, tooFew } = proportionInterval(successes, of)
  if (tooFew) {
    return (
      <span
        className="figures text-small text-faint"
        title={`Below ${PROPORTION_FLOOR} cases no share is given`}
      >
        {of === 0 ? 'none yet' : `${successes} of ${of}, too few to say`}
      </span>
    )
  }
  return (
    <span className="figures grid grid-cols-[3rem_minmax(3rem,6rem)] items-center gap-x-2">
      <span className="font-medium">{sayPercent(rate)}</span>
      <IntervalPlot rate={rate} low={low} high={high} top={1} />
      <span className="col-span-2 text-small text-faint">
        {successes} of {of}, {sayPercent(low)} to {sayPercent(high)}
      </span>
    </span>
  )
}
