import type { ComparedSide } from '@baton/engine/compare'
import { sayCount, sayPercent, sayProportion } from '@baton/words'
import { Check, X } from 'lucide-react'
import { memo } from 'react'
import { Section } from '../../../ui/Section.tsx'

interface Row {
  readonly label: string
  readonly promised: string | null
  readonly was: string
  readonly is: string
  /** Null: nothing was promised, or too few to say. */
  readonly kept: boolean | null
}

/** What each side owes the other in the draft, and whether history would have kept it. */
export const PromiseRows = memo(function PromiseRows({
  baseline,
  candidate,
}: {
  readonly baseline: ComparedSide
  readonly candidate: ComparedSide
}) {
  const rows = rowsOf(baseline, candidate)
  return (
    <Section title="Promises" note="Held against what really happened after each promotion">
      <table className="figures w-full">
        <caption className="sr-only">Promises and what history would have kept of them</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">Promise</th>
            <th scope="col">Promised</th>
            <th scope="col">Draft</th>
            <th scope="col">Today</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, promised, was, is, kept }) => (
            <tr key={label} className="border-t border-line">
              <th scope="row" className="py-1.5 text-left font-normal">
                {label}
              </th>
              <td className="pl-3 text-right text-small text-faint">
                {promised === null ? 'nothing promised' : `promised ${promised}`}
              </td>
              <td className="pl-3 text-right">
                <span className="inline-flex items-center gap-1.5">
                  {kept !== null &&
                    (kept ? (
                      <Check size={12} strokeWidth={3} className="text-won-text" aria-label="kept" />
                    ) : (
                      <X size={12} strokeWidth={3} className="text-accent-text" aria-label="broken" />
                    ))}
                  {is}
                </span>
              </td>
              <td className="pl-3 text-right text-small text-faint max-sm:hidden">was {was}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Section>
  )
})

function rowsOf(baseline: ComparedSide, candidate: ComparedSide): readonly Row[] {
  const { mqlsPerMonth } = candidate.promises
  const shares = [
    ['Accepted by sales', 'accepted'],
    ['First touch on time', 'firstTouchOnTime'],
    ['Decided on time', 'decidedOnTime'],
  ] as const
  return [
    {
      label: 'MQLs a month',
      promised: mqlsPerMonth.promised === null ? null : sayCount(mqlsPerMonth.promised),
      was: baseline.promises.mqlsPerMonth.observed.rate.toFixed(1),
      is: mqlsPerMonth.observed.rate.toFixed(1),
      kept: mqlsPerMonth.promised === null ? null : mqlsPerMonth.observed.rate >= mqlsPerMonth.promised,
    },
    ...shares.map(([label, name]): Row => {
      const { promised, observed } = candidate.promises[name]
      return {
        label,
        promised: promised === null ? null : sayPercent(promised),
        was: sayProportion(baseline.promises[name].observed).replace(/ of .*/, ''),
        is: sayProportion(observed).replace(/ \(.*/, ''),
        kept: promised === null || observed.tooFew ? null : observed.rate >= promised,
      }
    }),
  ]
}
