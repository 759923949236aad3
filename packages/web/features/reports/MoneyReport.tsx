import { Coins } from 'lucide-react'
import { useState } from 'react'
import { useMay } from '../../api/may.ts'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Button } from '../../ui/Button.tsx'
import { MoneyChannels } from './MoneyChannels.tsx'
import { MoneyChoices } from './MoneyChoices.tsx'
import { MoneyFigures } from './MoneyFigures.tsx'
import { MoneyGaps } from './MoneyGaps.tsx'
import { NoSpend } from './NoSpend.tsx'
import { CellOpener } from './open-cell.tsx'
import type { MoneyData, ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { SpendDialog } from './SpendDialog.tsx'
import type { SpendView } from './spend-draft.ts'

/** What was spent on what brought people, and what came of it. */
export function MoneyReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('money', search)
  const mayWrite = useMay('addSpend')
  const mayRead = useMay('spend')
  const [view, setView] = useState<SpendView | null>(null)
  return (
    <CellOpener report="money" search={search}>
      <MoneyChoices
        search={search}
        onAsk={onAsk}
        aside={
          mayRead && (
            <Button onClick={() => setView('rows')}>
              <Coins size={14} aria-hidden="true" />
              Spend and currencies
            </Button>
          )
        }
      />
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The money" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <Told data={report.data} onOpen={mayWrite ? setView : undefined} />
      )}
      {view !== null && <SpendDialog view={view} onView={setView} onClose={() => setView(null)} />}
    </CellOpener>
  )
}

function Told({
  data,
  onOpen,
}: {
  readonly data: MoneyData
  /** Opens what is spent; undefined: the reader may not write it. */
  readonly onOpen: ((view: SpendView) => void) | undefined
}) {
  const { answer } = data
  const hasSpend = answer.rows.some(({ spend }) => spend !== null)
  return (
    <>
      {!hasSpend && answer.unconverted.spend.count === 0 && <NoSpend onOpen={onOpen} />}
      <MoneyFigures data={data} />
      <MoneyGaps answer={answer} onOpen={onOpen} />
      <MoneyChannels data={data} />
    </>
  )
}
