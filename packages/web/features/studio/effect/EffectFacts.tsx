import type { Effect } from '@baton/protocol'
import { sayCount, sayProportion } from '@baton/words'
import { FactRows } from '../../../ui/FactRows.tsx'
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
  return <FactRows rows={rows} />
}
