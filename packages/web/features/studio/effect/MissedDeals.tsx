import type { ComparedLine } from '@baton/protocol'
import { sayCount, sayCounted, sayDate } from '@baton/words'
import { memo } from 'react'
import { Section } from '../../../ui/Section.tsx'
import { LeadLine } from './LeadLine.tsx'
import { SteadyList } from './SteadyList.tsx'
import type { UnderBoth } from './under-both.ts'

/** First on the page: what the change would have cost, by name. */
export const MissedDeals = memo(function MissedDeals({
  compared,
  both,
  onMore,
}: {
  readonly compared: ComparedLine
  readonly both: UnderBoth
  readonly onMore: () => void
}) {
  const { missedWon, leads } = compared
  const fresh = missedWon.deals.filter(({ isNew }) => isNew)
  const others = missedWon.count - missedWon.isNew
  return (
    <Section
      title="Won deals that would have been missed"
      note={
        missedWon.isNew === 0
          ? 'None that is caught today.'
          : `${sayCounted(missedWon.isNew, 'deal')} that v${compared.against} caught by the time ${missedWon.isNew === 1 ? 'it was' : 'they were'} won.`
      }
    >
      <SteadyList label="Won deals missed" count={fresh.length}>
        {fresh.map(({ lead, wonAt }) => (
          <LeadLine
            key={lead}
            lead={lead}
            name={leads[lead]}
            at={wonAt}
            both={both}
            note={<span className="figures text-won-text">won on {sayDate(wonAt)}</span>}
          />
        ))}
      </SteadyList>
      {fresh.length < missedWon.isNew && (
        <button type="button" onClick={onMore} className="mt-2 text-small text-soft underline">
          Name all {sayCount(missedWon.isNew)}
        </button>
      )}
      {others > 0 && (
        <p className="mt-2 text-small text-faint">
          {sayCounted(others, 'more won deal')} {others === 1 ? 'is' : 'are'} missed by both: sales found{' '}
          {others === 1 ? 'it' : 'them'} by itself, or {others === 1 ? 'it' : 'they'} came too late.
        </p>
      )}
    </Section>
  )
})
