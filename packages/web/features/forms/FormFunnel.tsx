import type { Form } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { eventSourcesOptions } from '../../api/event-log-query.ts'
import { useMay } from '../../api/may.ts'
import { FunnelCell, useStepNames } from './FunnelCell.tsx'
import { funnelSteps, mostSeen } from './funnel-steps.ts'

/** What came of this form, over all of its versions. */
export function FormFunnel({ form }: { readonly form: Form }) {
  const nameOf = useStepNames()
  const { leads, refused } = form.funnel
  return (
    <section aria-label="What came of it" className="border-t border-line px-4 py-2 md:px-6">
      <dl className="grid grid-cols-3 gap-x-6 gap-y-1.5 sm:grid-cols-6">
        {funnelSteps(form.funnel).map((step) => (
          <div key={step.name} className="min-w-0">
            <dt className="truncate text-small text-faint">{nameOf(step.name)}</dt>
            <dd>
              <FunnelCell step={step} most={mostSeen([form])} />
            </dd>
          </div>
        ))}
      </dl>
      {(refused > 0 || leads > 0) && (
        <p className="text-tiny text-faint max-sm:hidden">
          By {sayCounted(leads, 'person', 'people')}
          {refused > 0 && `; ${sayCounted(refused, 'post')} refused as a program’s`}{' '}
          <SentLink slug={form.definition.slug} />
        </p>
      )}
    </section>
  )
}

/** To what they sent, event by event, for whoever may read it. */
function SentLink({ slug }: { readonly slug: string }) {
  const mayList = useMay('eventSources')
  const mayOpen = useMay('eventLog')
  const mayRead = mayList && mayOpen
  const { data } = useQuery({ ...eventSourcesOptions, enabled: mayRead })
  const source = data?.data.find(({ name }) => name === `form:${slug}`)
  if (!mayRead || !source) return null
  return (
    <Link
      to="/events"
      search={{ source: source.id, name: 'Form Submitted' }}
      className="rounded-sm text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
    >
      What they sent
    </Link>
  )
}
