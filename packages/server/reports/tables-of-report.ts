/** Any report as tables: for files, mails and pages that are shared. */
import type { Report, ReportParameters } from '@baton/protocol'
import {
  dealsTables,
  flowTables,
  funnelTables,
  judgementTables,
  lifecycleTables,
  moneyTables,
  paceTables,
  promisesTables,
  retentionTables,
  type ReportTable,
  statementTables,
  type TableWords,
  volumeTables,
} from '@baton/words'

export function tablesOf(
  report: Report,
  parameters: ReportParameters,
  people: TableWords['people'],
): readonly ReportTable[] {
  const words: TableWords = { by: parameters.by ?? null, people }
  switch (report.report) {
    case 'funnel':
      return funnelTables(report.answer, words)
    case 'flow':
      return flowTables(report.answer)
    case 'statement':
      return statementTables(report.answer, parameters)
    case 'volume':
      return volumeTables(report.answer)
    case 'promises':
      return promisesTables(report.answer)
    case 'pace':
      return paceTables(report.answer)
    case 'judgement':
      return judgementTables(report.answer, words)
    case 'money':
      return moneyTables(report.answer)
    case 'deals':
      return dealsTables(report.answer)
    case 'lifecycle':
      return lifecycleTables(report.answer)
    case 'retention':
      return retentionTables(report.answer.rows)
    default:
      return report satisfies never
  }
}
