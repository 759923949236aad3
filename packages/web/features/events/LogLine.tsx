import type { LoggedEvent } from '@baton/protocol'
import { sayMoment } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Mark } from './Mark.tsx'

const TRUST = { public: 'public', signed: 'signed', server: 'server' } as const

/** One event; opened, it shows what it said. */
export function LogLine({ event }: { readonly event: LoggedEvent }) {
  const [isOpen, setOpen] = useState(false)
  const at = Date.parse(event.receivedAt)
  return (
    <li className="border-b border-line">
      <div className="grid grid-cols-[4.25rem_minmax(0,1fr)] items-baseline gap-x-3 px-4 py-1.5 hover:bg-sunk md:grid-cols-[4.25rem_minmax(0,5fr)_minmax(0,4fr)_minmax(0,3fr)] md:px-6">
        <time dateTime={event.receivedAt} title={sayMoment(at)} className="figures text-small text-faint">
          {clock(at)}
        </time>
        <span className="flex min-w-0 flex-wrap items-center gap-x-2">
          <button
            type="button"
            aria-expanded={isOpen}
            onClick={() => setOpen(!isOpen)}
            className="min-h-6 max-w-full truncate rounded-sm text-left font-medium underline decoration-transparent underline-offset-2 hover:decoration-line-strong"
          >
            {event.name}
          </button>
          {!event.catalogued && <Mark tone="warn">not in the catalogue</Mark>}
          {!event.counts && <Mark tone="plain">{sayAside(event.mark)}</Mark>}
        </span>
        <span className="col-start-2 min-w-0 truncate md:col-start-auto">
          <LeadLink lead={event.lead} />
        </span>
        <span className="col-start-2 truncate text-small text-faint md:col-start-auto">
          {event.source.name} · {TRUST[event.trust]}
        </span>
      </div>
      {isOpen && <Said event={event} />}
    </li>
  )
}

function LeadLink({ lead }: { readonly lead: LoggedEvent['lead'] }) {
  if (lead === null) return <span className="text-faint">nobody</span>
  return (
    <>
      <Link
        to="/leads/$leadId"
        params={{ leadId: lead.id }}
        className="rounded-sm text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
      >
        {lead.name ?? 'Anonymous visitor'}
      </Link>
      {lead.company !== null && <span className="text-faint"> · {lead.company}</span>}
    </>
  )
}

function Said({ event }: { readonly event: LoggedEvent }) {
  const happened = Date.parse(event.occurredAt)
  const parts = [
    ['Properties', event.properties],
    ['Facts about the lead', event.leadFacts],
    ['Facts about the company', event.companyFacts],
  ] as const
  return (
    <div className="space-y-2 bg-sunk px-4 py-3 md:pr-6 md:pl-[6.5rem]">
      <p className="text-small text-faint">
        Happened {sayMoment(happened)} · received {sayMoment(Date.parse(event.receivedAt))} · number{' '}
        <span className="figures">{event.seq}</span>
      </p>
      {parts.map(([title, facts]) =>
        facts === null || Object.keys(facts).length === 0 ? null : (
          <section key={title} aria-label={title}>
            <h2 className="label">{title}</h2>
            <dl className="grid grid-cols-[minmax(6rem,auto)_minmax(0,1fr)] gap-x-4 text-small">
              {Object.entries(facts).map(([name, value]) => (
                <div key={name} className="col-span-2 grid grid-cols-subgrid">
                  <dt className="truncate text-faint">{name}</dt>
                  <dd className="font-mono break-words">
                    {typeof value === 'string' ? value : JSON.stringify(value)}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ),
      )}
    </div>
  )
}

function clock(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB')
}

function sayAside(mark: LoggedEvent['mark']): string {
  switch (mark) {
    case 'machine':
      return 'a machine'
    case 'settling':
      return 'not settled yet'
    case 'taken-back':
      return 'taken back'
    default:
      return 'kept aside'
  }
}
