import type { Segment } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { Link } from '@tanstack/react-router'

/** How many are in a segment, opening the list of them. */
export function MembersLink({
  segment: { id, name, count },
}: {
  readonly segment: Pick<Segment, 'id' | 'name' | 'count'>
}) {
  return (
    <Link
      to="/leads"
      search={{ segment: id }}
      aria-label={`Open the ${sayCount(count)} leads of ${name}`}
      className="figures rounded underline decoration-line-strong underline-offset-2 hover:text-ink"
    >
      {sayCount(count)}
    </Link>
  )
}
