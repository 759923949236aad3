import type { HookPreview } from '@baton/protocol'
import { sayMoment } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Mark } from './Mark.tsx'
import { sayRefusal } from './say-refusal.ts'

type Line = HookPreview['events'][number]
type Stored = Extract<Line, { result: 'stored' }>

/** What the mapping would make of the sample. Nothing is stored by looking. */
export function MappingPreview({ preview }: { readonly preview: HookPreview | undefined }) {
  return (
    <section aria-label="Preview" aria-live="polite" className="mt-6 border-t border-line-strong pt-4">
      <h3 className="text-lead font-semibold">What this body would become</h3>
      {preview === undefined ? (
        <p className="text-body text-faint">Looking…</p>
      ) : preview.problems.length > 0 ? (
        <p className="text-body text-accent-text">
          Some places cannot be read yet: {preview.problems.map(({ path }) => path).join(', ')}.
        </p>
      ) : (
        <ul className="mt-2 divide-y divide-line">
          {preview.events.map((event, index) => (
            <li key={index} className="py-2.5">
              <PreviewLine line={event} />
            </li>
          ))}
          {preview.more > 0 && <li className="py-2 text-faint">and {preview.more} more</li>}
        </ul>
      )}
    </section>
  )
}

/** How many events the body would become, and what would become of them. */
export function PreviewInShort({ preview }: { readonly preview: HookPreview }) {
  const count = (result: Line['result']) => preview.events.filter((event) => event.result === result).length
  const stored = count('stored') + preview.more
  if (preview.problems.length > 0)
    return <span className="text-small text-accent-text">cannot be read yet</span>
  const parts = [
    stored > 0 ? `${stored} ${stored === 1 ? 'event' : 'events'}` : null,
    count('refused') > 0 ? `${count('refused')} refused` : null,
    count('skipped') > 0 ? `${count('skipped')} left out` : null,
  ].filter((part) => part !== null)
  return <span className="figures text-small text-faint">this body: {parts.join(', ') || 'no event'}</span>
}

function PreviewLine({ line }: { readonly line: Line }) {
  switch (line.result) {
    case 'skipped':
      return (
        <p className="text-body text-soft">
          <Mark tone="plain">left out</Mark> {line.detail}
        </p>
      )
    case 'refused':
      return (
        <p className="text-body text-soft">
          <Mark tone="bad">refused</Mark> {line.detail}. {sayRefusal(line.code).remedy}
        </p>
      )
    case 'stored':
      return <StoredLine line={line} />
  }
}

function StoredLine({ line }: { readonly line: Stored }) {
  const who = line.identities.map(({ value }) => value).join(', ')
  const facts = [
    ...Object.entries(line.properties),
    ...Object.entries(line.leadFacts ?? {}).map(([name, value]) => [`lead.${name}`, value] as const),
    ...Object.entries(line.companyFacts ?? {}).map(([name, value]) => [`company.${name}`, value] as const),
  ]
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <Mark tone="good">stored</Mark>
        <span className="font-medium">{line.name}</span>
        {!line.catalogued && <Mark tone="warn">not in the catalogue</Mark>}
        <span className="text-small text-faint">{sayMoment(Date.parse(line.occurredAt))}</span>
      </p>
      <p className="text-body text-soft">
        {line.lead === null ? (
          <>A new lead: {who}</>
        ) : (
          <>
            Of{' '}
            <Link
              to="/leads/$leadId"
              params={{ leadId: line.lead.id }}
              className="underline decoration-line-strong underline-offset-2"
            >
              {line.lead.name ?? who}
            </Link>
          </>
        )}
      </p>
      <dl className="mt-1 grid grid-cols-[minmax(7rem,auto)_minmax(0,1fr)] gap-x-4 text-small">
        {facts.map(([name, value]) => (
          <div key={name} className="col-span-2 grid grid-cols-subgrid">
            <dt className="truncate text-faint">{name}</dt>
            <dd className="font-mono break-words">
              {typeof value === 'string' ? value : JSON.stringify(value)}
            </dd>
          </div>
        ))}
      </dl>
    </>
  )
}
