/** A report as plain text, for a mail: columns under each other, numbers to the right. */
import type { Report } from '@baton/protocol'
import { type Cell, type ReportTable, sayCount, sayPercent, sayPeriod } from '@baton/words'

/** More columns than a mail is wide, or more rows than anybody reads there, are left to the screen. */
const COLUMNS_MAX = 7
const ROWS_MAX = 40

export function reportText(report: Report, tables: readonly ReportTable[], address: string): string {
  const parts = tables.map(tableText)
  return [
    `${sayPeriod(report.period)}, by the clock of ${report.zone}.`,
    ...parts,
    `The leads behind each number: ${address}`,
  ].join('\n\n')
}

function tableText({ title, head, rows }: ReportTable): string {
  const columns = head.map((_, index) => index).slice(0, COLUMNS_MAX)
  const shown = rows.slice(0, ROWS_MAX)
  const texts = [head, ...shown.map((row) => row.map((cell, index) => cellText(cell, head[index]!)))]
  const widths = columns.map((column) => Math.max(...texts.map((row) => (row[column] ?? '').length)))
  const lines = texts.map((row) =>
    columns
      .map((column) =>
        column === 0
          ? (row[column] ?? '').padEnd(widths[column]!)
          : (row[column] ?? '').padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  )
  const more = rows.length > ROWS_MAX ? [`… and ${rows.length - ROWS_MAX} more`] : []
  return [title.toUpperCase(), ...lines, ...more].join('\n')
}

/** What a number is, its column says: shares are between 0 and 1. */
export function cellText(cell: Cell, column: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (/(^|, |\b)(share|low|high)$/i.test(column)) return sayPercent(cell)
  return Number.isInteger(cell) ? sayCount(cell) : cell.toFixed(1)
}
