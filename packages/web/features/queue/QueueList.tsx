import type { HandoffCard } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import type { QueueSection, SectionName } from './card-clock.ts'
import { QueueRow } from './QueueRow.tsx'
import type { QueueAct } from './QueueActions.tsx'
import { saySection, saySectionNote } from './say-card.ts'
import { useQueueSelection } from './use-queue-selection.ts'

type Item =
  | { readonly kind: 'title'; readonly key: string; readonly section: QueueSection }
  | { readonly kind: 'card'; readonly key: string; readonly section: SectionName; readonly card: HandoffCard }

const TITLE_HEIGHT = 44
const ROW_HEIGHT = 84

/** The sections under each other; only the rows in view are drawn. */
export function QueueList({
  sections,
  onAct,
}: {
  readonly sections: readonly QueueSection[]
  readonly onAct: (act: QueueAct, card: HandoffCard, section: SectionName) => void
}) {
  const scroller = useRef<HTMLDivElement>(null)
  const items = itemsOf(sections)
  // oxlint-disable-next-line react/incompatible-library -- it is read while rendering and never memoised
  const rows = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (items[index]?.kind === 'title' ? TITLE_HEIGHT : ROW_HEIGHT),
    getItemKey: (index) => items[index]?.key ?? index,
    overscan: 8,
  })
  const cards = items.flatMap((item) => (item.kind === 'card' ? [item] : []))
  const reveal = (lead: string) => rows.scrollToIndex(items.findIndex(({ key }) => key === lead))
  const selection = useQueueSelection(
    cards.map(({ key }) => key),
    scroller,
    reveal,
  )
  const actOnSelected = (act: QueueAct) => () => {
    const item = cards.find(({ key }) => key === selection.selected)
    if (item !== undefined) onAct(act, item.card, item.section)
  }
  useShortcuts({
    j: () => selection.move(1),
    k: () => selection.move(-1),
    a: actOnSelected('accept'),
    r: actOnSelected('reject'),
    t: actOnSelected('touch'),
    c: actOnSelected('claim'),
  })
  return (
    <div
      ref={scroller}
      className="scroller min-h-0 flex-1 overflow-y-auto"
      onFocus={(event) => {
        const lead = event.target.closest('[data-lead]')?.getAttribute('data-lead')
        if (lead) selection.follow(lead)
      }}
    >
      <ul className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const item = items[row.index]!
          return (
            <li
              key={row.key}
              ref={rows.measureElement}
              data-index={row.index}
              data-lead={item.kind === 'card' ? item.key : undefined}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              {item.kind === 'title' ? (
                <SectionTitle section={item.section} />
              ) : (
                <QueueRow
                  card={item.card}
                  section={item.section}
                  selected={item.key === selection.selected}
                  onAct={(act, card) => onAct(act, card, item.section)}
                />
              )}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function itemsOf(sections: readonly QueueSection[]): readonly Item[] {
  return sections.flatMap((section): readonly Item[] => [
    { kind: 'title', key: `section:${section.name}`, section },
    ...section.cards.map((card) => ({ kind: 'card' as const, key: card.lead, section: section.name, card })),
  ])
}

function SectionTitle({ section }: { readonly section: QueueSection }) {
  return (
    <div className="flex h-11 items-end gap-2 border-b border-line px-4 pb-1.5 md:px-6">
      <h2 className={`text-body font-semibold ${section.name === 'overdue' ? 'text-accent-text' : ''}`}>
        {saySection(section.name)}
      </h2>
      <span className="figures text-body text-faint">{sayCount(section.cards.length)}</span>
      <span className="ml-auto hidden truncate text-small text-faint sm:inline">
        {saySectionNote(section.name)}
      </span>
    </div>
  )
}
