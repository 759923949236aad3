import type { HandoffCard } from '@baton/protocol'
import { sayId } from '@baton/words'
import { useVirtualizer } from '@tanstack/react-virtual'
import { Link } from '@tanstack/react-router'
import { useLayoutEffect, useRef, useState, type RefObject } from 'react'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ClockChip } from '../../ui/ClockChip.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { GradeMark, StageChip, useStageNames } from '../leads/index.ts'
import { clockOf, sayClockKind, sayWho } from '../queue/index.ts'
import { toggledAll } from './selection.ts'
import { useHandoffKeys } from './use-handoff-keys.ts'

const ROW_HEIGHT = 45

/** Open handoffs with a box each; only the rows in view are drawn. */
export function HandoffTable({
  cards,
  scroller,
  onPass,
}: {
  readonly cards: readonly HandoffCard[]
  /** What scrolls: the whole screen. */
  readonly scroller: RefObject<HTMLDivElement | null>
  readonly onPass: (leads: readonly string[]) => void
}) {
  const frame = useRef<HTMLDivElement>(null)
  const rows = useRowsInView(cards, frame, scroller)
  const ids = cards.map(({ lead }) => lead)
  const keys = useHandoffKeys({
    ids,
    list: frame,
    reveal: (index) => rows.scrollToIndex(index, { align: 'auto' }),
    onPass: () => onPass([...keys.chosen]),
  })
  const items = rows.getVirtualItems()
  const margin = rows.options.scrollMargin
  const before = (items[0]?.start ?? margin) - margin
  const after = rows.getTotalSize() - ((items.at(-1)?.end ?? margin) - margin)
  const all = ids.length > 0 && ids.every((id) => keys.chosen.has(id))
  const columns = [
    {
      label: (
        <Checkbox
          label="Select all"
          hideLabel
          checked={all}
          onChange={() => keys.setChosen(toggledAll(keys.chosen, ids))}
        />
      ),
      className: 'w-10',
    },
    { label: 'Lead' },
    { label: 'Grade', className: 'w-14' },
    { label: 'Stage', className: 'w-44' },
    { label: 'Owner', className: 'w-44' },
    { label: 'Clock', className: 'w-48' },
  ]
  return (
    <>
      <div ref={frame} className="hidden md:block">
        <Table caption="Open handoffs" columns={columns}>
          {before > 0 && <Spacer height={before} />}
          {items.map((item) => (
            <HandoffRow
              key={cards[item.index]!.lead}
              card={cards[item.index]!}
              chosen={keys.chosen.has(cards[item.index]!.lead)}
              current={keys.cursor === cards[item.index]!.lead}
              onToggle={keys.toggle}
              onCursor={keys.setCursor}
            />
          ))}
          {after > 0 && <Spacer height={after} />}
        </Table>
      </div>
      <NarrowList cards={cards} chosen={keys.chosen} onToggle={keys.toggle} />
      {keys.chosen.size > 0 && (
        <SelectionBar
          count={keys.chosen.size}
          onPass={() => onPass([...keys.chosen])}
          onClear={() => keys.setChosen(new Set())}
        />
      )}
    </>
  )
}

function useRowsInView(
  cards: readonly HandoffCard[],
  frame: RefObject<HTMLDivElement | null>,
  scroller: RefObject<HTMLDivElement | null>,
) {
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    // What stands above may change its height at any time.
    const observer = new ResizeObserver(() => setMargin(frame.current?.offsetTop ?? 0))
    for (const part of scroller.current?.children ?? []) observer.observe(part)
    return () => observer.disconnect()
  }, [frame, scroller])
  // oxlint-disable-next-line react/incompatible-library -- it is read while rendering and never memoised
  return useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => cards[index]?.lead ?? index,
    scrollMargin: margin,
    overscan: 10,
  })
}

function Spacer({ height }: { readonly height: number }) {
  return <tr aria-hidden="true" style={{ height }} />
}

interface RowProps {
  readonly card: HandoffCard
  readonly chosen: boolean
  readonly onToggle: (lead: string, wide: boolean) => void
}

