import type { Counted } from '@baton/engine/reports'
import { sayCount } from '@baton/words'
import { OpenNumber } from '../../ui/charts/index.ts'
import { useOpenCell } from './open-cell.tsx'

/** A count of a report that opens the leads behind it. `of`: what it counts, for the list's title and for who listens. */
export function OpenCount({
  counted,
  of,
  isBefore = false,
}: {
  readonly counted: Counted
  readonly of: string
  readonly isBefore?: boolean
}) {
  const open = useOpenCell()
  return (
    <OpenNumber label={`Open the ${sayCount(counted.count)} of ${of}`} onOpen={open(counted, of, isBefore)}>
      {sayCount(counted.count)}
    </OpenNumber>
  )
}
