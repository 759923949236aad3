import type { LeadRow } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef, type RefObject } from 'react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { sortedBy, type LeadFilter, type LeadSort } from '../../api/lead-filter.ts'
import { useMediaQuery } from '../../app/use-media-query.ts'
import { useNow } from '../../app/use-now.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { LeadCells, LeadLines } from './LeadCells.tsx'
import { useStageNames } from './use-stage-names.ts'

const ROW_HEIGHT = 45
const LINES_HEIGHT = 68

const COLUMNS: readonly { label: string; sort?: LeadSort; className: string }[] = [
  { label: 'Lead', sort: 'name', className: 'w-[24%]' },
  { label: 'Company', sort: 'company', className: 'w-[16%]' },
  { label: 'Stage', sort: 'stage', className: 'w-[18%]' },
  { label: 'Grade', sort: 'grade', className: 'w-[64px]' },
  { label: 'Score', sort: 'score', className: 'w-[116px]' },
  { label: 'Source', className: 'hidden xl:table-cell w-[13%]' },
  { label: 'Last activity', sort: 'activity', className: 'w-[112px]' },
]

/** The list itself: only the rows in view are drawn, further pages are fetched as they come near. */
export function LeadTable({
  filter,
  leads,
  total,
  stale,
  loadingMore,
  hasMore,
  onMore,
  onSort,
}: {
  readonly filter: LeadFilter
  readonly leads: readonly LeadRow[]
  readonly total: number | undefined
  readonly stale: boolean
  readonly loadingMore: boolean
  readonly hasMore: boolean
  readonly onMore: () => void
  readonly onSort: (next: LeadFilter) => void
}) {
  const wide = useMediaQuery('(min-width: 768px)')
  const scroller = useRef<HTMLDivElement>(null)
  const rows = useRows(scroller, leads.length, wide ? ROW_HEIGHT : LINES_HEIGHT)
  const items = rows.getVirtualItems()
  const lastShown = items.at(-1)?.index ?? -1
  useEffect(() => {
    if (hasMore && !loadingMore && lastShown >= leads.length - 20) onMore()
  }, [hasMore, loadingMore, lastShown, leads.length, onMore])
  const setCursor = useRowCursor(scroller, leads.length, (index) => rows.scrollToIndex(index))

  const before = items[0]?.start ?? 0
  const after = rows.getTotalSize() - (items.at(-1)?.end ?? 0)
  const columns = wide ? COLUMNS.length : 1
  return (
    <>
      <div
        ref={scroller}
        className={`scroller min-h-0 flex-1 overflow-y-auto ${stale ? 'opacity-60 transition-opacity delay-150' : ''}`}
        aria-busy={total === undefined}
        onFocus={(event) => {
          const row = event.target.closest('[data-index]')
          if (row !== null) setCursor(Number(row.getAttribute('data-index')))
        }}
      >
        <table
          className="w-full table-fixed border-separate border-spacing-0"
          aria-rowcount={(total ?? 0) + 1}
        >
          <caption className="sr-only">Leads</caption>
          <thead className={wide ? '' : 'sr-only'}>
            <tr>
              {COLUMNS.slice(0, columns).map((column) => (
                <ColumnHeader key={column.label} {...column} filter={filter} onSort={onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {before > 0 && <Spacer height={before} />}
            {items.map((item) => (
              <LeadTableRow
                key={leads[item.index]!.id}
                index={item.index}
                lead={leads[item.index]!}
                wide={wide}
              />
            ))}
            {after > 0 && <Spacer height={after} />}
            {total === undefined && <SkeletonRows wide={wide} columns={columns} />}
          </tbody>
        </table>
      </div>
      <ListFooter
        shown={leads.length}
        total={total}
        loadingMore={loadingMore}
        hasMore={hasMore}
        onMore={onMore}
      />
    </>
  )
}

/** Which rows are in view. */
function useRows(scroller: RefObject<HTMLDivElement | null>, count: number, height: number) {
  // oxlint-disable-next-line react/incompatible-library -- it is read while rendering and never memoised
  const rows = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 12,
  })
  useEffect(() => rows.measure(), [rows, height])
  return rows
}

/** The row that the keyboard is at, moved by j and k; kept beside the focus, which follows a frame later. */
function useRowCursor(
  scroller: RefObject<HTMLDivElement | null>,
  count: number,
  reveal: (index: number) => void,
): (index: number) => void {
  const cursor = useRef<number | null>(null)
  const move = (by: 1 | -1) => {
    const next = cursor.current === null ? 0 : cursor.current + by
    if (next < 0 || next >= count) return
    cursor.current = next
    reveal(next)
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"] a`)?.focus({ preventScroll: true })
    })
  }
  useShortcuts({ j: () => move(1), k: () => move(-1) })
  return (index) => void (cursor.current = index)
}

