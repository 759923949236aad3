import type { RetentionCell } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import { sayCount, sayPercent } from '@baton/words'
import { useReport, type ReportSearch } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Section } from '../../ui/Section.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CohortTable, type CohortCell } from '../../ui/charts/index.ts'
import { sayBetween, TOO_FEW } from './chart-words.ts'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import { saySlice } from './say-period.ts'

/** Who is still there: of those who came in each month, who did something in each 30 days after. */
export function RetentionTable({ search }: { readonly search: ReportSearch }) {
  const report = useReport('retention', search)
  return (
    <Section
      title="Who is still there"
      note={
        <Definition term="active in each 30 days after coming">
          Of those who could first be contacted in the month: the share that did anything of their own in the
          30 days. The first 30 begin when each came. Whoever’s 30 days are not over is in neither number.
        </Definition>
      }
    >
      <CellOpener report="retention" search={search}>
        {report.isError && report.data === undefined ? (
          <ReadFailed what="Who is still there" error={report.error} onRetry={() => void report.refetch()} />
        ) : report.data === undefined ? (
          <Skeleton className="h-60 w-full" />
        ) : (
          <Cohorts rows={report.data.answer.rows} />
        )}
      </CellOpener>
    </Section>
  )
}

function Cohorts({ rows }: { readonly rows: ReportOf<'retention'>['answer']['rows'] }) {
  const open = useOpenCell()
  const columns = rows[0]?.months.length ?? 0
  return (
    <CohortTable
      label="Share that was active in each 30 days after coming, by month of coming"
      periods={Array.from({ length: columns }, (_, month) => `${month * 30}–${(month + 1) * 30}`)}
      rows={rows
        .filter(({ came }) => came.count > 0)
        .map(({ from, to, came, months }) => {
          const name = saySlice(from, to)
          const onOpen = open(came, `Came in ${name}`)
          return {
            key: String(from),
            label: name,
            n: came.count,
            ...(onOpen && { onOpen }),
            cells: months.map((cell, month) =>
              cohortCell(
                cell,
                open(cell.active, `Came in ${name}, active in days ${month * 30} to ${(month + 1) * 30}`),
              ),
            ),
          }
        })}
      words={{
        cohort: 'Came in',
        n: 'Came',
        openRow: (row, shown) => `Open the ${shown} who came in ${row}`,
        cell: (row, period, cell, shown) =>
          `Came in ${row}, days ${period}: ${shown}${
            cell.tooFew ? `, ${TOO_FEW}` : `, ${sayBetween(sayPercent(cell.low), sayPercent(cell.high))}`
          }, of ${sayCount(cell.n)}${cell.mature ? '' : ', the 30 days of some are not over yet'}`,
        tooFew: (held, n) => `${held} of ${n}`,
        legendTooFew: 'Small numbers: too few to say a share.',
        immature: 'the 30 days of some are not over yet; they are left out',
        nothing: 'Nobody came in this period.',
      }}
    />
  )
}

/** Null where the 30 days of nobody are over. */
function cohortCell({ share, immature }: RetentionCell, onOpen: (() => void) | undefined): CohortCell | null {
  if (share === null) return null
  const { rate, low, high, n, tooFew } = share
  return { rate, low, high, n, tooFew, mature: immature.count === 0, ...(onOpen && { onOpen }) }
}
