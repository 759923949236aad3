/** What surrounds a hit among many: those of the same mail, and those from the same address about that time. */
import type { Hit, Surroundings } from './classify-hits.ts'

const MINUTES_10 = 10 * 60_000

export function surroundingsAmong(
  hits: readonly Hit[],
): (hit: Hit) => Pick<Surroundings, 'ofSending' | 'ofNetwork'> {
  const bySending = Map.groupBy(hits, ({ sending }) => sending)
  const byNetwork = Map.groupBy(
    hits.filter(({ network }) => network !== null),
    ({ network }) => network,
  )
  return (hit) => ({
    ofSending: bySending.get(hit.sending) ?? [hit],
    ofNetwork: (byNetwork.get(hit.network) ?? []).filter(({ at }) => Math.abs(at - hit.at) <= MINUTES_10),
  })
}
