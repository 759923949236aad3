import { sayCount, sayCounted, sayExactMoney, sayList, sayMoney, sayPercent } from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Section } from '../../ui/Section.tsx'
import { Select } from '../../ui/Select.tsx'
import { Delta } from '../../ui/charts/index.ts'
import { sayBetween, sayRate, sayTimeTaken, TOO_FEW } from './chart-words.ts'
import { DealsOverTime } from './DealsOverTime.tsx'
import { DealsSpread } from './DealsSpread.tsx'
import { CountDelta, Figures, FigureTile, RateDelta } from './Figures.tsx'
import { Asked } from './Asked.tsx'
import { LifetimeSection } from './LifetimeSection.tsx'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import type { DealsData, ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'
import { VelocityTile } from './VelocityTile.tsx'

const DELTA_WORDS = { up: 'more', down: 'less', same: 'the same', better: 'better', worse: 'worse' }

/** What was won, how large and how quick deals are, how often they are won, and what customers renew. */
export function DealsReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('deals', search)
  return (
    <CellOpener report="deals" search={search}>
      <div className="flex flex-wrap items-end gap-3 pb-2 print:hidden">
        <Asked label="Told over time by">
          <Select
            aria-label="Told over time by"
            value={search['every'] ?? 'month'}
            options={[
              { value: 'day', label: 'day' },
              { value: 'week', label: 'week' },
              { value: 'month', label: 'month' },
            ]}
            onChange={(every) => onAsk({ every: every === 'month' ? undefined : every })}
          />
        </Asked>
      </div>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The deals" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <>
          <Won data={report.data} />
          <DealsOverTime data={report.data} />
          <DealsSpread data={report.data} />
          <Opened data={report.data} />
          <LifetimeSection answer={report.data.answer} />
        </>
      )}
    </CellOpener>
  )
}

function Won({ data: { answer, before } }: { readonly data: DealsData }) {
  const open = useOpenCell()
  const { won, revenue, currency, size, settled, contactToWon, velocity } = answer
  const money = (amount: number) => sayMoney(amount, currency)
  return (
    <Section title="This period">
      <Figures>
        <FigureTile
          name="Won"
          about="Deals won in the period, whenever they were opened."
          value={sayCount(won.count)}
          onOpen={open(won, 'Won')}
          delta={<CountDelta now={won.count} before={before?.won.count} />}
        />
        <FigureTile
          name="Revenue"
          about="Amounts of the deals won in the period, where sales said one and it can be converted. Renewals are not in it."
          value={money(revenue)}
          delta={before && <SumDelta now={revenue} before={before.revenue} say={money} />}
        />
        <FigureTile
          name="Deal size, half below"
          about="The median: half of the deals won are smaller, half larger. One very large deal does not move it."
          value={size === null ? '–' : size.tooFew ? TOO_FEW : money(size.median)}
          note={size === null || size.tooFew ? undefined : `of ${sayCounted(size.n, 'deal')} with an amount`}
        />
        <FigureTile
          name="Won of those settled"
          about="Of the deals that were won or lost in the period, whenever they were opened: the share that was won. Open ones are in neither."
          value={sayRate(settled.winRate)}
          note={
            <>
              {!settled.winRate.tooFew &&
                `${sayBetween(sayPercent(settled.winRate.low), sayPercent(settled.winRate.high))}; `}
              <OpenCount counted={settled.won} of="deals settled: won" /> won,{' '}
              <OpenCount counted={settled.lost} of="deals settled: lost" /> lost
            </>
          }
          delta={<RateDelta now={settled.winRate} before={before?.settled.winRate} />}
        />
        <FigureTile
          name="From contact to win, half within"
          about="The median of the time from when the person could first be contacted until the win, of the deals won in the period. Slow deals of people who came lately are not won yet, so it is rather too short."
          value={sayHalfWithin(contactToWon.days)}
          onOpen={open(contactToWon.counted, 'Won, and since when contacted is known')}
        />
        <VelocityTile velocity={velocity} currency={currency} />
      </Figures>
      <Missing answer={answer} />
    </Section>
  )
}

function sayHalfWithin(days: DealsData['answer']['contactToWon']['days']): string {
  return days === null ? '–' : days.tooFew ? TOO_FEW : sayTimeTaken(days.median)
}

function SumDelta({
  now,
  before,
  say,
}: {
  readonly now: number
  readonly before: number
  readonly say: (amount: number) => string
}) {
  const change = now - before
  const text =
    before === 0 ? `was ${say(0)}` : `${sayPercent(Math.abs(change) / before)} (was ${say(before)})`
  return <Delta change={change} text={text} good="up" isClear={false} words={DELTA_WORDS} />
}

/** Deals that are in no amount. */
function Missing({ answer: { withoutAmount, unconverted, currency } }: Pick<DealsData, 'answer'>) {
  if (withoutAmount.count === 0 && unconverted.count === 0) return null
  return (
    <p className="mt-4 max-w-prose border-l-2 border-line-strong pl-4 text-body text-soft">
      {withoutAmount.count > 0 && (
        <>
          <OpenCount counted={withoutAmount} of="deals won without an amount" /> were won and nobody said for
          how much; they are in no amount.{' '}
        </>
      )}
      {unconverted.count > 0 &&
        `${sayCounted(unconverted.count, 'amount')} could not be read in ${currency} and ${unconverted.count === 1 ? 'is' : 'are'} left out: ${sayList(
          unconverted.by.map(({ currency: code, amount, count }) =>
            code === ''
              ? `${sayExactMoney(Math.round(amount), '')} without a currency (${sayCount(count)})`
              : `${sayMoney(amount, code)} (${sayCount(count)})`,
          ),
          'and',
        )}. Rates are given in the report on money.`}
    </p>
  )
}

/** Deals opened in the period, and how long until they are settled. */
function Opened({ data: { answer, before } }: { readonly data: DealsData }) {
  const open = useOpenCell()
  const { deals, open: still, daysToSettle, tooFew } = answer.opened
  const { at, low, high } = daysToSettle
  return (
    <Section title="Deals opened in the period">
      <Figures>
        <FigureTile
          name="Opened"
          about="Deals put on the table in the period."
          value={sayCount(deals.count)}
          onOpen={open(deals, 'Opened')}
          delta={<CountDelta now={deals.count} before={before?.opened.deals.count} />}
        />
        <FigureTile
          name="Still open"
          about="Of them, neither won nor lost so far."
          value={sayCount(still.count)}
          onOpen={open(still, 'Opened, and still open')}
        />
        <FigureTile
          name="Half settled within"
          about="Time until half of them were won or lost. Those still open are watched up to now and counted in it (Kaplan–Meier)."
          value={
            deals.count === 0
              ? '–'
              : tooFew
                ? TOO_FEW
                : at === null
                  ? 'not half of them yet'
                  : sayTimeTaken(at)
          }
          note={
            !tooFew && at !== null && low !== null
              ? high === null
                ? `at least ${sayTimeTaken(low)}`
                : sayBetween(sayTimeTaken(low), sayTimeTaken(high))
              : undefined
          }
        />
      </Figures>
    </Section>
  )
}
