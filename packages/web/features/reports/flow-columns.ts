/** In which column of the picture each place of a flow stands: stages in their order, an end behind the last that leads to it. */
import type { Flow } from '@baton/engine/reports'

const WAY = ['visitor', 'lead', 'mql', 'sal', 'sql', 'opportunity', 'customer'] as const

export function flowColumns({ places, links }: Pick<Flow, 'places' | 'links'>): ReadonlyMap<string, number> {
  const columns = new Map<string, number>()
  for (const { key, place } of places) if (place.kind === 'stage') columns.set(key, WAY.indexOf(place.stage))
  for (const { key, place } of places) {
    if (place.kind === 'stage') continue
    const before = links.filter(({ to }) => to === key).map(({ from }) => columns.get(from) ?? 0)
    columns.set(key, Math.max(...before, 0) + 1)
  }
  return columns
}
