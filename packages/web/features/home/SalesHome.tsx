import type { ReportOf } from '@baton/protocol'
import { sayCount, sayMoney } from '@baton/words'
import { useReport, type ReportSearch } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { useStageNames } from '../leads/index.ts'
import {
  CellOpener,
  CountDelta,
  Figures,
  FigureTile,
  OpenCount,
  RateCell,
  RateDelta,
  ReportTable,
  sayRate,
  sayTimeTaken,
  useOpenCell,
  VelocityTile,
} from '../reports/index.ts'
import { HomeSection } from './HomeSection.tsx'
import { VolumeBars } from './VolumeBars.tsx'

interface HomeProps {
  readonly search: ReportSearch
}

/** Sales' home: pipeline, conversion, speed, deals. */
export function SalesHome({ search }: HomeProps) {
  return (
    <>
      <Pipeline search={search} />
      <Speed search={search} />
      <Conversion search={{ ...search, entry: 'mql' }} />
      <Deals search={search} />
    </>
  )
}

function Pipeline({ search }: HomeProps) {
  const volume = useReport('volume', search)
  if (volume.isError && volume.data === undefined)
    return <ReadFailed what="The pipeline" error={volume.error} onRetry={() => void volume.refetch()} />
  if (volume.data === undefined) return <Skeleton className="my-5 h-56 w-full" />
  return (
    <CellOpener report="volume" search={search}>
      <HomeSection title="Pipeline" report="flow" search={{ ...search, entry: 'mql' }}>
        <PipelineFigures data={volume.data} />
        <div className="mt-6 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <VolumeBars data={volume.data} figure="accepted" />
          <VolumeBars data={volume.data} figure="won" />
        </div>
      </HomeSection>
    </CellOpener>
  )
}

function PipelineFigures({ data: { answer, before } }: { readonly data: ReportOf<'volume'> }) {
  const open = useOpenCell()
  const { pipeline, totals } = answer
  const amounts = pipeline.amounts.map(({ amount, currency }) => sayMoney(amount, currency))
  return (
    <Figures>
      <FigureTile
        name="Open deals"
        about="Deals that are on the table now, whatever the period. Amounts are as sales says them, added up within each currency."
        value={sayCount(pipeline.open.count)}
        onOpen={open(pipeline.open, 'Open deals')}
        note={
          <>
            {amounts.map((amount) => (
              <span key={amount} className="block">
                {amount}
              </span>
            ))}
            {pipeline.withoutAmount > 0 && `${sayCount(pipeline.withoutAmount)} without an amount`}
          </>
        }
      />
      {(
        [
          ['accepted', 'Accepted', 'Sales accepted it in the period, or took it up by itself.'],
          ['sql', 'SQLs', 'Became sales qualified in the period.'],
          ['opportunity', 'New deals', 'Deals opened in the period.'],
          ['won', 'Won', 'Deals won in the period.'],
        ] as const
      ).map(([figure, name, about]) => (
        <FigureTile
          key={figure}
          name={name}
          about={about}
          value={sayCount(totals[figure].count)}
          onOpen={open(totals[figure], name)}
          delta={<CountDelta now={totals[figure].count} before={before?.totals[figure].count} />}
        />
      ))}
    </Figures>
  )
}

function Speed({ search }: HomeProps) {
  const promises = useReport('promises', search)
  const pace = useReport('pace', search)
  if (promises.data === undefined) return null
  const [mql, sal] = pace.data?.answer.stages ?? []
  const say = (days: number | null | undefined) =>
    days === null || days === undefined ? '–' : sayTimeTaken(days)
  return (
    <CellOpener report="promises" search={search}>
      <HomeSection title="Speed" report="pace" search={search}>
        <Figures>
          <OnTime
            data={promises.data}
            promise="firstTouch"
            name="First touch on time"
            about="Of what was promoted in the period and is due: tried to reach before the agreed clock ran out."
          />
          <OnTime
            data={promises.data}
            promise="decided"
            name="Decided on time"
            about="Of what was promoted in the period and is due: accepted or rejected before the agreed clock ran out."
          />
          <FigureTile
            name="Until accepted, half"
            about="Days until half of those promoted in the period had been accepted."
            value={say(mql?.median)}
          />
          <FigureTile
            name="Until qualified, half"
            about="Days from acceptance until half had become sales qualified."
            value={say(sal?.median)}
          />
        </Figures>
      </HomeSection>
    </CellOpener>
  )
}

