import type { Effect } from '@baton/protocol'
import { sayCount, sayProportion } from '@baton/words'
import { promotionsAWeek, signed } from './figures.ts'

/** A measured effect in a few lines, the same for both sides. */
export function EffectFacts({ effect }: { readonly effect: Effect }) {
  const { baseline, candidate, moved, missedWon, history, against } = effect
  const [was, is] = [promotionsAWeek(baseline, history), promotionsAWeek(candidate, history)]
  const rows: readonly (readonly [string, string, string])[] = [
    ['Promotions a week', is.toFixed(1), `${signed(is - was, 1)} against v${against}`],
    [
      'Leads',
      `+${sayCount(moved.added.count)} −${sayCount(moved.dropped.count)}`,
      `${sayCount(moved.earlier.count)} earlier, ${sayCount(moved.later.count)} later`,
    ],
    [
      'Won deals missed',
      sayCount(missedWon.isNew),
      `and ${sayCount(missedWon.count - missedWon.isNew)} missed by both`,
    ],
    [
      'Became sales qualified',
      sayProportion(candidate.precision.sql),
      `was ${sayProportion(baseline.precision.sql)}`,
    ],
    ['Won deals caught', sayProportion(candidate.recall.won), `was ${sayProportion(baseline.recall.won)}`],
  ]
  return (
    <dl className="figures">
      {rows.map(([label, value, note]) => (
        <div key={label} className="grid grid-cols-[9rem_1fr] gap-x-3 border-t border-line py-1.5">
          <dt className="text-soft">{label}</dt>
          <dd>
            <span className="font-medium">{value}</span>
            <span className="block text-small text-faint">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  )
}
