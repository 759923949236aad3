import type { Kept, PromiseFigures } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import { sayCount, sayPercent } from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Section } from '../../ui/Section.tsx'
import { BarsOverTime, CurveChart } from '../../ui/charts/index.ts'
import { sayBetween, sayRate } from './chart-words.ts'
import { CountDelta, Figures, FigureTile, RateDelta } from './Figures.tsx'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import { RateCell } from './RateCell.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { ReportTable } from './ReportTable.tsx'
import { saySlice } from './say-period.ts'

type PromisesData = ReportOf<'promises'>

/** What both sides promised, and what they kept: in the period, over time, team by team. */
export function PromisesReport({ search }: ReportBodyProps) {
  const report = useReport('promises', search)
  return (
    <CellOpener report="promises" search={search}>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The promises" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <Told data={report.data} />
      )}
    </CellOpener>
  )
}

type RatePromise = 'accepted' | 'firstTouch' | 'decided'

const PROMISES: Readonly<
  Record<RatePromise, { readonly name: string; readonly side: string; readonly about: string }>
> = {
  accepted: {
    name: 'Accepted by sales',
    side: 'marketing',
    about:
      'Of what was promoted in the period and decided: the share that sales accepted. A clock that ran out says nothing of the lead.',
  },
  firstTouch: {
    name: 'First touch on time',
    side: 'sales',
    about:
      'Of what was promoted in the period and is due: the share that somebody tried to reach before the agreed clock ran out.',
  },
  decided: {
    name: 'Decided on time',
    side: 'sales',
    about:
      'Of what was promoted in the period and is due: the share that was accepted or rejected before the agreed clock ran out.',
  },
}

function promisedOf({ promised }: PromisesData['answer'], promise: RatePromise): number | undefined {
  if (promise === 'accepted') return promised.marketing.accepted
  return promise === 'firstTouch' ? promised.sales.firstTouchOnTime : promised.sales.decidedOnTime
}

function Told({ data: { answer, before } }: { readonly data: PromisesData }) {
  const open = useOpenCell()
  const { whole, ratio } = answer
  const won = ratio.won.count
  return (
    <>
      <Section title="This period">
        <Figures>
          <FigureTile
            name="MQLs"
            about="Promotions in the period. Marketing promises so many a month."
            value={sayCount(whole.mqls.count)}
            onOpen={open(whole.mqls, 'MQLs')}
            note={
              answer.pace.promised === null
                ? 'nothing is promised'
                : `promised ${sayCount(answer.pace.promised)} for the whole period`
            }
            delta={<CountDelta now={whole.mqls.count} before={before?.whole.mqls.count} />}
          />
          {(Object.keys(PROMISES) as RatePromise[]).map((promise) => (
            <PromiseTile key={promise} promise={promise} answer={answer} before={before?.whole[promise]} />
          ))}
          <FigureTile
            name="Leads a customer"
            about="People who came in the period, for each deal that was won in it. They are not the same people: whoever comes today is won later."
            value={won === 0 ? '–' : sayCount(ratio.leads.count / won)}
            note={`${sayCount(ratio.leads.count)} came, ${sayCount(won)} won`}
          />
        </Figures>
      </Section>
      <PaceSection data={answer} />
      <OverTime answer={answer} />
      {answer.teams.length > 1 && <Teams answer={answer} />}
    </>
  )
}

function PromiseTile({
  promise,
  answer,
  before,
}: {
  readonly promise: RatePromise
  readonly answer: PromisesData['answer']
  readonly before: Kept | undefined
}) {
  const open = useOpenCell()
  const { name, about } = PROMISES[promise]
  const kept = answer.whole[promise]
  const promised = promisedOf(answer, promise)
  return (
    <FigureTile
      name={name}
      about={about}
      value={sayRate(kept.rate)}
      onOpen={open(kept.kept, name)}
      note={
        <>
          {promised === undefined ? 'nothing is promised' : `promised ${sayPercent(promised)}`}
          {!kept.rate.tooFew && `; ${sayBetween(sayPercent(kept.rate.low), sayPercent(kept.rate.high))}`}
          <span className="block">
            {sayCount(kept.broken.count)} not, {sayCount(kept.running.count)} running
          </span>
        </>
      }
      delta={<RateDelta now={kept.rate} before={before?.rate} />}
    />
  )
}

