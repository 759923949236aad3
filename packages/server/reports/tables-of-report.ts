/** Any report as tables: for files, mails and pages that are shared. */
import type { Report, ReportParameters } from '@baton/protocol'
import {
  benchmarksTables,
  contentTables,
  dealsTables,
  flowTables,
  focusTables,
  funnelTables,
  judgementTables,
  kindsTables,
  lifecycleTables,
  moneyTables,
  paceTables,
  personasTables,
  promisesTables,
  retentionTables,
  type ReportTable,
  statementTables,
  traitsTables,
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
    case 'traits':
      return traitsTables(report.answer)
    case 'personas':
      return personasTables(report.answer)
    case 'kinds':
      return kindsTables(report.answer)
    case 'focus':
      return focusTables(report.answer)
    case 'benchmarks':
      return benchmarksTables(report.answer)
    case 'content':
      return contentTables(report.answer)
    default:
      return report satisfies never
  }
}
