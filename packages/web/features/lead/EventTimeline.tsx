import type { HistoryEvent, LedgerDecision } from '@baton/protocol'
import { dayOf, type Pour } from '@baton/engine'
import { sayClock, sayCounted, sayDate, sayDecision, sayField, sayPairs, sayPoints } from '@baton/words'
import { ShieldCheck, Signature } from 'lucide-react'
import { createElement, useMemo, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { StageMark } from '../leads/index.ts'
import { eventIcon } from './event-icon.ts'
import type { SectionProps } from './section-props.ts'
import { timelineDays } from './timeline.ts'
import type { NameOf } from './use-workspace.ts'
import { ClauseLink } from './WhySection.tsx'

const FIRST_SHOWN = 40

/** What happened, newest first: events with what they gave, and the decisions that came of them. */
export function EventTimeline({
  compiled,
  judgement,
  events,
  ledger,
  asOf,
  now,
  cited,
  onCite,
  truncated,
  onMoment,
  nameOf,
}: SectionProps & {
  readonly nameOf: NameOf
  readonly ledger: readonly LedgerDecision[]
  readonly now: number
  readonly cited: readonly string[]
  readonly truncated: boolean
}) {
  const [shown, setShown] = useState(FIRST_SHOWN)
  const entries = useMemo(() => timelineDays(events, ledger, asOf, shown), [events, ledger, asOf, shown])
  const later = events.filter((event) => event.occurredAt > asOf).length
  const marked = new Set(cited)
  const open = ({ causeEvent, evidence }: LedgerDecision) => {
    onCite([causeEvent, ...evidence])
    setShown((before) => Math.max(before, entries.total))
    showEvent(causeEvent)
  }
  return (
    <section aria-label="Timeline" className="py-5">
      <TimelineHead total={entries.total} />
      {later > 0 && asOf < now && (
        <p className="mb-3 border-l-2 border-accent pl-3 text-small text-soft">
          {sayCounted(later, 'later event')} not shown: {later === 1 ? 'it has' : 'they have'} not happened at
          this moment.
        </p>
      )}
      {entries.days.map((day) => (
        <section key={day.day} aria-label={sayDate(day.day * 86_400_000)} className="mb-4">
          <h3 className="figures z-10 lg:sticky lg:top-11 border-b border-line bg-paper py-1 text-small font-medium text-faint">
            {sayDate(day.day * 86_400_000)}
            {day.day === dayOf(now) && ', today'}
          </h3>
          <ol>
            {day.entries.map((entry) =>
              entry.kind === 'decision' ? (
                <DecisionRow
                  key={entry.decision.id}
                  decision={entry.decision}
                  cause={events.find(({ id }) => id === entry.decision.causeEvent)}
                  onCause={() => open(entry.decision)}
                  nameOf={nameOf}
                  names={compiled.agreement.names}
                />
              ) : (
                <EventRow
                  key={entry.event.id}
                  event={entry.event}
                  pours={judgement.poursByEvent.get(entry.event.id) ?? []}
                  marked={marked.has(entry.event.id)}
                  nameOf={nameOf}
                  onMoment={onMoment}
                />
              ),
            )}
          </ol>
        </section>
      ))}
      {entries.total > shown && (
        <Button onClick={() => setShown(shown + 100)}>Show earlier events ({entries.total - shown})</Button>
      )}
      {truncated && (
        <p className="mt-3 text-small text-faint">
          The history is longer than one page can hold; the oldest part is left out.
        </p>
      )}
    </section>
  )
}

function TimelineHead({ total }: { readonly total: number }) {
  return (
    <div className="mb-3 flex items-baseline gap-3">
      <h2 className="text-lead font-semibold tracking-[-0.01em]">Timeline</h2>
      <p className="figures text-small text-faint">{sayCounted(total, 'event')}</p>
    </div>
  )
}

function EventRow({
  event,
  pours,
  marked,
  nameOf,
  onMoment,
}: {
  readonly event: HistoryEvent
  readonly pours: readonly Pour[]
  readonly marked: boolean
  readonly nameOf: NameOf
  readonly onMoment: (moment: number) => void
}) {
  const facts = {
    ...prefixed('lead.', event.colleague === true ? {} : event.lead),
    ...prefixed('company.', event.company),
    ...named(event.properties, nameOf),
  }
  return (
    <li data-event={event.id} className={`relative flex gap-2.5 py-1.5 ${marked ? 'bg-accent-wash' : ''}`}>
      {marked && <span className="absolute inset-y-0 -left-2 w-0.5 bg-accent" />}
      {createElement(eventIcon(event.name), {
        size: 14,
        strokeWidth: 1.7,
        'aria-hidden': true,
        className: 'mt-[3px] shrink-0 text-faint',
      })}
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <button
            type="button"
            onClick={() => onMoment(event.occurredAt)}
            title="See this moment"
            className="truncate rounded-sm text-left font-medium hover:underline"
          >
            {event.colleague === true ? 'Company facts by a colleague' : event.name}
          </button>
          <TrustMark event={event} />
          <span className="ml-auto flex shrink-0 gap-2">
            {pours.map((pour, index) => (
              <PourFigure key={index} pour={pour} />
            ))}
          </span>
        </p>
        <p className="flex gap-2 text-small leading-4 text-faint">
          <span className="figures shrink-0">{sayClock(event.occurredAt)}</span>
          <span className="line-clamp-2 min-w-0 [overflow-wrap:anywhere]">
            {sayPairs(facts).map(({ name, value }) => (
              <span key={name} className={`mr-2.5 ${value.length < 28 ? 'whitespace-nowrap' : ''}`}>
                {name} <span className="text-soft">{value}</span>
              </span>
            ))}
          </span>
        </p>
      </div>
    </li>
  )
}

/** Properties that name a person. */
const PEOPLE: ReadonlySet<string> = new Set(['by', 'owner', 'to'])
/** Ids that say nothing to a reader. */
const UNSAID: ReadonlySet<string> = new Set(['meeting', 'objection', 'hours', 'explanation'])

function named(properties: HistoryEvent['properties'], nameOf: NameOf): HistoryEvent['properties'] {
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([name]) => !UNSAID.has(name))
      .map(([name, value]) => [name, PEOPLE.has(name) && typeof value === 'string' ? nameOf(value) : value]),
  )
}

