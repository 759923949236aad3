import type { LifecycleName } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import {
  sayCount,
  sayLifecycle,
  sayLifecycleDefinition,
  sayLifecycleEntry,
  sayPercent,
  sayRung,
} from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { useLifecycleDefinitions } from '../../api/spend-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Section } from '../../ui/Section.tsx'
import { BarRows } from '../../ui/charts/index.ts'
import { useStageNames } from '../leads/index.ts'
import { sayBetween, sayRate, sayTimeTaken } from './chart-words.ts'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { RetentionTable } from './RetentionTable.tsx'
import { RungDefinitions } from './RungDefinitions.tsx'

type LifecycleData = ReportOf<'lifecycle'>

const LIFECYCLES = ['aarrr', 'buyer'] as const satisfies readonly LifecycleName[]

/** How many reached each rung of a lifecycle, who is still there, and what each rung means. */
export function LifecycleReport({ search, onAsk }: ReportBodyProps) {
  const name = (search['lifecycle'] as LifecycleName | undefined) ?? 'aarrr'
  const report = useReport('lifecycle', search)
  return (
    <>
      <CellOpener report="lifecycle" search={search}>
        <Readings name={name} onAsk={onAsk} />
        {report.isError && report.data === undefined ? (
          <ReadFailed what="The lifecycle" error={report.error} onRetry={() => void report.refetch()} />
        ) : report.data === undefined ? (
          <ReportSkeleton />
        ) : (
          <Rungs data={report.data} name={name} />
        )}
      </CellOpener>
      <RetentionTable search={search} />
      <RungDefinitions name={name} />
    </>
  )
}

/** The two readings of the same ledger. */
function Readings({
  name,
  onAsk,
}: Pick<ReportBodyProps, 'onAsk'> & {
  readonly name: LifecycleName
}) {
  return (
    <div className="pb-1">
      <fieldset className="flex flex-wrap gap-1 print:hidden">
        <legend className="sr-only">Reading</legend>
        {LIFECYCLES.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === name}
            onClick={() => onAsk({ lifecycle: one === 'aarrr' ? undefined : one })}
            className="h-7 rounded-md border border-line px-2.5 text-body text-soft hover:bg-hover hover:text-ink aria-pressed:border-line-strong aria-pressed:bg-hover aria-pressed:font-medium aria-pressed:text-ink"
          >
            {sayLifecycle(one)}
          </button>
        ))}
      </fieldset>
      <p className="mt-2 max-w-prose text-body text-soft">{sayLifecycleDefinition(name)}</p>
    </div>
  )
}

function Rungs({
  data: { answer, before },
  name,
}: {
  readonly data: LifecycleData
  readonly name: LifecycleName
}) {
  const open = useOpenCell()
  const stage = useStageNames()
  const definition = useLifecycleDefinitions().data?.[name]
  const young = answer.rungs.filter(({ immature }) => immature.count > 0)
  return (
    <Section
      title="How many reached each rung"
      note={
        <>
          of <OpenCount counted={answer.came} of="all who came" /> who came
          {definition && `: ${sayLifecycleEntry(definition.entry).toLowerCase()}`}
        </>
      }
    >
      <div className="max-w-4xl">
        <BarRows
          label={`${sayLifecycle(name)}: share that reached each rung`}
          rows={answer.rungs.map((rung) => {
            const { rate, reached, days } = rung
            const then = before?.rungs.find(({ key }) => key === rung.key)?.rate
            const meant = definition?.rungs.find(({ key }) => key === rung.key)
            return {
              key: rung.key,
              label: rung.name,
              value: rate.tooFew ? null : rate.rate,
              valueText: sayRate(rate),
              note: (
                <span className="inline-block pl-3 @xl:min-w-58">
                  {sayCount(reached.count)} of {sayCount(rate.n)}
                  {days && !days.tooFew && (
                    <span className="block @xl:inline">
                      <span className="hidden @xl:inline">, </span>
                      half within {sayTimeTaken(days.median)}
                    </span>
                  )}
                </span>
              ),
              onOpen: open(reached, `${rung.name}: reached`),
              ...(meant && { definition: sayRung(meant, stage) }),
              ...(!rate.tooFew && {
                interval: {
                  low: rate.low,
                  high: rate.high,
                  text: sayBetween(sayPercent(rate.low), sayPercent(rate.high)),
                },
              }),
              ...(then &&
                !then.tooFew && { before: { value: then.rate, text: `before: ${sayPercent(then.rate)}` } }),
            }
          })}
          words={{
            name: 'Rung',
            value: 'Reached it',
            open: (label, shown) => `${label}: ${shown}. Opens its leads.`,
            interval: 'range that the true share lies in (95 %)',
            before: 'the period compared with',
            nothing: 'No rungs are defined.',
          }}
        />
      </div>
      {young.map((rung) => (
        <p key={rung.key} className="mt-2 max-w-prose text-small text-faint">
          {rung.name}: <OpenCount counted={rung.immature} of={`${rung.name}: came too lately`} /> came too
          lately to have reached it whatever they do; they are in neither number.
        </p>
      ))}
    </Section>
  )
}
