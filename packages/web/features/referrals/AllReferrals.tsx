import type { Referrals } from '@baton/protocol'
import { sayAgo } from '@baton/words'
import { useForms } from '../../api/forms-query.ts'
import { useMay } from '../../api/may.ts'
import { useReferrals, useSetReferralForm } from '../../api/referrals-query.ts'
import { useNow } from '../../app/use-now.ts'
import { useSending } from '../../app/use-sending.ts'
import { Field } from '../../ui/Field.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { toast } from '../../ui/toast.ts'
import { useStageNames } from '../leads/index.ts'
import { NamedLead } from './NamedLead.tsx'

/** Customers who brought others, and the form that takes those who are brought. */
export function AllReferrals() {
  const referrals = useReferrals().data
  const mayChange = useMay('setReferralForm')
  if (!referrals || (!mayChange && referrals.total === 0)) return null
  const { total } = referrals
  return (
    <div className="mt-8 px-4 md:px-6">
      <Section
        title="Referrals"
        note={
          total === 0
            ? 'Mails pass on a link with {{ links.refer }}; whoever comes by it is credited to who passed it on.'
            : `${total} brought by customers. Their deals count under the campaign customer-referral.`
        }
      >
        {mayChange && <FormChoice form={referrals.form} />}
        {total > 0 && <List referrals={referrals} />}
      </Section>
    </div>
  )
}

const NONE = ''

function FormChoice({ form }: { readonly form: string | null }) {
  const forms = useForms().data?.data ?? []
  const setForm = useSetReferralForm()
  const { problem, send } = useSending()
  const live = forms.filter(({ status }) => status === 'live')
  return (
    <Field label="The link leads to the form" className="mb-3 max-w-sm" error={problem}>
      <Select
        value={form ?? NONE}
        options={[
          { value: NONE, label: 'None: there is no link to pass on' },
          ...live.map(({ definition: { slug, name } }) => ({ value: slug, label: name })),
        ]}
        onChange={(slug) =>
          void send(async () => {
            await setForm(slug === NONE ? null : slug)
            toast(slug === NONE ? 'There is no link to pass on now.' : 'Links to pass on lead there now.')
          })
        }
      />
    </Field>
  )
}

function List({ referrals }: { readonly referrals: Referrals }) {
  const now = useNow()
  const stageName = useStageNames()
  return (
    <Table
      caption="Who brought whom"
      columns={[
        { label: 'Customer' },
        { label: 'Brought' },
        { label: 'Stage now' },
        { label: 'When', className: 'hidden sm:table-cell' },
      ]}
    >
      {referrals.data.map(({ referrer, lead, stage, at }) => (
        <tr key={lead}>
          <Cell>
            <NamedLead id={referrer} names={referrals.leads} />
          </Cell>
          <Cell>
            <NamedLead id={lead} names={referrals.leads} />
          </Cell>
          <Cell>{stageName(stage)}</Cell>
          <Cell className="hidden text-small text-faint sm:table-cell">{sayAgo(Date.parse(at), now)}</Cell>
        </tr>
      ))}
    </Table>
  )
}
