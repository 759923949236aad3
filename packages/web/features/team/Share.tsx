import { proportionInterval } from '@baton/engine'
import { sayPercent } from '@baton/words'
import { IntervalPlot } from '../../ui/IntervalPlot.tsx'

/** A share with its interval and its number of cases; below the floor only that there are too few. */
export function Share({ count }: { readonly count: { readonly of: number; readonly kept: number } }) {
  const share = proportionInterval(count.kept, count.of)
  if (share.tooFew)
    return (
      <span className="figures block text-small whitespace-nowrap text-faint">
        {count.of === 0 ? 'none yet' : `${count.kept} of ${count.of}, too few to say`}
      </span>
    )
  const between = `between ${sayPercent(share.low)} and ${sayPercent(share.high)}, n = ${count.of}`
  return (
    <span className="flex items-center gap-2.5" title={between}>
      <span className="figures w-10 shrink-0 text-right">{sayPercent(share.rate)}</span>
      <span className="min-w-12 flex-1">
        <IntervalPlot rate={share.rate} low={share.low} high={share.high} top={1} />
      </span>
      <span className="figures w-9 shrink-0 text-small text-faint">
        <span className="sr-only">{between}</span>
        <span aria-hidden="true">/ {count.of}</span>
      </span>
    </span>
  )
}
