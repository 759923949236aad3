import type { Proportion } from '@baton/engine'
import { PROPORTION_FLOOR } from '@baton/engine'
import type { LeadFilter } from '../../api/lead-filter.ts'
import { sayCount, sayPercent, sayStage } from '@baton/words'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useMay } from '../../api/may.ts'
import { RequestFailed } from '../../api/request.ts'
import { useSources } from '../../api/sources-query.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { IntervalPlot } from '../../ui/IntervalPlot.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { rated, scaleTop, sortedSources, type RatedSource } from './source-rates.ts'
import type { SourceSort } from './source-sort.ts'

type Rated = Omit<RatedSource, 'source'>

/** What became of the leads of each origin, with as much certainty as their number allows. */
export function SourcesScreen() {
  const { sort = 'leads', direction = 'desc' } = useSearch({ from: '/sources' })
  const navigate = useNavigate({ from: '/sources' })
  const sources = useSources()
  const mayRead = useMay('eventSources')
  useDocumentTitle('Sources')
  const onSort = (next: SourceSort) =>
    void navigate({
      search: {
        sort: next,
        direction:
          next === sort ? (direction === 'asc' ? 'desc' : 'asc') : next === 'source' ? 'asc' : 'desc',
      },
    })
  return (
    <div className="scroller h-full overflow-y-auto">
      <header className="px-4 pt-3 pb-4 md:px-6 md:pt-4">
        <h1 className="text-title font-semibold tracking-[-0.02em]">Sources</h1>
        <p className="max-w-prose text-body text-soft">
          What became of the leads that first came by each origin. The first touch stands: later visits by
          another way do not change it.
        </p>
        {mayRead && (
          <Link
            to="/events"
            search={{ tab: 'sources' }}
            className="rounded-sm text-body text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
          >
            Where events come from, and keys
          </Link>
        )}
      </header>
      {sources.isError ? (
        <ErrorState
          title="The sources could not be read"
          detail={sources.error instanceof RequestFailed ? sources.error.detail : sources.error.message}
          reference={sources.error instanceof RequestFailed ? sources.error.reference : undefined}
          onRetry={() => void sources.refetch()}
        />
      ) : sources.data === undefined ? (
        <div className="space-y-5 p-6" aria-busy="true">
          {Array.from({ length: 8 }, (_, row) => (
            <Skeleton key={row} className="w-full max-w-4xl" />
          ))}
        </div>
      ) : sources.data.data.length === 0 ? (
        <EmptyState title="No sources yet">
          <p>
            A source is known when the first event of a lead brings one: send{' '}
            <code className="font-mono">source</code> with it, or tag your links with{' '}
            <code className="font-mono">utm_source</code>.
          </p>
        </EmptyState>
      ) : (
        <SourceTable
          rows={sortedSources(sources.data.data.map(rated), sort, direction)}
          total={rated(sources.data.total)}
          sort={sort}
          direction={direction}
          onSort={onSort}
        />
      )}
    </div>
  )
}

const STEPS = [
  { sort: 'mql', reached: 'mql' },
  { sort: 'sql', reached: 'sql' },
  { sort: 'won', reached: 'customer' },
] as const

