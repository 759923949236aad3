import { sayCount, sayPercent } from '@baton/words'
import { FAINT_HATCH, wash } from './chart-colours.ts'
import { type ChartRate, heldFor, shareTop } from './chart-rate.ts'
import { ChartFigure, NothingToDraw } from './ChartFigure.tsx'
import { OpenNumber } from './OpenNumber.tsx'

export interface CohortCell extends ChartRate {
  /** Everybody of the cohort has had this long. */
  readonly mature: boolean
  readonly onOpen?: () => void
}

export interface CohortRow {
  readonly key: string
  readonly label: string
  readonly n: number
  /** One for each period; null: it has not begun. */
  readonly cells: readonly (CohortCell | null)[]
  readonly onOpen?: () => void
}

export interface CohortTableProps {
  readonly label: string
  /** “Month 0”, “1”, “2”: heads of the columns. */
  readonly periods: readonly string[]
  readonly rows: readonly CohortRow[]
  readonly words: {
    /** Head of the first column. */
    readonly cohort: string
    /** Head of the second: how many. */
    readonly n: string
    /** With the number as it is shown. */
    readonly openRow: (row: string, shown: string) => string
    /** All that a cell says, read aloud and hovered: “Jan 2026, month 3: 24 %, between 18 % and 31 %, of 120, not settled yet”. It has to hold what is shown. */
    readonly cell: (row: string, period: string, cell: CohortCell, shown: string) => string
    /** Stands in a cell of too few: “2 of 7”. */
    readonly tooFew: (held: number, n: number) => string
    readonly legendTooFew: string
    readonly immature: string
    readonly nothing: string
  }
}

/** Cohorts down, time since they began across: the stronger the blue, the larger the share. What is not settled is hatched. */
export function CohortTable({ label, periods, rows, words }: CohortTableProps) {
  const told = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell === null || cell.tooFew ? [] : [cell.rate])),
  )
  const top = shareTop(told)
  if (rows.length === 0) {
    return (
      <ChartFigure label={label}>
        <NothingToDraw>{words.nothing}</NothingToDraw>
      </ChartFigure>
    )
  }
  return (
    <ChartFigure label={label}>
      <section
        aria-label={label}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard
        tabIndex={0}
        className="scroller overflow-x-auto print:overflow-visible"
      >
        <table className="figures border-separate border-spacing-0">
          <caption className="sr-only">{label}</caption>
          <thead>
            <tr className="text-small text-faint">
              <th scope="col" className={`${STICKY} pb-1 text-left font-medium`}>
                {words.cohort}
              </th>
              <th scope="col" className="px-2 pb-1 text-right font-medium whitespace-nowrap">
                {words.n}
              </th>
              {periods.map((period) => (
                <th key={period} scope="col" className="px-1 pb-1 text-center font-medium whitespace-nowrap">
                  {period}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.key} row={row} periods={periods} top={top} words={words} />
            ))}
          </tbody>
        </table>
      </section>
      <Legend top={top} rows={rows} words={words} />
    </ChartFigure>
  )
}

const STICKY = 'sticky left-0 z-10 bg-paper pr-3 whitespace-nowrap'

function Row({
  row,
  periods,
  top,
  words,
}: {
  readonly row: CohortRow
  readonly periods: readonly string[]
  readonly top: number
  readonly words: CohortTableProps['words']
}) {
  return (
    <tr>
      <th scope="row" className={`${STICKY} text-left font-normal`}>
        {row.label}
      </th>
      <td className="px-2 text-right text-soft">
        <OpenNumber label={words.openRow(row.label, sayCount(row.n))} onOpen={row.onOpen}>
          {sayCount(row.n)}
        </OpenNumber>
      </td>
      {periods.map((period, index) => {
        const cell = row.cells[index] ?? null
        return (
          <td key={period} className="p-px">
            {cell !== null && (
              <Cell
                cell={cell}
                top={top}
                text={shown(cell, words)}
                said={words.cell(row.label, period, cell, shown(cell, words))}
              />
            )}
          </td>
        )
      })}
    </tr>
  )
}

function shown(cell: CohortCell, words: CohortTableProps['words']): string {
  return cell.tooFew ? words.tooFew(heldFor(cell), cell.n) : sayPercent(cell.rate)
}

function Cell({
  cell,
  top,
  text,
  said,
}: {
  readonly cell: CohortCell
  readonly top: number
  readonly text: string
  readonly said: string
}) {
  const look = `flex h-7 w-full min-w-13 items-center justify-center rounded-[3px] px-1 whitespace-nowrap forced-colors:border ${
    cell.tooFew ? 'text-tiny text-faint' : 'text-small text-ink'
  } ${cell.mature ? '' : 'italic'}`
  const style = {
    backgroundColor: cell.tooFew ? undefined : wash(cell.rate / top),
    backgroundImage: cell.mature ? undefined : FAINT_HATCH,
  }
  if (cell.onOpen === undefined) {
    return (
      <span title={said} className={look} style={style}>
        <span aria-hidden="true">{text}</span>
        <span className="sr-only">{said}</span>
      </span>
    )
  }
  return (
    <button
      type="button"
      title={said}
      aria-label={said}
      onClick={cell.onOpen}
      className={`${look} outline-offset-[-2px]! hover:ring-1 hover:ring-ink`}
      style={style}
    >
      {text}
    </button>
  )
}

function Legend({
  top,
  rows,
  words,
}: {
  readonly top: number
  readonly rows: readonly CohortRow[]
  readonly words: CohortTableProps['words']
}) {
  const cells = rows.flatMap((row) => row.cells)
  const told = cells.filter((cell) => cell !== null && !cell.tooFew).length
  return (
    <ul className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-faint">
      {told > 0 && (
        <li className="figures flex items-center gap-1.5">
          {sayPercent(0)}
          <span aria-hidden="true" className="flex">
            {[0, 0.25, 0.5, 0.75, 1].map((share) => (
              <span key={share} className="block h-3 w-4" style={{ backgroundColor: wash(share) }} />
            ))}
          </span>
          {sayPercent(top)}
        </li>
      )}
      {cells.some((cell) => cell !== null && !cell.mature) && (
        <li className="flex items-center gap-1.5 italic">
          <span
            aria-hidden="true"
            className="block h-3 w-5 rounded-[2px]"
            style={{ backgroundColor: wash(0.4), backgroundImage: FAINT_HATCH }}
          />
          {words.immature}
        </li>
      )}
      {cells.some((cell) => cell?.tooFew) && <li>{words.legendTooFew}</li>}
    </ul>
  )
}