function prefixed(prefix: string, fields: HistoryEvent['lead']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields ?? {}).map(([name, value]) => [sayField(prefix + name), value]),
  )
}

function PourFigure({ pour }: { readonly pour: Pour }) {
  if (pour.clause.startsWith('recycle.')) return null
  const held = pour.heldBack === 'limit' ? 'limit used up' : pour.heldBack === 'full' ? 'meter full' : null
  return (
    <span
      title={held === null ? pour.clause : `${pour.clause}: ${held}`}
      className={`figures text-small ${pour.added === 0 ? 'text-faint' : pour.added > 0 ? 'font-medium text-data-text' : 'font-medium text-accent-text'}`}
    >
      {sayPoints(Math.round(pour.added * 10) / 10)} {sayField(pour.meter)}
      {held !== null && <span className="font-normal text-faint">, {held}</span>}
    </span>
  )
}

function TrustMark({ event }: { readonly event: HistoryEvent }) {
  if (event.trust === 'public') return null
  const Icon = event.trust === 'server' ? ShieldCheck : Signature
  const label =
    event.trust === 'server' ? `Stated by a trusted system (${event.source})` : 'Proved by a signed link'
  return (
    <span title={label} className="shrink-0 self-center text-faint">
      <Icon size={11} strokeWidth={2} aria-hidden="true" />
      <span className="sr-only">{label}</span>
    </span>
  )
}

/** Brings the event into view and gives it the focus, once it is drawn. */
function showEvent(id: string) {
  requestAnimationFrame(() => {
    const row = document.querySelector(`[data-event="${CSS.escape(id)}"]`)
    row?.scrollIntoView({ block: 'center' })
    row?.querySelector('button')?.focus({ preventScroll: true })
  })
}

function DecisionRow({
  decision,
  cause,
  names,
  nameOf,
  onCause,
}: {
  readonly decision: LedgerDecision
  /** What it came of; undefined where the history shown does not hold it. */
  readonly cause: HistoryEvent | undefined
  readonly onCause: () => void
  readonly nameOf: NameOf
  readonly names: Parameters<typeof sayDecision>[1]
}) {
  const { handoff } = decision
  const spoken = { ...decision, handoff: handoff && { ...handoff, owner: nameOf(handoff.owner) } }
  return (
    <li
      data-decision={decision.id}
      className="my-1 flex gap-2.5 border-l-2 border-ink bg-sunk py-2 pr-2 pl-3"
    >
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 font-medium">
          <StageMark stage={decision.to} />
          <span className={decision.superseded ? 'line-through' : ''}>{sayDecision(spoken, names)}</span>
        </p>
        <p className="mt-0.5 text-small leading-4 text-faint">
          Agreement v{decision.agreementVersion}
          {decision.clauses.length > 0 && ', by '}
          {decision.clauses.map((clause, index) => (
            <span key={clause}>
              {index > 0 && ', '}
              <ClauseLink clause={clause}>{clause}</ClauseLink>
            </span>
          ))}
          {decision.superseded && ', superseded by a later event'}
          {cause !== undefined && (
            <>
              {decision.timer === null ? ', because of ' : ', a clock set by '}
              <button
                type="button"
                onClick={onCause}
                className="rounded-sm text-soft underline decoration-line-strong underline-offset-2 hover:decoration-accent"
              >
                {cause.name}
              </button>
            </>
          )}
        </p>
      </div>
    </li>
  )
}
