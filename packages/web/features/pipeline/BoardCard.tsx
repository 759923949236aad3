import type { Opportunity } from '@baton/protocol'
import { sayDate, sayMoney } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { AlarmClock } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { Avatar } from '../../ui/Avatar.tsx'
import { GradeMark } from '../leads/index.ts'
import { daysIn, staleBecause } from './board-columns.ts'
import { sayCard } from './use-board-moves.ts'

/** One opportunity: who, how much, what happens next, and since when it stands here. */
export function BoardCard({
  card,
  now,
  movable,
  onKeyDown,
  onDrag,
  onNextStep,
}: {
  readonly card: Opportunity
  readonly now: number
  readonly movable: boolean
  readonly onKeyDown: (event: KeyboardEvent) => void
  readonly onDrag: (card: Opportunity | null) => void
  readonly onNextStep: () => void
}) {
  const stale = staleBecause(card, now)
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- for the pointer; its link takes the keys
    <li
      draggable={movable}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = 'move'
        event.dataTransfer.setData('text/plain', card.lead)
        onDrag(card)
      }}
      onDragEnd={() => onDrag(null)}
      className={`relative rounded-md border bg-raised px-3 py-2.5 hover:border-faint has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-accent ${stale === null ? 'border-line' : 'border-line-strong'} ${movable ? 'cursor-grab active:cursor-grabbing' : ''}`}
    >
      {stale !== null && (
        <span aria-hidden="true" className="absolute inset-y-2 left-0 w-[3px] bg-warn-text" />
      )}
      <div className="flex items-start gap-2">
        <Link
          to="/leads/$leadId"
          params={{ leadId: card.lead }}
          data-card={card.lead}
          draggable={false}
          onKeyDown={onKeyDown}
          aria-keyshortcuts="ArrowLeft ArrowRight n"
          className="min-w-0 flex-1 outline-none"
        >
          <span className="block truncate font-medium">{sayCard(card)}</span>
          {card.name !== null && card.company !== null && (
            <span className="block truncate text-small text-faint">{card.company}</span>
          )}
        </Link>
        <GradeMark grade={card.grade as 'A' | 'B' | 'C' | 'D'} />
      </div>
      <p className="figures mt-1.5 flex items-baseline justify-between gap-2">
        <span className={card.amount === null ? 'text-small text-faint' : 'font-semibold'}>
          {card.amount === null ? 'No amount yet' : sayMoney(card.amount, card.currency)}
        </span>
        {card.closesOn !== null && (
          <span className="text-small text-faint">closes {sayDate(Date.parse(card.closesOn))}</span>
        )}
      </p>
      <p className="mt-1 text-small">
        {movable ? (
          <button
            type="button"
            tabIndex={-1}
            onClick={onNextStep}
            className="max-w-full truncate rounded-sm text-left text-soft hover:text-ink hover:underline"
          >
            <NextStep card={card} />
          </button>
        ) : (
          <span className="text-soft">
            <NextStep card={card} />
          </span>
        )}
      </p>
      <CardFoot card={card} days={daysIn(card, now)} stale={stale} />
    </li>
  )
}

function CardFoot({
  card,
  days,
  stale,
}: {
  readonly card: Opportunity
  readonly days: number
  readonly stale: string | null
}) {
  return (
    <p className="mt-2 flex items-center gap-1.5 text-small text-faint">
      {card.owner === null ? (
        <span>Nobody’s</span>
      ) : (
        <>
          <Avatar name={card.owner.name} size={16} />
          <span className="truncate">{card.owner.name}</span>
        </>
      )}
      <span className="figures ml-auto shrink-0">
        {stale === null ? (
          `${days} d`
        ) : (
          <span className="inline-flex items-center gap-1 font-medium text-warn-text">
            <AlarmClock size={11} aria-hidden="true" />
            {stale}
          </span>
        )}
      </span>
    </p>
  )
}

function NextStep({ card }: { readonly card: Opportunity }) {
  if (card.nextStep === null) return <span className="text-faint">No next step</span>
  return (
    <>
      {card.nextStep}
      {card.nextStepOn !== null && (
        <span className="text-faint"> · {sayDate(Date.parse(card.nextStepOn))}</span>
      )}
    </>
  )
}
