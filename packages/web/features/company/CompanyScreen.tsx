import type { BuyingRole, Company } from '@baton/protocol'
import { sayAgo, sayCounted, sayNumber } from '@baton/words'
import { Link, useParams } from '@tanstack/react-router'
import { useCompany, useRereadLeads } from '../../api/identity-query.ts'
import { useMay } from '../../api/may.ts'
import { request } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { Tank } from '../../ui/Tank.tsx'
import { FieldList } from '../lead/index.ts'
import { GradeMark, StageChip, useStageNames } from '../leads/index.ts'
import { ROLE_OPTIONS, sayRoleInGroup } from './buying-roles.ts'

/** A company as those who buy there together: who they are to the purchase, who is missing, and one score of them all. */
export function CompanyScreen() {
  const { id } = useParams({ from: '/companies/$id' })
  const company = useCompany(id)
  const name = company.data?.name ?? company.data?.domain ?? 'Company'
  useDocumentTitle(name)
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title={name} note={company.data?.domain ?? undefined} />
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line pb-12">
        {company.isError ? (
          <ReadFailed what="The company" error={company.error} onRetry={() => void company.refetch()} />
        ) : company.data === undefined ? (
          <div className="space-y-5 p-6" aria-busy="true">
            <span className="sr-only">Reading the company…</span>
            {Array.from({ length: 6 }, (_, row) => (
              <Skeleton key={row} className="w-full max-w-3xl" />
            ))}
          </div>
        ) : (
          <Group company={company.data} />
        )}
      </div>
    </div>
  )
}

function Group({ company }: { readonly company: Company }) {
  const { group, leads, missing, facts } = company
  return (
    <div className="grid gap-x-10 xl:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
      <div className="min-w-0 overflow-x-auto">
        <People leads={leads} />
        <p className="px-4 py-3 text-small text-soft md:px-6">
          {missing.length === 0
            ? 'Every role has somebody.'
            : `Nobody is known who ${missing.map(sayRoleInGroup).join(', or who ')}.`}
        </p>
      </div>
      <aside className="min-w-0 border-t border-line px-4 md:px-6 xl:border-t-0 xl:border-l">
        <Section
          title={`Score ${sayNumber(Math.round(group.score))}`}
          note={`what ${sayCounted(group.leads, 'person', 'people')} did together, ${sayCounted(group.events, 'event')}`}
          aside={<GradeMark grade={group.grade} large />}
        >
          <ul className="space-y-2">
            {group.meters.map(({ id, level, max }) => (
              <li key={id} className="flex items-center gap-3">
                <Tank share={max === null ? 1 : level / max} height={28} width={18} />
                <span className="flex-1 font-medium">{id}</span>
                <span className="figures text-soft">
                  {sayNumber(Math.round(level))}
                  {max !== null && <span className="text-faint"> of {sayNumber(max)}</span>}
                </span>
              </li>
            ))}
          </ul>
          <p className="mt-3 text-small text-faint">
            Poured into the same meters as one lead’s, so a full meter is not filled twice by two people.
          </p>
        </Section>
        <Section title="What is known">
          <FieldList prefix="company." fields={facts} narrow />
        </Section>
      </aside>
    </div>
  )
}

function People({ leads }: { readonly leads: Company['leads'] }) {
  const names = useStageNames()
  const now = useNow()
  return (
    <Table
      caption="People of this company"
      columns={[
        { label: 'Person' },
        { label: 'Role' },
        { label: 'Stage' },
        { label: 'Score', className: 'text-right' },
        { label: 'Last seen', className: 'hidden sm:table-cell' },
      ]}
    >
      {leads.map((lead) => (
        <tr key={lead.id}>
          <Cell className="max-w-60">
            <Link
              to="/leads/$leadId"
              params={{ leadId: lead.id }}
              className="block truncate rounded-sm font-medium hover:underline"
            >
              {lead.name ?? (lead.masked ? 'Name hidden' : 'No name yet')}
            </Link>
            {lead.title !== null && (
              <span className="block truncate text-small text-faint">{lead.title}</span>
            )}
          </Cell>
          <Cell className="w-44">
            <RoleOf lead={lead} />
          </Cell>
          <Cell>
            <StageChip stage={lead.stage} label={names(lead.stage)} />
          </Cell>
          <Cell className="figures text-right">{sayNumber(Math.round(lead.score))}</Cell>
          <Cell className="hidden text-small text-faint sm:table-cell">
            {lead.lastActivityAt === null ? '' : sayAgo(Date.parse(lead.lastActivityAt), now)}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}

function RoleOf({ lead }: { readonly lead: Company['leads'][number] }) {
  const maySet = useMay('setBuyingRole') && !lead.masked
  const { pending, problem, send } = useSending()
  const reread = useRereadLeads()
  if (!maySet) return <span className="text-soft">{lead.role === null ? '' : sayRoleInGroup(lead.role)}</span>
  const set = (value: BuyingRole | 'none') =>
    void send(async () => {
      await request('setBuyingRole', {
        params: { id: lead.id },
        body: { role: value === 'none' ? null : value },
      })
      await reread()
    })
  return (
    <>
      <Select
        aria-label={`Role of ${lead.name ?? 'this person'}`}
        value={lead.role ?? 'none'}
        options={ROLE_OPTIONS}
        disabled={pending}
        onChange={set}
      />
      {problem !== null && (
        <span role="alert" className="text-small text-accent-text">
          {problem}
        </span>
      )}
    </>
  )
}
