import type { Pour, Reason } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import { sayDate, sayPoints, sayProperties, sayReason } from '@baton/words'
import { Check, Minus } from 'lucide-react'
import { Disclosure } from '../../ui/Disclosure.tsx'
import type { SectionProps } from './section-props.ts'

/** Conditions with what was expected and observed. Each opens to the events that settled it. */
export function ReasonList({
  reasons,
  poursByEvent,
  settled = false,
  ...props
}: SectionProps & {
  readonly reasons: readonly Reason[]
  /** True within alternatives of which one holds: the others need not worry anybody. */
  readonly settled?: boolean
  readonly poursByEvent: ReadonlyMap<string, readonly Pour[]>
}) {
  const flat = reasons.flatMap((reason) => (reason.kind === 'all' ? reason.reasons : [reason]))
  return (
    <ul className="divide-y divide-line border-y border-line">
      {flat.map((reason) => (
        <ReasonItem
          key={reason.clause}
          reason={reason}
          settled={settled}
          poursByEvent={poursByEvent}
          {...props}
        />
      ))}
    </ul>
  )
}

function ReasonItem({
  reason,
  settled,
  poursByEvent,
  ...props
}: SectionProps & {
  readonly reason: Reason
  readonly settled: boolean
  readonly poursByEvent: ReadonlyMap<string, readonly Pour[]>
}) {
  const { expected, observed } = sayReason(reason)
  const cite = () => props.onCite(reason.events)
  const release = () => props.onCite([])
  const line = (
    <span className="flex flex-wrap items-center gap-x-3 py-1.5">
      <MetMark met={reason.met} />
      <span className="min-w-0 flex-1 basis-40">{expected}</span>
      <span
        className={`figures text-right ${reason.met ? 'text-soft' : settled ? 'text-faint' : 'font-medium text-accent-text'}`}
      >
        {observed}
      </span>
    </span>
  )
  const group = reason.kind === 'any' || reason.kind === 'all'
  return (
    <li>
      <div onMouseEnter={cite} onMouseLeave={release} onFocus={cite} onBlur={release}>
        {group ? (
          <>
            {line}
            <div className="pb-2 pl-7">
              <ReasonList
                {...props}
                reasons={reason.reasons}
                settled={reason.kind === 'any' && reason.met}
                poursByEvent={poursByEvent}
              />
            </div>
          </>
        ) : reason.events.length === 0 ? (
          <span className="block pl-[21px]">{line}</span>
        ) : (
          <Disclosure summary={line}>
            <EvidenceList
              ids={reason.events}
              reason={reason}
              events={props.events}
              poursByEvent={poursByEvent}
              onMoment={props.onMoment}
            />
          </Disclosure>
        )}
      </div>
    </li>
  )
}

function MetMark({ met }: { readonly met: boolean }) {
  return met ? (
    <span className="inline-flex size-4 shrink-0 items-center justify-center rounded-full bg-won-wash text-won-text">
      <Check size={11} strokeWidth={3} aria-hidden="true" />
      <span className="sr-only">Met: </span>
    </span>
  ) : (
    <span className="inline-flex size-4 shrink-0 items-center justify-center rounded-full border border-dashed border-faint text-faint">
      <Minus size={9} strokeWidth={3} aria-hidden="true" />
      <span className="sr-only">Not met: </span>
    </span>
  )
}

const SHOWN = 8

/** The events behind a statement, newest first; each leads to its moment. */
function EvidenceList({
  ids,
  reason,
  events,
  poursByEvent,
  onMoment,
}: {
  readonly ids: readonly string[]
  readonly reason: Reason
  readonly events: readonly HistoryEvent[]
  readonly poursByEvent: ReadonlyMap<string, readonly Pour[]>
  readonly onMoment: (moment: number) => void
}) {
  const wanted = new Set(ids)
  const found = events.filter((event) => wanted.has(event.id)).toReversed()
  const meter = reason.kind === 'meter' ? reason.expected.meter : undefined
  return (
    <ul className="pl-7 text-small">
      {found.slice(0, SHOWN).map((event) => {
        const pours = (poursByEvent.get(event.id) ?? []).filter(
          (pour) => meter === undefined || pour.meter === meter,
        )
        const added = pours.reduce((sum, pour) => sum + pour.added, 0)
        const scored = reason.kind === 'meter' || reason.kind === 'score'
        return (
          <li key={event.id} className="flex items-baseline gap-3 py-0.5">
            <button
              type="button"
              onClick={() => onMoment(event.occurredAt)}
              className="figures w-20 shrink-0 rounded-sm text-left text-faint underline decoration-line underline-offset-2 hover:text-ink hover:decoration-accent"
            >
              {sayDate(event.occurredAt)}
            </button>
            <span className="min-w-0 flex-1 truncate">
              {event.name}
              <span className="text-faint">
                {' '}
                {sayProperties({ ...event.lead, ...event.company, ...event.properties })}
              </span>
            </span>
            {scored && <span className="figures text-soft">{sayPoints(Math.round(added * 10) / 10)}</span>}
          </li>
        )
      })}
      {found.length > SHOWN && (
        <li className="py-0.5 text-faint">
          and {found.length - SHOWN} more, all marked in the history above
        </li>
      )}
    </ul>
  )
}
