import type { Benchmark } from '@baton/engine/reports'
import type { ReportOf } from '@baton/protocol'
import { sayClaim, sayCount, sayCounted, sayNoFigure, sayOwnOfClaim, sayPercent } from '@baton/words'
import { useReport } from '../../api/reports-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Definition } from '../../ui/Definition.tsx'
import { Select } from '../../ui/Select.tsx'
import { OpenNumber } from '../../ui/charts/index.ts'
import { TOO_FEW } from './chart-words.ts'
import { ClaimPlot } from './ClaimPlot.tsx'
import { Asked } from './Asked.tsx'
import { CellOpener, useOpenCell } from './open-cell.tsx'
import { OpenCount } from './OpenCount.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { ReportSkeleton } from './ReportSkeleton.tsx'

type BenchmarksData = ReportOf<'benchmarks'>

const FOLLOWS = [30, 90, 180, 365] as const
const FOLLOW_BY_DEFAULT = '90'

/** What marketing texts claim, each beside the number of one's own; nothing is judged by a claim. */
export function BenchmarksReport({ search, onAsk }: ReportBodyProps) {
  const report = useReport('benchmarks', search)
  const follow = search['follow'] ?? FOLLOW_BY_DEFAULT
  const offered = FOLLOWS.map(String)
  return (
    <CellOpener report="benchmarks" search={search}>
      <div className="flex flex-wrap items-end gap-3 pb-4 print:hidden">
        <Asked label="Each followed">
          <Select
            aria-label="Each followed"
            value={follow}
            // Another report may have asked for other days; the address carries them along.
            options={[...new Set([...offered, follow])]
              .toSorted((a, b) => Number(a) - Number(b))
              .map((days) => ({ value: days, label: `for ${sayCounted(Number(days), 'day')}` }))}
            onChange={(days) => onAsk({ follow: days })}
          />
        </Asked>
      </div>
      {report.isError && report.data === undefined ? (
        <ReadFailed what="The claims" error={report.error} onRetry={() => void report.refetch()} />
      ) : report.data === undefined ? (
        <ReportSkeleton />
      ) : (
        <Told data={report.data} />
      )}
    </CellOpener>
  )
}

function Told({ data: { answer, before } }: { readonly data: BenchmarksData }) {
  const { followed, followDays, rows } = answer
  return (
    <>
      <p className="max-w-prose pb-4 text-body text-soft">
        Marketing texts quote these numbers without saying who counted what, of whom and for how long. They
        stand here as claims. Nothing in Baton is judged by them, and a number of our own that is another is
        no failure.{' '}
        {followed.count === 0 ? (
          `Nobody who came in the period has been followed for ${sayCounted(followDays, 'day')} yet.`
        ) : (
          <>
            Ours are of <OpenCount counted={followed} of="followed for the whole time" />{' '}
            {followed.count === 1
              ? 'person who came in the period and has'
              : 'people who came in the period and have'}{' '}
            been followed for {sayCounted(followDays, 'day')}.
          </>
        )}
      </p>
      <ul className="max-w-5xl border-t border-line">
        {rows.map((row) => (
          <ClaimRow
            key={row.claim.key}
            row={row}
            before={before?.rows.find(({ claim }) => claim.key === row.claim.key)}
          />
        ))}
      </ul>
    </>
  )
}

function ClaimRow({ row, before }: { readonly row: Benchmark; readonly before: Benchmark | undefined }) {
  const { claim } = row
  return (
    <li className="grid gap-x-10 gap-y-4 border-b border-line py-5 break-inside-avoid lg:grid-cols-2">
      <div className="min-w-0">
        <p className="label mb-1.5 inline-flex items-center rounded-sm border border-dashed border-line-strong px-1.5 py-0.5">
          {claim.source}
        </p>
        <blockquote className="max-w-prose text-lead text-soft">“{sayClaim(claim)}.”</blockquote>
        {claim.match === 'related' && (
          <p className="mt-1 max-w-prose text-small text-faint">
            <Definition term="Not the same question">
              Our number beside it is near to what the claim speaks of, and counts something else: people
              where it counts mails, or what people did where it asks what they think.
            </Definition>
          </p>
        )}
      </div>
      <OwnFigure row={row} before={before} />
    </li>
  )
}

function OwnFigure({
  row: { claim, own, why },
  before,
}: {
  readonly row: Benchmark
  readonly before: Benchmark | undefined
}) {
  const open = useOpenCell()
  const of = sayOwnOfClaim(claim)
  if (own === null)
    return (
      <div className="min-w-0">
        <p className="label mb-1.5 py-0.5">Our own number</p>
        <p className="text-body font-medium">There is none.</p>
        <p className="max-w-prose text-body text-soft">{why !== null && sayNoFigure(why)}</p>
      </div>
    )
  const { share, leads } = own
  const was = before?.own?.share
  return (
    <div className="min-w-0">
      <p className="label mb-1.5 py-0.5">Our own number</p>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <OpenNumber
          label={`${share.tooFew ? TOO_FEW : sayPercent(share.rate)} ${of}: open the ${sayCount(leads.count)}`}
          onOpen={open(leads, `${sayCount(leads.count)} ${of}`)}
          className={share.tooFew ? 'text-lead' : 'text-title font-semibold'}
        >
          {share.tooFew ? TOO_FEW : sayPercent(share.rate)}
        </OpenNumber>
        <span className="text-body text-soft">{of}</span>
      </p>
      <p className="figures mt-0.5 text-small text-faint">
        {!share.tooFew && `${sayPercent(share.low)} to ${sayPercent(share.high)}, `}
        {sayCount(leads.count)} of <OpenCount counted={own.of} of={`All that are counted: ${of}`} />
        {was !== undefined && !was.tooFew && `; before: ${sayPercent(was.rate)} of ${sayCount(was.n)}`}
      </p>
      {!share.tooFew && claim.claimed.unit === 'share' && (
        <ClaimPlot claimed={claim.claimed} own={share} isSame={claim.match === 'same'} />
      )}
    </div>
  )
}