function OnTime({
  data: { answer, before },
  promise,
  name,
  about,
}: {
  readonly data: ReportOf<'promises'>
  readonly promise: 'firstTouch' | 'decided'
  readonly name: string
  readonly about: string
}) {
  const open = useOpenCell()
  const kept = answer.whole[promise]
  const promised =
    promise === 'firstTouch' ? answer.promised.sales.firstTouchOnTime : answer.promised.sales.decidedOnTime
  return (
    <FigureTile
      name={name}
      about={about}
      value={sayRate(kept.rate)}
      onOpen={open(kept.broken, `${name}: not`)}
      note={promised === undefined ? undefined : `promised ${Math.round(promised * 100)} %`}
      delta={<RateDelta now={kept.rate} before={before?.whole[promise].rate} />}
    />
  )
}

function Conversion({ search }: HomeProps) {
  const funnel = useReport('funnel', search)
  const stage = useStageNames()
  if (funnel.data === undefined) return null
  const steps = funnel.data.answer.whole.steps
  return (
    <CellOpener report="funnel" search={search}>
      <HomeSection title="Conversion" report="funnel" search={search}>
        <ReportTable
          caption="How far what was promoted in the period has come"
          head={['Of the MQLs of the period', 'Came this far', 'Still open', 'Of the step before', 'Of all']}
          rows={steps.map((step) => ({
            key: step.stage,
            cells: [
              stage(step.stage),
              <OpenCount key="r" counted={step.reached} of={stage(step.stage)} />,
              <OpenCount key="o" counted={step.open} of={`${stage(step.stage)}, still open`} />,
              step.ofBefore === null ? '' : <RateCell key="b" rate={step.ofBefore} />,
              step.ofAll === null ? '' : <RateCell key="a" rate={step.ofAll} />,
            ],
          }))}
        />
      </HomeSection>
    </CellOpener>
  )
}

function Deals({ search }: HomeProps) {
  const deals = useReport('deals', search)
  if (deals.data === undefined) return null
  return (
    <CellOpener report="deals" search={search}>
      <HomeSection title="Deals" report="deals" search={search}>
        <DealFigures data={deals.data} />
      </HomeSection>
    </CellOpener>
  )
}

function DealFigures({ data: { answer, before } }: { readonly data: ReportOf<'deals'> }) {
  const open = useOpenCell()
  const { size, currency, settled, revenue, contactToWon, velocity } = answer
  const tooFew = (of: { readonly tooFew: boolean } | null) => of === null || of.tooFew
  return (
    <Figures>
      <FigureTile
        name="Revenue"
        about="Deals won in the period whose amount is known, in the currency of reports."
        value={sayMoney(revenue, currency)}
        onOpen={open(answer.won, 'Won')}
        note={before ? `was ${sayMoney(before.revenue, currency)}` : undefined}
      />
      <FigureTile
        name="Deal size, half below"
        about="Median amount of the deals won in the period."
        value={tooFew(size) ? 'too few to say' : sayMoney(size!.median, currency)}
      />
      <FigureTile
        name="Win rate"
        about="Of the deals settled in the period: won."
        value={sayRate(settled.winRate)}
        onOpen={open(settled.lost, 'Lost')}
        delta={<RateDelta now={settled.winRate} before={before?.settled.winRate} />}
      />
      <FigureTile
        name="Days from contact to win"
        about="Median of the deals won in the period. Slow deals are not among them yet."
        value={tooFew(contactToWon.days) ? 'too few to say' : sayTimeTaken(contactToWon.days!.median)}
      />
      <VelocityTile velocity={velocity} currency={currency} />
    </Figures>
  )
}
