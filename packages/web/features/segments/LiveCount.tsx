import type { TriedSegment } from '@baton/protocol'
import { sayCount } from '@baton/words'

/** How many a document would be as it stands; over a sample with how far it may be off. */
export function LiveCount({
  tried,
  isBehind,
}: {
  readonly tried: TriedSegment['tried']
  /** What is shown is of an earlier text. */
  readonly isBehind: boolean
}) {
  return (
    <output aria-busy={isBehind} className={`block text-body ${isBehind ? 'text-faint' : 'text-ink'}`}>
      {tried === null ? (
        'Nothing to count yet.'
      ) : (
        <>
          <span className="figures text-title font-semibold">
            {tried.looked < tried.leads && 'about '}
            {sayCount(tried.count)}
          </span>{' '}
          of {sayCount(tried.leads)} leads
          {tried.looked < tried.leads && (
            <span className="block text-small text-faint">
              {sayCount(tried.low)} to {sayCount(tried.high)}, by {sayCount(tried.looked)} that were looked at
            </span>
          )}
        </>
      )}
    </output>
  )
}