function HandoffRow({
  card,
  chosen,
  current,
  onToggle,
  onCursor,
}: RowProps & { readonly current: boolean; readonly onCursor: (lead: string) => void }) {
  const name = useStageNames()
  return (
    <tr
      data-lead={card.lead}
      onFocus={() => onCursor(card.lead)}
      style={{ height: ROW_HEIGHT }}
      className={`relative hover:bg-sunk ${chosen ? 'bg-data-wash/40' : current ? 'bg-sunk' : ''}`}
    >
      <Cell className={`relative z-[1] ${current ? 'shadow-[inset_3px_0_0_var(--accent)]' : ''}`}>
        <Tick card={card} chosen={chosen} onToggle={onToggle} />
      </Cell>
      <Cell className="max-w-0 py-1">
        <LeadLink card={card} />
        <span className="block truncate text-small leading-4 text-faint">
          {[card.company, card.tier === null ? null : sayId(card.tier)].filter(Boolean).join(' · ')}
        </span>
      </Cell>
      <Cell>
        <GradeMark grade={card.grade} />
      </Cell>
      <Cell>
        <StageChip stage={card.stage} label={name(card.stage)} />
      </Cell>
      <Cell className="truncate">
        {card.owner?.name ?? <span className="text-faint">{card.team ?? 'nobody'}</span>}
      </Cell>
      <Cell>
        <RowClock card={card} />
      </Cell>
    </tr>
  )
}

function Tick({ card, chosen, onToggle }: RowProps) {
  return (
    <Checkbox
      label={`Select ${sayWho(card)}`}
      hideLabel
      checked={chosen}
      onChange={() => {}}
      onClick={(event) => onToggle(card.lead, event.shiftKey)}
    />
  )
}

function LeadLink({ card }: { readonly card: HandoffCard }) {
  return (
    <Link
      to="/leads/$leadId"
      params={{ leadId: card.lead }}
      className="block truncate leading-5 font-medium outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-1 focus-visible:after:-outline-offset-1 focus-visible:after:outline-line-strong"
    >
      {sayWho(card)}
    </Link>
  )
}

function RowClock({ card }: { readonly card: HandoffCard }) {
  const clock = clockOf(card)
  const now = useTickingNow(clock === null ? null : Date.parse(clock.at))
  if (clock === null) return <span className="text-small text-faint">accepted</span>
  return <ClockChip due={clock.at} warnAt={clock.warnAt} now={now} label={sayClockKind(clock.kind)} />
}

/** The same where a table does not fit. */
function NarrowList({
  cards,
  chosen,
  onToggle,
}: {
  readonly cards: readonly HandoffCard[]
  readonly chosen: ReadonlySet<string>
  readonly onToggle: RowProps['onToggle']
}) {
  return (
    <ul className="border-t border-line md:hidden">
      {cards.map((card) => (
        <li
          key={card.lead}
          className="relative flex gap-3 border-b border-line px-4 py-2.5 [content-visibility:auto]"
        >
          <span className="relative z-[1]">
            <Tick card={card} chosen={chosen.has(card.lead)} onToggle={onToggle} />
          </span>
          <span className="min-w-0 flex-1">
            <LeadLink card={card} />
            <span className="block truncate text-small text-faint">
              {[card.company, card.owner?.name ?? card.team ?? 'nobody'].filter(Boolean).join(' · ')}
            </span>
          </span>
          <RowClock card={card} />
        </li>
      ))}
    </ul>
  )
}

function SelectionBar({
  count,
  onPass,
  onClear,
}: {
  readonly count: number
  readonly onPass: () => void
  readonly onClear: () => void
}) {
  return (
    <div className="pointer-events-none sticky bottom-4 z-20 flex justify-center px-4 pt-3">
      <fieldset
        aria-label="What is selected"
        className="slide-up pointer-events-auto flex items-center gap-2 rounded-lg border border-line-strong bg-raised py-1.5 pr-1.5 pl-3.5 shadow-float"
      >
        <output className="figures text-body font-medium">{count} selected</output>
        <Button look="solid" onClick={onPass}>
          Pass on <Kbd>M</Kbd>
        </Button>
        <Button look="plain" onClick={onClear}>
          Clear <Kbd>Esc</Kbd>
        </Button>
      </fieldset>
    </div>
  )
}
