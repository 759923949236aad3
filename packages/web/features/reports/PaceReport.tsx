import type { ReportOf } from '@baton/protocol'
import { sayCount, sayDimensionValue, sayPercent } from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { CurveChart } from '../../ui/charts/index.ts'
import { useStageNames } from '../leads/index.ts'
import { usePeopleNames } from './AskBar.tsx'
import { sayBetween, sayTimeTaken } from './chart-words.ts'
import { Asked, ByChoice } from './Asked.tsx'
import { CellOpener } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import { RateCell } from './RateCell.tsx'
import type { ReportBodyProps } from './report-body.ts'
import type { DimensionKey } from './report-search.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { ReportTable } from './ReportTable.tsx'

type PaceData = ReportOf<'pace'>

const STAGES = ['mql', 'sal', 'sql', 'opportunity'] as const
const NEXT = { mql: 'sal', sal: 'sql', sql: 'opportunity', opportunity: 'customer' } as const

/** How long each step takes, and how often leads go round. */
export function PaceReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('pace', search)
  const name = useStageNames()
  const stage = (search['stage'] as (typeof STAGES)[number] | undefined) ?? 'mql'
  return (
    <CellOpener report="pace" search={search}>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The times" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <>
          <StageTimes data={report.data} />
          <Section
            title={`From ${name(stage)} to ${name(NEXT[stage])}`}
            aside={
              <div className="flex flex-wrap items-end gap-3 print:hidden">
                <Asked label="Step">
                  <Select
                    aria-label="Step"
                    value={stage}
                    options={STAGES.map((value) => ({
                      value,
                      label: `${name(value)} to ${name(NEXT[value])}`,
                    }))}
                    onChange={(value) => onAsk({ stage: value })}
                  />
                </Asked>
                <ByChoice search={search} onAsk={onAsk} />
              </div>
            }
          >
            <Curves
              data={report.data}
              by={(search['by'] as DimensionKey | undefined) ?? null}
              next={name(NEXT[stage])}
            />
          </Section>
          <Passes data={report.data} />
        </>
      )}
    </CellOpener>
  )
}

function StageTimes({ data: { answer, before } }: { readonly data: PaceData }) {
  const name = useStageNames()
  const say = (days: number | null) => (days === null ? 'not yet' : sayTimeTaken(days))
  return (
    <Section title="Time in each stage" note="of those who entered it in the period">
      <ReportTable
        caption="Time in each stage"
        head={[
          'Stage',
          'Entered',
          'Went on',
          'Went back',
          'Still there',
          'A quarter went on within',
          'Half within',
          'Three quarters within',
          ...(before ? ['Half, before'] : []),
        ]}
        rows={answer.stages.map((one, index) => ({
          key: one.stage,
          cells: [
            name(one.stage),
            <OpenCount key="e" counted={one.entered} of={`${name(one.stage)}: entered`} />,
            <OpenCount key="o" counted={one.wentOn} of={`${name(one.stage)}: went on`} />,
            <OpenCount key="b" counted={one.wentBack} of={`${name(one.stage)}: went back`} />,
            <OpenCount key="s" counted={one.open} of={`${name(one.stage)}: still there`} />,
            say(one.quarter),
            say(one.median),
            say(one.threeQuarters),
            ...(before ? [say(before.stages[index]?.median ?? null)] : []),
          ],
        }))}
      />
      <p className="mt-2 max-w-prose text-small text-faint">
        Of all who entered, those included who went back or are still there (Kaplan–Meier): “not yet” where
        not so many have gone on.
      </p>
    </Section>
  )
}

function Curves({
  data: { answer },
  by,
  next,
}: {
  readonly data: PaceData
  readonly by: DimensionKey | null
  readonly next: string
}) {
  const people = usePeopleNames()
  const shown = by === null ? answer.curves.slice(0, 1) : answer.curves.slice(1)
  const { test } = answer
  return (
    <>
      <CurveChart
        label={`Share that came to ${next}, by days`}
        curves={shown.map(({ name, points }) => ({
          key: name ?? 'all',
          label: name === null || by === null ? 'All' : sayDimensionValue(by, name, people),
          isStep: true,
          points: points.map(({ days, share, low, high }) => ({ x: days, y: share, low, high })),
        }))}
        x={{ kind: 'number', title: 'days', say: sayTimeTaken }}
        y={{ kind: 'share', say: sayPercent }}
        words={{
          between: sayBetween,
          forecast: 'forecast',
          band: 'range that the true share lies in',
          hint: 'Arrow keys read it point by point.',
          asTable: 'As a table',
          nothing: 'Nobody entered the stage in this period.',
        }}
      />
      {by !== null && (
        <p className="mt-2 text-small text-faint">
          The five largest groups.{' '}
          {test === null || test.tooFew
            ? 'Too few to say whether they differ by more than chance.'
            : test.p < 0.05
              ? `They differ by more than chance would make them (log-rank test, p ${test.p < 0.001 ? 'under 0.001' : test.p.toFixed(3)}).`
              : `They differ no more than chance would make them (log-rank test, p ${test.p.toFixed(2)}).`}
        </p>
      )}
    </>
  )
}

function Passes({ data: { answer } }: { readonly data: PaceData }) {
  return (
    <Section title="Going round" note="promotions in the period: a lead's first, its second, and so on">
      <ReportTable
        caption="Passes"
        head={['Pass', 'Promoted', 'Sales qualified so far', 'Share']}
        rows={answer.passes.map((row, index) => {
          const name =
            index === answer.passes.length - 1
              ? `${row.pass} and later`
              : row.pass === 1
                ? 'First'
                : String(row.pass)
          return {
            key: String(row.pass),
            cells: [
              name,
              <OpenCount key="p" counted={row.promoted} of={`${name}: promoted`} />,
              <OpenCount key="s" counted={row.sql} of={`${name}: sales qualified`} />,
              <RateCell key="r" rate={row.rate} />,
            ],
          }
        })}
      />
      <p className="mt-2 text-small text-faint">
        {sayCount(answer.passes.reduce((sum, { promoted }) => sum + promoted.count, 0))} promotions in all.
      </p>
    </Section>
  )
}
