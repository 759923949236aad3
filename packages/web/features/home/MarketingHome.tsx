import { sayCount, sayMoney, sayVolume, sayVolumeDefinition } from '@baton/words'
import type { ReportOf } from '@baton/protocol'
import { useReport, type ReportSearch } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import {
  CellOpener,
  CountDelta,
  Figures,
  FigureTile,
  OpenCount,
  RateDelta,
  ReportTable,
  sayRate,
  useOpenCell,
} from '../reports/index.ts'
import { HomeSection } from './HomeSection.tsx'
import { VolumeBars } from './VolumeBars.tsx'

interface HomeProps {
  readonly search: ReportSearch
}

/** Marketing's home: volume, quality, cost, content. */
export function MarketingHome({ search }: HomeProps) {
  return (
    <>
      <Volume search={search} />
      <Quality search={search} />
      <Cost search={search} />
    </>
  )
}

function Volume({ search }: HomeProps) {
  const volume = useReport('volume', search)
  if (volume.isError && volume.data === undefined)
    return <ReadFailed what="The volume" error={volume.error} onRetry={() => void volume.refetch()} />
  if (volume.data === undefined) return <Skeleton className="my-5 h-56 w-full" />
  return (
    <CellOpener report="volume" search={search}>
      <HomeSection title="Volume" report="funnel" search={search}>
        <VolumeFigures data={volume.data} />
        <div className="mt-6 grid gap-x-10 gap-y-6 lg:grid-cols-2">
          <VolumeBars data={volume.data} figure="leads" />
          <VolumeBars data={volume.data} figure="promoted" />
        </div>
      </HomeSection>
      <Content data={volume.data} search={search} />
    </CellOpener>
  )
}

const SHOWN = ['leads', 'promoted', 'accepted', 'sql', 'won'] as const

function VolumeFigures({ data: { answer, before } }: { readonly data: ReportOf<'volume'> }) {
  const open = useOpenCell()
  return (
    <Figures>
      {SHOWN.map((figure) => (
        <FigureTile
          key={figure}
          name={sayVolume(figure)}
          about={sayVolumeDefinition(figure)}
          value={sayCount(answer.totals[figure].count)}
          onOpen={open(answer.totals[figure], sayVolume(figure))}
          delta={<CountDelta now={answer.totals[figure].count} before={before?.totals[figure].count} />}
        />
      ))}
    </Figures>
  )
}

const CONTENTS = 6

function Content({ data, search }: HomeProps & { readonly data: ReportOf<'volume'> }) {
  const contents = data.answer.contents.slice(0, CONTENTS)
  return (
    <HomeSection title="Content" report="customers" search={search}>
      {contents.length === 0 ? (
        <p className="text-body text-faint">Nobody took any content in this period.</p>
      ) : (
        <ReportTable
          caption="What people took, and what became of them afterwards"
          head={['Content', 'Took it', 'MQLs after', 'SQLs after', 'Customers after']}
          rows={contents.map(({ title, takers, promoted, sql, won }) => ({
            key: title,
            cells: [
              title,
              <OpenCount key="t" counted={takers} of={`who took ${title}`} />,
              <OpenCount key="p" counted={promoted} of={`MQLs after ${title}`} />,
              <OpenCount key="s" counted={sql} of={`SQLs after ${title}`} />,
              <OpenCount key="w" counted={won} of={`customers after ${title}`} />,
            ],
          }))}
        />
      )}
    </HomeSection>
  )
}

function Quality({ search }: HomeProps) {
  const promises = useReport('promises', search)
  if (promises.data === undefined) return null
  const { answer, before } = promises.data
  const { accepted } = answer.whole
  return (
    <CellOpener report="promises" search={search}>
      <HomeSection title="Quality" report="promises" search={search}>
        <QualityFigures answer={answer} before={before} accepted={accepted} />
      </HomeSection>
    </CellOpener>
  )
}

function QualityFigures({
  answer,
  before,
  accepted,
}: Pick<ReportOf<'promises'>, 'answer' | 'before'> & {
  readonly accepted: ReportOf<'promises'>['answer']['whole']['accepted']
}) {
  const open = useOpenCell()
  const promised = answer.promised.marketing.accepted
  return (
    <Figures>
      <FigureTile
        name="Accepted by sales"
        about="Of what was promoted in the period and decided: the share that sales accepted."
        value={sayRate(accepted.rate)}
        onOpen={open(accepted.kept, 'Accepted by sales')}
        note={promised === undefined ? undefined : `promised ${Math.round(promised * 100)} %`}
        delta={<RateDelta now={accepted.rate} before={before?.whole.accepted.rate} />}
      />
      <FigureTile
        name="Turned down"
        about="Of what was promoted in the period: turned down or given back by sales."
        value={sayCount(accepted.broken.count)}
        onOpen={open(accepted.broken, 'Turned down by sales')}
        delta={
          <CountDelta now={accepted.broken.count} before={before?.whole.accepted.broken.count} good="down" />
        }
      />
      <FigureTile
        name="Not decided yet"
        about="Of what was promoted in the period: neither accepted nor turned down."
        value={sayCount(accepted.running.count)}
        onOpen={open(accepted.running, 'Not decided yet')}
      />
      {answer.pace.promised !== null && (
        <FigureTile
          name="MQLs against the promise"
          about="Promotions so far, of what is promised for the whole period."
          value={`${sayCount(answer.pace.soFar)} of ${sayCount(answer.pace.promised)}`}
        />
      )}
    </Figures>
  )
}

function Cost({ search }: HomeProps) {
  const money = useReport('money', search)
  if (money.data === undefined) return null
  const { total, currency, rows } = money.data.answer
  const before = money.data.before?.total
  const say = (amount: number | null | undefined) =>
    amount === null || amount === undefined ? '–' : sayMoney(amount, currency)
  const each = (name: string, outcome: 'lead' | 'mql' | 'customer', about: string) => (
    <FigureTile
      name={name}
      about={about}
      value={say(total.costs[outcome]?.each)}
      note={before?.costs[outcome] ? `was ${say(before.costs[outcome].each)}` : undefined}
    />
  )
  return (
    <HomeSection title="Cost" report="money" search={search}>
      {rows.every(({ spend }) => spend === null) ? (
        <p className="text-body text-faint">No spend is recorded for this period.</p>
      ) : (
        <Figures>
          <FigureTile
            name="Spend"
            about="What was spent in the period, pro rata by days."
            value={say(total.spend)}
            note={before ? `was ${say(before.spend)}` : undefined}
          />
          {each('A lead', 'lead', 'Spend of the period by new leads of the period.')}
          {each('An MQL', 'mql', 'Spend of the period by leads that first became MQL in it.')}
          {each(
            'A customer (CAC)',
            'customer',
            'Spend of the period by customers won in it: the cost of acquiring one.',
          )}
          <FigureTile
            name="Return"
            about="Revenue of the period for one unit of its spend."
            value={total.return === null ? '–' : `${total.return.toFixed(1)}×`}
          />
        </Figures>
      )}
    </HomeSection>
  )
}
