import type { Consents, ConsentStatus } from '@baton/protocol'
import { sayAgo, sayCounted, sayMoment } from '@baton/words'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Ban, Check, Clock, Copy, Minus, X } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { consentsOptions } from '../../api/privacy-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Section } from '../../ui/Section.tsx'
import { toast } from '../../ui/toast.ts'
import { ConsentDialog, type ConsentChange } from './ConsentDialog.tsx'

/** What this lead agreed to, when and how; and whether anything may be sent at all. */
export function ConsentSection({ leadId, now }: { readonly leadId: string; readonly now: number }) {
  const mayRead = useMay('consents')
  const mayChange = useMay('changeConsent')
  const queries = useQueryClient()
  const options = consentsOptions(leadId)
  const consents = useQuery({ ...options, enabled: mayRead }).data
  const [change, setChange] = useState<ConsentChange | null>(null)
  if (!consents) return null
  const { current, history, suppressed, preferencesUrl } = consents
  const given = current.filter(({ status }) => status === 'given').length
  return (
    <Section
      title="Consent"
      note={suppressed ? <Suppressed /> : `${given} of ${sayCounted(current.length, 'purpose')}`}
      aside={preferencesUrl !== null && mayChange && <CopyPreferences url={preferencesUrl} />}
    >
      <ul className="divide-y divide-line border-y border-line text-small">
        {current.map(({ purpose, name, status, at }) => (
          <li key={purpose} className="flex min-h-9 flex-wrap items-center gap-x-3 py-1">
            <ConsentMark status={status} />
            <span className="min-w-0 flex-1">
              <span className="text-body font-medium">{name}</span>{' '}
              <span className="text-faint">
                {sayStatus(status)}
                {at !== null && ` ${sayAgo(Date.parse(at), Math.max(now, Date.parse(at)))}`}
                {howOf(history, purpose)}
              </span>
            </span>
            {mayChange &&
              changesOf(status).map((to) => (
                <Button key={to} look="plain" onClick={() => setChange({ purpose, name, status: to })}>
                  {to === 'given' ? 'Record consent' : 'Record a withdrawal'}
                </Button>
              ))}
          </li>
        ))}
      </ul>
      {history.length > 0 && <ConsentHistory consents={consents} />}
      {change !== null && (
        <ConsentDialog
          leadId={leadId}
          change={change}
          onDone={(now) => queries.setQueryData(options.queryKey, now)}
          onClose={() => setChange(null)}
        />
      )}
    </Section>
  )
}

function changesOf(status: ConsentStatus | null): readonly ConsentChange['status'][] {
  if (status === 'pending') return ['given', 'withdrawn']
  return status === 'given' ? ['withdrawn'] : ['given']
}

const MARKS = {
  given: { icon: Check, look: 'text-won-text' },
  pending: { icon: Clock, look: 'text-warn-text' },
  withdrawn: { icon: X, look: 'text-accent-text' },
} as const

function ConsentMark({ status }: { readonly status: ConsentStatus | null }) {
  const { icon: Icon, look } = status === null ? { icon: Minus, look: 'text-faint' } : MARKS[status]
  return <Icon size={13} aria-hidden="true" className={`shrink-0 ${look}`} />
}

const STATUSES: Readonly<Record<ConsentStatus, string>> = {
  given: 'agreed',
  pending: 'ticked, and the address is not confirmed yet,',
  withdrawn: 'taken back',
}

function sayStatus(status: ConsentStatus | null): string {
  return status === null ? 'never asked or never answered' : STATUSES[status]
}

/** By what or whom it was said last. */
function howOf(history: Consents['history'], purpose: string): string {
  const last = history
    .filter((entry) => entry.purpose === purpose)
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at))[0]
  if (!last) return ''
  return last.by === null ? `, ${last.source}` : `, recorded by ${last.by}`
}

function Suppressed() {
  return (
    <span className="inline-flex items-center gap-1 rounded bg-accent-wash px-1.5 py-0.5 font-medium text-accent-text">
      <Ban size={12} aria-hidden="true" />
      Nothing is sent to this address
    </span>
  )
}

function CopyPreferences({ url }: { readonly url: string }) {
  const copy = () =>
    navigator.clipboard.writeText(url).then(
      () => toast('Copied: by this link they say themselves what they want to get.'),
      () => toast('The browser did not let it be copied.', { tone: 'problem' }),
    )
  return (
    <Button look="plain" onClick={() => void copy()}>
      <Copy size={13} aria-hidden="true" />
      Copy their preferences link
    </Button>
  )
}

/** Each word that was said, with the text that was agreed to and what proves it. */
function ConsentHistory({ consents: { history, current } }: { readonly consents: Consents }) {
  const nameOf = (purpose: string) => current.find((one) => one.purpose === purpose)?.name ?? purpose
  return (
    <Disclosure
      summary={<span className="text-small text-soft">{sayCounted(history.length, 'record')}</span>}
    >
      <ol className="divide-y divide-line border-y border-line text-small">
        {history.map(({ id, purpose, status, text, textVersion, source, proof, at, by }) => (
          <li key={id} className="py-1.5">
            <p>
              <span className="font-medium">{nameOf(purpose)}</span>: {sayStatus(status).replace(/,$/, '')},{' '}
              <span className="text-faint">
                {sayMoment(Date.parse(at))}, {source}
                {by !== null && `, ${by}`}
              </span>
            </p>
            {text !== '' && (
              <p className="text-soft">
                “{text}” <code className="font-mono text-faint">{textVersion}</code>
              </p>
            )}
            <Proof proof={proof} />
          </li>
        ))}
      </ol>
    </Disclosure>
  )
}

function Proof({ proof }: { readonly proof: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(proof).filter(([, value]) => value !== null && value !== '')
  if (entries.length === 0) return null
  return (
    <dl className="flex flex-wrap gap-x-4 text-faint">
      {entries.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1.5">
          <dt>{name}</dt>
          <dd className="min-w-0 font-mono [overflow-wrap:anywhere]">
            {typeof value === 'string' ? value : JSON.stringify(value)}
          </dd>
        </div>
      ))}
    </dl>
  )
}
