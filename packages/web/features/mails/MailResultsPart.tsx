import type { MailResults } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { useMailResults } from '../../api/mails-query.ts'
import { Section } from '../../ui/Section.tsx'
import { FollowedTable } from '../programs/index.ts'

/** What came of a mail, whichever program sent it; nothing before it was sent to anybody. */
export function MailResultsPart({ id }: { readonly id: string }) {
  const results = useMailResults(id).data
  if (!results || results.sent + results.queued + results.unknown === 0) return null
  return (
    <Section title="What came of it" note="Clicks are those of people; machines are left out.">
      <dl className="mb-4 grid max-w-md grid-cols-[1fr_auto] gap-x-6 text-body">
        {rowsOf(results).map(({ label, count }) => (
          <div
            key={label}
            className="col-span-2 grid grid-cols-subgrid border-t border-line py-0.5 first:border-t-0"
          >
            <dt className="text-soft">{label}</dt>
            <dd className="figures text-right">{sayCount(count)}</dd>
          </div>
        ))}
      </dl>
      <FollowedTable followed={results.followed} shown={sayCount} />
      <p className="mt-2 text-small text-faint">
        Held out: those who came to the same step of a program and were sent nothing.
      </p>
    </Section>
  )
}

/** What did not happen is left out, except what everybody looks for. */
function rowsOf(results: MailResults): readonly { readonly label: string; readonly count: number }[] {
  const always = [
    { label: 'Sent', count: results.sent },
    { label: 'Delivered, as far as is known', count: results.delivered },
    { label: 'Clicked by people', count: results.humanClicks },
    { label: 'Answered', count: results.replies },
    { label: 'Unsubscribed', count: results.unsubscribed },
  ]
  const seldom = [
    { label: 'Waiting', count: results.queued },
    { label: 'Clicked by machines', count: results.machineClicks },
    { label: 'Came back', count: results.bounced },
    { label: 'Complained of', count: results.complained },
    { label: 'Unknown whether it arrived', count: results.unknown },
    { label: 'Refused', count: results.failed },
    { label: 'Held back: they said no', count: results.suppressed },
  ]
  return [...always, ...seldom.filter(({ count }) => count > 0)]
}
