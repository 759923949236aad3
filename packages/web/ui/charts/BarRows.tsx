import type { ReactNode } from 'react'
import { Definition } from '../Definition.tsx'
import { ChartFigure, NothingToDraw } from './ChartFigure.tsx'
import { OpenNumber } from './OpenNumber.tsx'

export interface BarRow {
  readonly key: string
  readonly label: string
  readonly definition?: string
  /** Length of the bar; null: it cannot be told, and `valueText` says why. */
  readonly value: number | null
  /** The value as it is read: “24 %”, “1,204”, “too few to say”. */
  readonly valueText: string
  /** Small, after the value: “31 of 120”. */
  readonly note?: ReactNode
  /** Where the true value lies, and how that is said. */
  readonly interval?: { readonly low: number; readonly high: number; readonly text: string }
  /** The same in the period it is compared with, and how that is said. */
  readonly before?: { readonly value: number; readonly text: string }
  readonly tone?: 'data' | 'won' | 'quiet'
  readonly onOpen?: () => void
}

export interface BarRowsProps {
  readonly label: string
  readonly rows: readonly BarRow[]
  /** Value at the right end of the scale; the largest there is unless told. */
  readonly top?: number
  readonly words: {
    /** Heads of the columns. */
    readonly name: string
    readonly value: string
    readonly open: (label: string, valueText: string) => string
    /** For the legend: what the whisker is, and what the tick is. */
    readonly interval: string
    readonly before: string
    readonly nothing: string
  }
}

const TONES = { data: 'bg-data', won: 'bg-won', quiet: 'bg-faint' } as const

/** Rows of one measure, dense as a table: name, bar with how sure it is, and the number that opens what it counts. */
export function BarRows({ label, rows, top, words }: BarRowsProps) {
  const values = rows.flatMap(({ value, interval, before }) => [
    value ?? 0,
    value === null ? 0 : (interval?.high ?? 0),
    before?.value ?? 0,
  ])
  const right = top ?? Math.max(0, ...values)
  if (rows.length === 0) {
    return (
      <ChartFigure label={label}>
        <NothingToDraw>{words.nothing}</NothingToDraw>
      </ChartFigure>
    )
  }
  return (
    <ChartFigure label={label}>
      <table className="w-full border-separate border-spacing-0">
        <caption className="sr-only">{label}</caption>
        <thead className="text-small text-faint">
          <tr>
            <th scope="col" className="pb-1 text-left font-medium">
              {words.name}
            </th>
            <th scope="col" colSpan={2} className="pb-1 text-right font-medium">
              {words.value}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} top={right} open={words.open} />
          ))}
        </tbody>
      </table>
      <Legend rows={rows} words={words} />
    </ChartFigure>
  )
}

function Row({
  row,
  top,
  open,
}: {
  readonly row: BarRow
  readonly top: number
  readonly open: BarRowsProps['words']['open']
}) {
  const { label, definition, value, valueText, note, interval, before, onOpen } = row
  const said = [interval?.text, before?.text].filter(Boolean).join(', ')
  return (
    <tr className="group/row">
      <th
        scope="row"
        className="h-8 max-w-32 min-w-24 border-t border-line pr-3 text-left text-body leading-4 font-normal @md:max-w-48 @xl:max-w-72"
        title={label}
      >
        <span className="line-clamp-2 py-0.5 @md:block @md:truncate">
          {definition === undefined ? label : <Definition term={label}>{definition}</Definition>}
        </span>
      </th>
      <td className="w-full min-w-16 border-t border-line" title={said === '' ? undefined : said}>
        {value !== null && <Bar row={row} value={value} top={top} />}
        {said !== '' && <span className="sr-only">{said}</span>}
      </td>
      <td className="border-t border-line pl-3 text-right whitespace-nowrap">
        <OpenNumber
          label={open(label, valueText)}
          onOpen={onOpen}
          className={value === null ? 'text-small text-faint' : 'font-medium'}
        >
          {valueText}
        </OpenNumber>
        {note !== undefined && (
          <span className="figures block text-tiny text-faint @md:inline-block @md:min-w-24">{note}</span>
        )}
      </td>
    </tr>
  )
}

function Bar({ row, value, top }: { readonly row: BarRow; readonly value: number; readonly top: number }) {
  const at = (one: number) => `${top === 0 ? 0 : Math.max(0, Math.min(1, one / top)) * 100}%`
  const { interval, before, tone = 'data' } = row
  return (
    <span aria-hidden="true" className="relative block h-5">
      <span
        className={`absolute inset-y-1 left-0 min-w-px rounded-r-[2px] opacity-75 ${TONES[tone]} forced-colors:bg-[CanvasText]`}
        style={{ width: at(value) }}
      />
      {interval !== undefined && (
        <span
          className="absolute top-1/2 h-2 -translate-y-1/2 border-x border-ink before:absolute before:inset-x-0 before:top-1/2 before:h-px before:-translate-y-1/2 before:bg-ink"
          style={{ left: at(interval.low), right: `calc(100% - ${at(interval.high)})` }}
        />
      )}
      {before !== undefined && (
        <span
          className="absolute inset-y-0 box-content w-[2px] -translate-x-1/2 border-x border-paper bg-ink"
          style={{ left: at(before.value) }}
        />
      )}
    </span>
  )
}

function Legend({ rows, words }: Pick<BarRowsProps, 'rows' | 'words'>) {
  const hasInterval = rows.some(({ interval }) => interval !== undefined)
  const hasBefore = rows.some(({ before }) => before !== undefined)
  if (!hasInterval && !hasBefore) return null
  return (
    <ul className="mt-1.5 flex flex-wrap gap-x-4 gap-y-0.5 text-small text-faint">
      {hasInterval && (
        <li className="flex items-center gap-1.5">
          <span
            aria-hidden="true"
            className="relative h-2 w-4 border-x border-ink before:absolute before:inset-x-0 before:top-1/2 before:h-px before:-translate-y-1/2 before:bg-ink"
          />
          {words.interval}
        </li>
      )}
      {hasBefore && (
        <li className="flex items-center gap-1.5">
          <span aria-hidden="true" className="h-3.5 w-[2px] bg-ink" />
          {words.before}
        </li>
      )}
    </ul>
  )
}
