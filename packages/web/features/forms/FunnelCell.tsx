import { sayCount, sayPercent } from '@baton/words'
import { IntervalPlot } from '../../ui/IntervalPlot.tsx'
import { ThinBar } from '../../ui/ThinBar.tsx'
import { useStageNames } from '../leads/index.ts'
import type { FunnelStep, StepName } from './funnel-steps.ts'

/** One step of a funnel: how many, which share, and the range that its true rate lies in. */
export function FunnelCell({ step, most }: { readonly step: FunnelStep; readonly most: number }) {
  const { count, rate } = step
  const interval = rate === null ? '' : `${sayPercent(rate.low)} to ${sayPercent(rate.high)}`
  return (
    <span className="block min-w-16">
      <span className="flex items-baseline gap-2">
        <span className="figures font-medium">{sayCount(count)}</span>
        {rate !== null && !rate.tooFew && (
          <span className="figures text-small text-soft" title={`between ${interval}`}>
            {sayPercent(rate.rate)}
            <span className="sr-only">, between {interval}</span>
          </span>
        )}
      </span>
      {rate === null && step.name !== 'seen' ? (
        <span className="block text-tiny text-faint">more than saw it</span>
      ) : rate === null ? (
        <ThinBar share={count / most} className="mt-1.5 mb-1" />
      ) : rate.tooFew ? (
        <span className="block text-tiny text-faint">too few to say</span>
      ) : (
        <span className="block max-w-28">
          <IntervalPlot rate={rate.rate} low={rate.low} high={rate.high} top={1} />
        </span>
      )}
    </span>
  )
}

/** What the steps are called, stages in the reader's words. */
export function useStepNames(): (name: StepName) => string {
  const stageName = useStageNames()
  return (name) => {
    switch (name) {
      case 'seen':
        return 'Seen'
      case 'started':
        return 'Started'
      case 'submitted':
        return 'Submitted'
      case 'mql':
      case 'sql':
        return stageName(name)
      case 'won':
        return 'Won'
    }
  }
}
