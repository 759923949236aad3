/** What the screen of one report is given. */
import type { ReportOf } from '@baton/protocol'
import type { ReportSearch } from '../../api/reports-query.ts'
import type { ReportScreen } from './report-screens.ts'

export interface ReportBodyProps {
  readonly screen: ReportScreen
  /** What concerns this report of what the address asks. */
  readonly search: ReportSearch
  /** Asks something otherwise; undefined takes a question out. */
  readonly onAsk: (next: Readonly<Record<string, string | undefined>>) => void
}

export type DealsData = ReportOf<'deals'>
export type MoneyData = ReportOf<'money'>
