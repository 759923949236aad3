import type { LeadReferrals } from '@baton/protocol'
import { sayAgo } from '@baton/words'
import { useLeadReferrals } from '../../api/referrals-query.ts'
import { CopyCode } from '../../ui/CopyCode.tsx'
import { Section } from '../../ui/Section.tsx'
import { useStageNames } from '../leads/index.ts'
import { NamedLead } from './NamedLead.tsx'

/** On a lead's page: who brought it, whom it brought, and, of a customer, the link to pass on. */
export function ReferralsSection({
  leadId,
  isCustomer,
  now,
}: {
  readonly leadId: string
  readonly isCustomer: boolean
  readonly now: number
}) {
  const { data } = useLeadReferrals(leadId)
  if (!data) return null
  const url = isCustomer ? data.url : null
  if (data.by === null && data.brought.length === 0 && url === null) return null
  return (
    <Section title="Referrals">
      {data.by && (
        <p className="text-body">
          Brought by <NamedLead id={data.by.referrer} names={data.leads} />
          <span className="text-faint"> · {sayAgo(Date.parse(data.by.at), now)}</span>
        </p>
      )}
      <Brought referrals={data} now={now} />
      {url !== null && (
        <div className="mt-2">
          <p className="mb-1 text-small text-soft">
            A link to pass on: whoever comes by it is credited to this customer.
          </p>
          <CopyCode code={url} label="Link to pass on" />
        </div>
      )}
    </Section>
  )
}

function Brought({ referrals, now }: { readonly referrals: LeadReferrals; readonly now: number }) {
  const stageName = useStageNames()
  return (
    <ul>
      {referrals.brought.map(({ lead, stage, at }) => (
        <li key={lead} className="flex flex-wrap gap-x-2 text-body">
          <span>
            Brought <NamedLead id={lead} names={referrals.leads} />
          </span>
          <span className="text-soft">{stageName(stage)}</span>
          <span className="text-faint">{sayAgo(Date.parse(at), now)}</span>
        </li>
      ))}
    </ul>
  )
}
