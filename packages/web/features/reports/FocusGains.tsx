import type { Focus, FocusStep } from '@baton/engine/reports'
import { sayCount, sayPercent, sayStep } from '@baton/words'
import { BarRows } from '../../ui/charts/index.ts'
import { useNamesOfStages } from '../leads/index.ts'
import { sayCustomers, sayAbout } from './focus-amounts.ts'
import { useOpenCell } from './open-cell.tsx'

export type GainUnit = 'revenue' | 'customers'
export type Reading = 'ofLost' | 'ofRate'

/** What there is to win at each step, with how sure that is. */
export function FocusGains({
  focus: { steps, advice, currency, rounds, customers },
  before,
  unit,
  reading,
}: {
  readonly focus: Focus
  readonly before: Focus | null
  readonly unit: GainUnit
  readonly reading: Reading
}) {
  const names = useNamesOfStages()
  const open = useOpenCell()
  const say = (value: number) =>
    unit === 'revenue' ? sayAbout(value, currency) : `${sayCustomers(value)} customers`
  const gainOf = (step: FocusStep) => step[reading][unit]
  return (
    <div className="max-w-4xl">
      <BarRows
        label={reading === 'ofLost' ? 'What a tenth of those lost would bring' : 'What a tenth more of the conversion would bring'} // prettier-ignore
        rows={(customers === 0 ? [] : steps).map((step) => {
          const gain = gainOf(step)
          const earlier = before?.steps.find(({ from }) => from === step.from)
          const was = earlier && before?.currency === currency ? gainOf(earlier) : null
          const name = sayStep(step.from, names)
          const onOpen = open(step.lost, `${name}: lost`)
          return {
            key: step.from,
            label: name,
            value: gain?.value ?? null,
            valueText: gain === null ? 'not known' : say(gain.value),
            ...(gain !== null && {
              interval: {
                low: gain.low,
                high: gain.high,
                text: `between ${say(gain.low)} and ${say(gain.high)}`,
              },
              note: (
                <span className="@md:ml-3 @md:inline-block @md:min-w-36">
                  {say(gain.low).replace(' customers', '')} to {say(gain.high).replace(' customers', '')}
                </span>
              ),
            }),
            ...(was !== null && { before: { value: was.value, text: `${say(was.value)} before` } }),
            tone:
              step.from === advice.step && advice.unsaid === null && reading === 'ofLost'
                ? ('data' as const)
                : ('quiet' as const),
            ...(reading === 'ofLost' && onOpen !== undefined && { onOpen }),
          }
        })}
        words={{
          name: 'Step',
          value: unit === 'revenue' ? 'More revenue' : 'More customers',
          open: (label, text) => `${label}: ${text}. Opens those who were lost there.`,
          interval: 'range that the true gain lies in',
          before: 'in the period it is compared with',
          nothing: 'Nobody who came in this period was won, so nothing can be said.',
        }}
      />
      {reading === 'ofLost' && steps.some(({ best }) => best > 0) && (
        <p className="figures mt-2 text-small text-faint">
          The most to win, of {sayCount(rounds)} resamples:{' '}
          {steps
            .filter(({ best }) => best > 0)
            .toSorted((a, b) => b.best - a.best)
            .map(({ from, best }) => `${sayStep(from, names)} in ${sayPercent(best)}`)
            .join('; ')}
          .
        </p>
      )}
    </div>
  )
}
