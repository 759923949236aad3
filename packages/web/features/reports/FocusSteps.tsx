import type { FocusStep } from '@baton/engine/reports'
import { sayLeak, sayPercent, sayStep } from '@baton/words'
import { Definition } from '../../ui/Definition.tsx'
import { useNamesOfStages } from '../leads/index.ts'
import { OpenCount } from './OpenCount.tsx'
import { RateCell } from './RateCell.tsx'
import { ReportTable } from './ReportTable.tsx'

/** Each step from a lead to a customer: who went on, who was lost and how, who can still go on. */
export function FocusSteps({ steps }: { readonly steps: readonly FocusStep[] }) {
  const names = useNamesOfStages()
  return (
    <ReportTable
      caption="Steps from a lead to a customer"
      head={[
        'Step',
        <Definition key="r" term="Reached">
          Came in the period, and came so far or further by now.
        </Definition>,
        'Went on',
        <Definition key="l" term="Lost">
          Came so far and left there: turned down, given back, lost, disqualified, the clock ran out, or quiet
          for 90 days.
        </Definition>,
        <Definition key="o" term="Open">
          Can still go on. In no conversion.
        </Definition>,
        <Definition key="c" term="Conversion">
          Of those who went on or were lost: the share that went on.
        </Definition>,
        'How they leave',
        <Definition key="b" term="Most to win">
          Share of resamples in which a tenth of those lost is worth most at this step.
        </Definition>,
      ]}
      rows={steps.map((step) => {
        const name = sayStep(step.from, names)
        return {
          key: step.from,
          cells: [
            name,
            <OpenCount key="r" counted={step.reached} of={`${name}: reached`} />,
            <OpenCount key="w" counted={step.onward} of={`${name}: went on`} />,
            <OpenCount key="l" counted={step.lost} of={`${name}: lost`} />,
            <OpenCount key="o" counted={step.open} of={`${name}: open`} />,
            <RateCell key="c" rate={step.conversion} />,
            <Leaks key="h" step={step} name={name} />,
            sayPercent(step.best),
          ],
        }
      })}
    />
  )
}

function Leaks({ step: { leaks }, name }: { readonly step: FocusStep; readonly name: string }) {
  if (leaks.length === 0) return <span className="text-faint">nobody was lost</span>
  return (
    <ul className="whitespace-nowrap">
      {leaks.map(({ how, leads }) => (
        <li key={how}>
          {sayLeak(how)} <OpenCount counted={leads} of={`${name}: ${sayLeak(how)}`} />
        </li>
      ))}
    </ul>
  )
}