/** How much of the list is here, and the way to more. */
function ListFooter({
  shown,
  total,
  loadingMore,
  hasMore,
  onMore,
}: {
  readonly shown: number
  readonly total: number | undefined
  readonly loadingMore: boolean
  readonly hasMore: boolean
  readonly onMore: () => void
}) {
  return (
    <footer className="flex h-9 shrink-0 items-center gap-3 border-t border-line px-4 text-small text-faint md:px-6">
      <output className="figures">
        {total === undefined ? 'Reading…' : `${shown === 0 ? 0 : 1}–${sayCount(shown)} of ${sayCount(total)}`}
      </output>
      {hasMore && (
        <Button look="plain" className="h-6 text-small" disabled={loadingMore} onClick={onMore}>
          {loadingMore ? 'Loading…' : 'Load more'}
        </Button>
      )}
    </footer>
  )
}

function LeadTableRow({
  index,
  lead,
  wide,
}: {
  readonly index: number
  readonly lead: LeadRow
  readonly wide: boolean
}) {
  const now = useNow()
  const name = useStageNames()
  const scoreTop = useAgreementModel().data?.scoreTop
  const Cells = wide ? LeadCells : LeadLines
  return (
    <tr
      data-index={index}
      aria-rowindex={index + 2}
      className="group relative hover:bg-sunk focus-within:bg-sunk"
      style={{ height: wide ? ROW_HEIGHT : LINES_HEIGHT }}
    >
      <Cells lead={lead} now={now} stageName={name(lead.stage)} scoreTop={scoreTop} />
    </tr>
  )
}

function ColumnHeader({
  label,
  sort,
  className,
  filter,
  onSort,
}: {
  readonly label: string
  readonly sort?: LeadSort
  readonly className: string
  readonly filter: LeadFilter
  readonly onSort: (next: LeadFilter) => void
}) {
  const sorted = sort !== undefined && filter.sort === sort
  const Arrow = filter.direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={sorted ? (filter.direction === 'asc' ? 'ascending' : 'descending') : undefined}
      className={`sticky top-0 z-10 h-8 border-b border-line bg-paper px-2 text-left text-small font-medium text-faint first:pl-6 last:pr-6 ${className}`}
    >
      {sort === undefined ? (
        label
      ) : (
        <button
          type="button"
          onClick={() => onSort(sortedBy(filter, sort))}
          className={`-mx-1 inline-flex h-6 items-center gap-1 rounded px-1 hover:text-ink ${sorted ? 'text-ink' : ''}`}
        >
          {label}
          {sorted && <Arrow size={11} aria-hidden="true" />}
        </button>
      )}
    </th>
  )
}

/** Stands for the rows that are not drawn. */
function Spacer({ height }: { readonly height: number }) {
  return <tr aria-hidden="true" style={{ height }} />
}

function SkeletonRows({ wide, columns }: { readonly wide: boolean; readonly columns: number }) {
  return Array.from({ length: 14 }, (_, row) => (
    <tr key={row} aria-hidden="true" style={{ height: wide ? ROW_HEIGHT : LINES_HEIGHT }}>
      {Array.from({ length: columns }, (_, column) => (
        <td
          key={column}
          className={`border-b border-line px-2 first:pl-4 last:pr-6 md:first:pl-6 ${COLUMNS[column]!.className.includes('hidden') ? 'hidden xl:table-cell' : ''}`}
        >
          <Skeleton className={['w-36', 'w-24', 'w-28', 'w-5', 'w-16', 'w-20', 'w-14'][column]} />
        </td>
      ))}
    </tr>
  ))
}
