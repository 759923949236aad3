/** A report as a file that spreadsheets open: tables one below the other, each with its title, and as of when they are. */
import type { Report } from '@baton/protocol'
import { type ReportTable, sayPeriod } from '@baton/words'
import { stringify } from 'csv-stringify/sync'

/** So that spreadsheets take it for the UTF-8 that it is. */
const BYTE_ORDER_MARK = '\ufeff'

/** Cells that a spreadsheet would run as a formula are made harmless. */
export function reportCsv(report: Report, title: string, tables: readonly ReportTable[]): string {
  const lines: (readonly (string | number | null)[])[] = [
    [title],
    ['Period', sayPeriod(report.period)],
    ['Time zone', report.zone],
    ['Data as of', report.asOf],
  ]
  for (const { title: name, head, rows } of tables) lines.push([], [name], head, ...rows)
  return BYTE_ORDER_MARK + stringify(lines, { escape_formulas: true, record_delimiter: '\r\n' })
}
