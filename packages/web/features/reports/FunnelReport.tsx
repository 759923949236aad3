import type { FunnelGroup } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import { sayCount, sayCounted, sayDimension, sayDimensionValue, sayPercent } from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Select } from '../../ui/Select.tsx'
import { FunnelChart, OpenNumber } from '../../ui/charts/index.ts'
import { useStageNames } from '../leads/index.ts'
import { usePeopleNames } from './AskBar.tsx'
import { sayBetween, sayRate, sayRateFully, TOO_FEW } from './chart-words.ts'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import { Asked, ByChoice } from './Asked.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { type DimensionKey } from './report-search.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'

type FunnelData = ReportOf<'funnel'>

const ENTRIES = ['visitor', 'lead', 'mql', 'sal', 'sql', 'opportunity'] as const
const FOLLOWS = [7, 14, 30, 60, 90, 180, 365] as const

/** Of those who entered a stage in the period, how many came how far. */
export function FunnelReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('funnel', search)
  const stage = useStageNames()
  return (
    <CellOpener report="funnel" search={search}>
      <div className="flex flex-wrap items-end gap-3 pb-4 print:hidden">
        <Asked label="Who entered">
          <Select
            aria-label="Who entered"
            value={search['entry'] ?? 'lead'}
            options={ENTRIES.map((value) => ({ value, label: stage(value) }))}
            onChange={(entry) => onAsk({ entry })}
          />
        </Asked>
        <Asked label="Each followed">
          <Select
            aria-label="Each followed"
            value={search['follow'] ?? ''}
            options={[
              { value: '', label: 'up to now' },
              ...FOLLOWS.map((days) => ({ value: String(days), label: `for ${sayCounted(days, 'day')}` })),
            ]}
            onChange={(follow) => onAsk({ follow: follow === '' ? undefined : follow })}
          />
        </Asked>
        <ByChoice search={search} onAsk={onAsk} />
      </div>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The funnel" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <Told data={report.data} by={(search['by'] as DimensionKey | undefined) ?? null} />
      )}
    </CellOpener>
  )
}

function Told({
  data: { answer, before, compared },
  by,
}: {
  readonly data: FunnelData
  readonly by: DimensionKey | null
}) {
  const { whole, groups, unit } = answer
  const open = useOpenCell()
  return (
    <>
      <p className="max-w-prose pb-3 text-body text-soft">
        {unit === 'lead'
          ? 'Counts people, each from when they entered. Whoever went through more than once is counted by the farthest they came.'
          : 'Counts passes: a lead that came back and went through again is there again.'}
        {whole.immature.count > 0 && (
          <>
            {' '}
            <OpenNumber
              label={`Open the ${whole.immature.count} who entered too lately`}
              onOpen={open(whole.immature, 'Entered too lately to have been followed')}
            >
              {sayCount(whole.immature.count)}
            </OpenNumber>{' '}
            entered too lately to have been followed that long; they are in no step.
          </>
        )}
      </p>
      <div className="max-w-5xl">
        <Chart group={whole} label="Everybody who entered" />
      </div>
      {before && compared && (
        <section className="mt-8 max-w-5xl">
          <h2 className="mb-2 text-lead font-semibold">The period it is compared with</h2>
          <Chart group={before.whole} label="Everybody who entered in the period compared with" isBefore />
        </section>
      )}
      {by !== null && <Groups groups={groups} by={by} />}
    </>
  )
}

function Chart({
  group,
  label,
  isBefore = false,
}: {
  readonly group: FunnelGroup
  readonly label: string
  readonly isBefore?: boolean
}) {
  const stage = useStageNames()
  const open = useOpenCell()
  return (
    <FunnelChart
      label={label}
      tooFewText={TOO_FEW}
      steps={group.steps.map((step) => ({
        key: step.stage,
        label: stage(step.stage),
        count: step.reached.count,
        rate: step.ofBefore,
        openCount: step.open.count,
        leftCount: step.left.count,
        onOpen: open(step.reached, `${stage(step.stage)}: came this far`, isBefore),
        onOpenOpen: open(step.open, `${stage(step.stage)}: still open`, isBefore),
        onOpenLeft: open(step.left, `${stage(step.stage)}: went no further`, isBefore),
      }))}
      words={{
        ofBefore: (held, n) => `${sayCount(held)} of ${sayCount(n)}`,
        between: sayBetween,
        stillOpen: (count) => `${sayCount(count)} still open`,
        left: (count) => `${sayCount(count)} went no further`,
        open: (name, shown) => `Open the ${shown} of ${name}`,
        nothing: 'Nobody entered in this period.',
      }}
    />
  )
}

/** One row a group: how many entered, and the share of all that came to each stage. */
function Groups({ groups, by }: { readonly groups: readonly FunnelGroup[]; readonly by: DimensionKey }) {
  const stage = useStageNames()
  const people = usePeopleNames()
  const open = useOpenCell()
  const steps = groups[0]?.steps.slice(1) ?? []
  return (
    <section className="mt-8">
      <h2 className="mb-2 text-lead font-semibold">By {sayDimension(by).toLowerCase()}</h2>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reached by keyboard */}
      <section aria-label="Groups" tabIndex={0} className="scroller overflow-x-auto">
        <table className="w-full min-w-[44rem] border-separate border-spacing-0 text-body">
          <thead>
            <tr className="text-left text-small text-faint">
              <th scope="col" className="border-b border-line py-1.5 pr-3 font-medium">
                {sayDimension(by)}
              </th>
              <th scope="col" className="border-b border-line px-3 py-1.5 text-right font-medium">
                Entered
              </th>
              {steps.map((step) => (
                <th
                  key={step.stage}
                  scope="col"
                  className="border-b border-line px-3 py-1.5 text-right font-medium"
                >
                  {stage(step.stage)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => {
              const name = sayDimensionValue(by, group.name ?? '', people)
              return (
                <tr key={group.name}>
                  <th
                    scope="row"
                    className="max-w-64 truncate border-b border-line py-1.5 pr-3 text-left font-normal"
                  >
                    {name}
                  </th>
                  <td className="border-b border-line px-3 py-1.5 text-right">
                    <OpenNumber
                      label={`Open the ${group.entered.count} of ${name}`}
                      onOpen={open(group.entered, name)}
                    >
                      {sayCount(group.entered.count)}
                    </OpenNumber>
                  </td>
                  {group.steps.slice(1).map((step) => (
                    <td
                      key={step.stage}
                      title={sayRateFully(step.ofAll!)}
                      className="border-b border-line px-3 py-1.5 text-right"
                    >
                      <span className="figures block">
                        <OpenNumber
                          label={`Open the ${step.reached.count} of ${name} who came to ${stage(step.stage)}`}
                          onOpen={open(step.reached, `${name}: ${stage(step.stage)}`)}
                        >
                          {sayCount(step.reached.count)}
                        </OpenNumber>
                      </span>
                      <span className="figures block text-small text-faint">
                        {sayRate(step.ofAll!)}
                        {!step.ofAll!.tooFew &&
                          ` (${sayPercent(step.ofAll!.low)} to ${sayPercent(step.ofAll!.high)})`}
                      </span>
                    </td>
                  ))}
                </tr>
              )
            })}
          </tbody>
        </table>
      </section>
    </section>
  )
}