/** Where the period stands against its quota, and how it may end. */
function PaceSection({ data: { pace } }: { readonly data: PromisesData['answer'] }) {
  const { promised, promisedByNow, soFar, forecast } = pace
  if (forecast === null) return null
  const behind = promisedByNow === null ? null : soFar - promisedByNow
  return (
    <Section title="How the period may end">
      <p className="max-w-prose text-body text-soft">
        {sayCount(soFar)} MQLs so far
        {behind !== null &&
          `, ${sayCount(Math.abs(behind))} ${behind < 0 ? 'fewer' : 'more'} than a steady pace towards ${sayCount(promised!)} would have by now`}
        .{' '}
        {forecast.tooFew
          ? 'There are too few whole weeks behind us to say how it will end.'
          : `If the last eight weeks go on, it ends at about ${sayCount(forecast.expected)}: four times of five ${sayRange(forecast.low80, forecast.high80)}, nineteen times of twenty ${sayRange(forecast.low95, forecast.high95)}.`}
      </p>
    </Section>
  )
}

function sayRange(low: number, high: number | null): string {
  return high === null ? `${sayCount(low)} or more` : `between ${sayCount(low)} and ${sayCount(high)}`
}

function OverTime({ answer }: { readonly answer: PromisesData['answer'] }) {
  const open = useOpenCell()
  return (
    <Section title="Over time">
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-2">
        <div className="min-w-0">
          <h3 className="mb-2 text-body font-medium">MQLs</h3>
          <BarsOverTime
            label="MQLs over time"
            series={[{ key: 'mqls', label: 'MQLs' }]}
            periods={answer.over.map(({ from, to, mqls }) => ({
              key: String(from),
              label: saySlice(from, to).replace('Week of ', ''),
              name: saySlice(from, to),
              values: [mqls.count],
              onOpen: open(mqls, `MQLs, ${saySlice(from, to)}`),
            }))}
            say={sayCount}
            words={{
              period: 'Period',
              total: 'MQLs',
              before: 'before',
              partial: 'not over yet',
              opens: 'Opens its leads.',
              asTable: 'As a table',
              nothing: 'No MQLs in this period.',
            }}
          />
        </div>
        {(Object.keys(PROMISES) as RatePromise[]).map((promise) => (
          <RateOverTime key={promise} promise={promise} answer={answer} />
        ))}
      </div>
    </Section>
  )
}

function RateOverTime({
  promise,
  answer,
}: {
  readonly promise: RatePromise
  readonly answer: PromisesData['answer']
}) {
  const { name } = PROMISES[promise]
  const promised = promisedOf(answer, promise)
  const points = answer.over.flatMap((one: PromiseFigures & { from: number }) => {
    const { rate } = one[promise]
    return rate.n < 5 ? [] : [{ x: one.from + 43_200_000, y: rate.rate, low: rate.low, high: rate.high }]
  })
  return (
    <div className="min-w-0">
      <h3 className="mb-2 text-body font-medium">{name}</h3>
      <CurveChart
        label={`${name} over time`}
        curves={[{ key: promise, label: name, points }]}
        x={{ kind: 'time', title: '', say: (x) => saySlice(x - 43_200_000, x) }}
        y={{ kind: 'share', say: sayPercent }}
        {...(promised !== undefined && {
          target: { value: promised, label: `promised ${sayPercent(promised)}` },
        })}
        words={{
          between: sayBetween,
          forecast: 'forecast',
          band: 'range that the true share lies in',
          hint: 'Arrow keys read it point by point.',
          asTable: 'As a table',
          nothing: 'Too few cases in each part of the period.',
        }}
      />
    </div>
  )
}

function Teams({ answer }: { readonly answer: PromisesData['answer'] }) {
  return (
    <Section title="Team by team">
      <ReportTable
        caption="Promises by team"
        head={['Team', 'MQLs', PROMISES.accepted.name, PROMISES.firstTouch.name, PROMISES.decided.name]}
        rows={answer.teams.map(({ team, ...one }) => ({
          key: team,
          cells: [
            team === '' ? 'No team' : team,
            <OpenCount key="mqls" counted={one.mqls} of={`MQLs of ${team}`} />,
            <RateCell key="accepted" rate={one.accepted.rate} />,
            <RateCell key="touch" rate={one.firstTouch.rate} />,
            <RateCell key="decided" rate={one.decided.rate} />,
          ],
        }))}
      />
    </Section>
  )
}
