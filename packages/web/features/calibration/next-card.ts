/** Which card comes after one that was judged. No React. */
import type { Calibration } from '@baton/protocol'

type Cards = readonly Pick<Calibration['cards'][number], 'label'>[]

/** The next one that nobody of this side judged, going round at the end; null: all are judged. */
export function nextToJudge(cards: Cards, after: number): number | null {
  for (let step = 1; step <= cards.length; step++) {
    const index = (after + step) % cards.length
    if (cards[index]!.label === null) return index
  }
  return null
}

/** Where this side goes on. */
export function firstToJudge(cards: Cards): number | null {
  return nextToJudge(cards, -1)
}
