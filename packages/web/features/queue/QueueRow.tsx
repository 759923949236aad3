import type { HandoffCard } from '@baton/protocol'
import { sayScore } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { CalendarClock, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { hasJustArrived } from '../../api/live.ts'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { ClockChip } from '../../ui/ClockChip.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { GradeMark } from '../leads/index.ts'
import { clockOf, type SectionName } from './card-clock.ts'
import { QueueActions, type QueueAct } from './QueueActions.tsx'
import { sayClockKind, sayContext, sayProgress, sayUnknown, sayWho } from './say-card.ts'

/** One handoff: who, why now, by when, and what is not known. The name's link covers the row. */
export function QueueRow({
  card,
  section,
  selected,
  onAct,
}: {
  readonly card: HandoffCard
  readonly section: SectionName
  readonly selected: boolean
  readonly onAct: (act: QueueAct, card: HandoffCard) => void
}) {
  const [arrived] = useState(() => hasJustArrived(card.lead, Date.now()))
  const unknown = sayUnknown(card)
  const context = sayContext(card, section)
  return (
    <div
      className={`group relative flex flex-wrap gap-x-3 gap-y-1.5 border-b sm:flex-nowrap border-line px-4 py-2.5 hover:bg-sunk md:px-6 ${selected ? 'bg-sunk' : ''} ${arrived ? 'arrived' : ''}`}
    >
      {selected && <span aria-hidden="true" className="absolute inset-y-0 left-0 w-[3px] bg-accent" />}
      <span className="flex w-9 shrink-0 flex-col items-center gap-1 pt-0.5">
        <GradeMark grade={card.grade} />
        <span className="figures text-small text-soft" title="Score">
          <span className="sr-only">Score </span>
          {sayScore(card.score)}
        </span>
      </span>
      <div className="min-w-0 flex-1 basis-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <CardName card={card} />
          <span className="min-w-0 truncate text-body text-soft">
            {[card.title, card.company].filter((part) => part !== null).join(', ')}
          </span>
        </p>
        <p className="line-clamp-3 max-w-[46rem] text-body text-ink sm:line-clamp-2">{card.why}</p>
        <p className="text-small text-faint sm:truncate">
          {context}
          {unknown !== null && (
            <span>
              {context !== '' && <span aria-hidden="true"> · </span>}
              not known: <span className="text-soft">{unknown}</span>
            </span>
          )}
        </p>
      </div>
      <div className="flex w-full shrink-0 flex-col items-start justify-between gap-1.5 pl-12 sm:w-auto sm:items-end sm:pl-0">
        <CardClockLine card={card} />
        <QueueActions card={card} section={section} onAct={onAct} />
      </div>
    </div>
  )
}

function CardName({ card }: { readonly card: HandoffCard }) {
  return (
    <Link
      to="/leads/$leadId"
      params={{ leadId: card.lead }}
      className={`text-body leading-5 font-semibold outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-1 focus-visible:after:-outline-offset-1 focus-visible:after:outline-line-strong ${card.masked ? 'text-soft' : ''}`}
    >
      {card.masked && <EyeOff size={12} aria-hidden="true" className="mr-1.5 inline-block text-faint" />}
      {sayWho(card)}
    </Link>
  )
}

/** The clock; without one how far it has come. Only this part of a row is drawn again as time goes. */
function CardClockLine({ card }: { readonly card: HandoffCard }) {
  const clock = clockOf(card)
  const now = useTickingNow(clock === null ? null : Date.parse(clock.at))
  if (clock !== null)
    return <ClockChip due={clock.at} warnAt={clock.warnAt} now={now} label={sayClockKind(clock.kind)} />
  if (card.nextMeetingAt !== null && Date.parse(card.nextMeetingAt) > now)
    return (
      <span className="figures inline-flex h-6 items-center gap-1.5 text-small text-soft">
        <CalendarClock size={12} aria-hidden="true" />
        {meetingTime.format(Date.parse(card.nextMeetingAt))}
      </span>
    )
  return (
    <span className="figures inline-flex h-6 items-center text-small text-faint">
      {sayProgress(card)}
      {card.acceptedAt !== null && (
        <span className="hidden sm:inline">
          , accepted <Timestamp at={Date.parse(card.acceptedAt)} now={now} />
        </span>
      )}
    </span>
  )
}

/** A meeting is kept by the clock on the wall: in one's own zone. */
const meetingTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