function SourceTable({
  rows,
  total,
  sort,
  direction,
  onSort,
}: {
  readonly rows: readonly RatedSource[]
  readonly total: Rated
  readonly sort: SourceSort
  readonly direction: 'asc' | 'desc'
  readonly onSort: (sort: SourceSort) => void
}) {
  const names = useAgreementModel().data?.agreement?.names
  const tops = STEPS.map(({ sort: step }) => scaleTop(rows.map((row) => rateOf(row, step))))
  const header = { sort, direction, onSort }
  const most = Math.max(...rows.map((row) => row.leads))
  return (
    <>
      <div className="hidden md:block">
        <table className="w-full border-separate border-spacing-0">
          <caption className="sr-only">Leads and what became of them, by first-touch source</caption>
          <thead>
            <tr>
              <Header {...header} by="source" label="Source" className="w-[20%]" />
              <Header {...header} by="leads" label="Leads" className="w-[14%]" />
              <Header
                {...header}
                by="mql"
                label={sayStage('mql', names)}
                note={`0 to ${sayPercent(tops[0]!)}`}
              />
              <Header
                {...header}
                by="sql"
                label={sayStage('sql', names)}
                note={`0 to ${sayPercent(tops[1]!)}`}
              />
              <Header {...header} by="won" label="Won" note={`0 to ${sayPercent(tops[2]!)}`} />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <SourceTableRow key={row.source} row={row} total={total} tops={tops} most={most} />
            ))}
          </tbody>
          <tfoot>
            <tr className="font-medium">
              <th
                scope="row"
                className={`${CELL} border-t border-b-0 border-t-line-strong pl-4 text-left md:pl-6`}
              >
                All sources
              </th>
              <td className={`${CELL} border-t border-b-0 border-t-line-strong`}>
                <CountLink count={total.leads} search={{}} />
              </td>
              {STEPS.map(({ sort: step, reached }, index) => (
                <RateCell
                  key={step}
                  rate={rateOf(total, step)}
                  top={tops[index]!}
                  search={{ reached }}
                  last
                />
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <SourceList rows={rows} total={total} tops={tops} names={names} />
      <p className="max-w-prose px-4 py-4 text-small text-faint md:px-6">
        Shares are of all leads of the source. The bar is the range that the true rate lies in 95 times out of
        100, the dot is the observed rate, and the tick is the rate of all sources. Below {PROPORTION_FLOOR}{' '}
        leads a rate says too little to be shown.
      </p>
    </>
  )
}

const CELL = 'h-11 border-b border-line px-3'

function rateOf(row: Rated, step: 'mql' | 'sql' | 'won'): Proportion {
  return { mql: row.mqlRate, sql: row.sqlRate, won: row.wonRate }[step]
}

function SourceTableRow({
  row,
  total,
  tops,
  most,
}: {
  readonly row: RatedSource
  readonly total: Rated
  readonly tops: readonly number[]
  readonly most: number
}) {
  return (
    <tr className="group hover:bg-sunk">
      <th scope="row" className={`${CELL} pl-4 text-left font-medium md:pl-6`}>
        {row.source === '' ? <span className="text-soft">No source known</span> : row.source}
      </th>
      <td className={CELL}>
        <span className="flex items-center gap-3">
          <CountLink count={row.leads} search={{ source: row.source }} />
          <span
            aria-hidden="true"
            className="h-[3px] rounded-full bg-line-strong"
            style={{ width: `${(row.leads / most) * 64}px` }}
          />
        </span>
      </td>
      {STEPS.map(({ sort: step, reached }, index) => (
        <RateCell
          key={step}
          rate={rateOf(row, step)}
          average={rateOf(total, step).rate}
          top={tops[index]!}
          search={{ source: row.source, reached }}
        />
      ))}
    </tr>
  )
}

/** The same as a list, for narrow windows. */
function SourceList({
  rows,
  total,
  tops,
  names,
}: {
  readonly rows: readonly RatedSource[]
  readonly total: Rated
  readonly tops: readonly number[]
  readonly names: Parameters<typeof sayStage>[1]
}) {
  return (
    <ul className="border-t border-line md:hidden">
      {[...rows, { source: null, ...total }].map((row) => (
        <li key={row.source ?? 'all'} className="border-b border-line px-4 py-3">
          <p className="flex items-baseline justify-between font-medium">
            {row.source === null ? 'All sources' : row.source === '' ? 'No source known' : row.source}
            <CountLink count={row.leads} search={row.source === null ? {} : { source: row.source }} />
          </p>
          {STEPS.map(({ sort: step, reached }, index) => (
            <p
              key={step}
              className="mt-1 grid grid-cols-[8.5rem_1fr] items-center gap-3 text-small text-faint"
            >
              {step === 'won' ? 'Won' : sayStage(step, names)}
              <Rate
                rate={rateOf(row, step)}
                average={rateOf(total, step).rate}
                top={tops[index]!}
                search={{ ...(row.source !== null && { source: row.source }), reached }}
              />
            </p>
          ))}
        </li>
      ))}
    </ul>
  )
}

interface RateProps {
  readonly rate: Proportion
  readonly average?: number
  readonly top: number
  readonly search: Partial<LeadFilter>
}

function RateCell({ last = false, ...rate }: RateProps & { readonly last?: boolean }) {
  return (
    <td
      className={`${CELL} last:pr-4 md:last:pr-6 ${last ? 'border-t border-b-0 border-t-line-strong' : ''}`}
    >
      <Rate {...rate} />
    </td>
  )
}

/** Count, rate and interval; below the floor only the count, and that it is too few to say. */
function Rate({ rate, average, top, search }: RateProps) {
  const interval = `${sayPercent(rate.low)} to ${sayPercent(rate.high)}`
  return (
    <span className="flex items-center gap-3">
      <CountLink count={rate.successes} search={search} />
      {rate.tooFew ? (
        <span className="text-small text-faint">too few to say</span>
      ) : (
        <>
          <span
            className="figures w-11 shrink-0 text-right text-body text-soft"
            title={`between ${interval}`}
          >
            {sayPercent(rate.rate)}
            <span className="sr-only">, between {interval}</span>
          </span>
          <span className="min-w-12 flex-1">
            <IntervalPlot
              rate={rate.rate}
              low={rate.low}
              high={rate.high}
              top={top}
              {...(average !== undefined && { average })}
            />
          </span>
        </>
      )}
    </span>
  )
}

/** A number that opens the list of leads behind it. */
function CountLink({ count, search }: { readonly count: number; readonly search: Partial<LeadFilter> }) {
  return (
    <Link
      to="/leads"
      search={search}
      className="figures inline-flex min-h-6 min-w-12 shrink-0 items-center justify-end rounded-sm font-medium underline decoration-line-strong underline-offset-2 hover:decoration-accent"
    >
      {sayCount(count)}
    </Link>
  )
}

function Header({
  by,
  label,
  note,
  sort,
  direction,
  onSort,
  className = '',
}: {
  readonly by: SourceSort
  readonly label: string
  readonly note?: string
  readonly sort: SourceSort
  readonly direction: 'asc' | 'desc'
  readonly onSort: (sort: SourceSort) => void
  readonly className?: string
}) {
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={sort === by ? (direction === 'asc' ? 'ascending' : 'descending') : undefined}
      className={`sticky top-0 z-10 h-9 border-b border-line bg-paper px-3 text-left text-small font-medium text-faint first:pl-4 last:pr-4 md:first:pl-6 md:last:pr-6 ${className}`}
    >
      <span className="flex items-center justify-between">
        <button
          type="button"
          onClick={() => onSort(by)}
          className={`-mx-1 inline-flex h-6 items-center gap-1 rounded px-1 hover:text-ink ${sort === by ? 'text-ink' : ''}`}
        >
          {label}
          {sort === by && <Arrow size={11} aria-hidden="true" />}
        </button>
        {note !== undefined && (
          <span className="figures text-tiny font-normal" title="Right end of the scale">
            {note}
          </span>
        )}
      </span>
    </th>
  )
}
