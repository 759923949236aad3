import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { lazy, Suspense, type ComponentType, type LazyExoticComponent } from 'react'
import { NotFound } from '../../app/NotFound.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { Select } from '../../ui/Select.tsx'
import { AskBar } from './AskBar.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { reportGroups, type ReportKey, reportScreen, REPORT_SCREENS } from './report-screens.ts'
import { changed, searchOf } from './report-search.ts'
import { ReportHeader } from './ReportHeader.tsx'
import { ReportSkeleton } from './ReportSkeleton.tsx'

/** Each report loads when it is opened. */
const BODIES: Readonly<Record<ReportKey, LazyExoticComponent<ComponentType<ReportBodyProps>>>> = {
  funnel: lazy(async () => ({ default: (await import('./FunnelReport.tsx')).FunnelReport })),
  flow: lazy(async () => ({ default: (await import('./FlowReport.tsx')).FlowReport })),
  statement: lazy(async () => ({ default: (await import('./StatementReport.tsx')).StatementReport })),
  pace: lazy(async () => ({ default: (await import('./PaceReport.tsx')).PaceReport })),
  promises: lazy(async () => ({ default: (await import('./PromisesReport.tsx')).PromisesReport })),
  judgement: lazy(async () => ({ default: (await import('./JudgementReport.tsx')).JudgementReport })),
  money: lazy(async () => ({ default: (await import('./MoneyReport.tsx')).MoneyReport })),
  deals: lazy(async () => ({ default: (await import('./DealsReport.tsx')).DealsReport })),
  lifecycle: lazy(async () => ({ default: (await import('./LifecycleReport.tsx')).LifecycleReport })),
  customers: lazy(async () => ({ default: (await import('./CustomersReport.tsx')).CustomersReport })),
  personas: lazy(async () => ({ default: (await import('./PersonasReport.tsx')).PersonasReport })),
  focus: lazy(async () => ({ default: (await import('./FocusReport.tsx')).FocusReport })),
  benchmarks: lazy(async () => ({ default: (await import('./BenchmarksReport.tsx')).BenchmarksReport })),
}

/** One report, what it is asked, and the others beside it. */
export function ReportsScreen() {
  const { report: key } = useParams({ from: '/reports/$report' })
  const search = useSearch({ from: '/reports/$report' })
  const navigate = useNavigate()
  const screen = reportScreen(key)
  useDocumentTitle(screen?.title ?? 'Reports')
  if (screen === undefined) return <NotFound />
  const asked = searchOf(search, screen.asks)
  const onAsk = (next: Readonly<Record<string, string | undefined>>) =>
    void navigate({
      to: '/reports/$report',
      params: { report: key },
      search: changed(search, next),
      replace: true,
    })
  const Body = BODIES[key as ReportKey]
  return (
    <div className="flex h-full">
      <ReportList current={key} />
      <div className="scroller min-w-0 flex-1 overflow-y-auto print:overflow-visible">
        <ReportPicker current={key} />
        <ReportHeader screen={screen} search={asked} onAsk={onAsk} />
        <AskBar search={search} onAsk={onAsk} />
        <div className="px-4 pb-10 md:px-6">
          <Suspense fallback={<ReportSkeleton />}>
            <Body screen={screen} search={asked} onAsk={onAsk} />
          </Suspense>
        </div>
      </div>
    </div>
  )
}

/** Beside the report where there is room. What is asked of one goes along to the next as far as it means something there. */
function ReportList({ current }: { readonly current: string }) {
  const search = useSearch({ from: '/reports/$report' })
  return (
    <nav
      aria-label="Reports"
      className="scroller hidden w-52 shrink-0 overflow-y-auto border-r border-line px-3 py-4 xl:block print:hidden"
    >
      {reportGroups().map(({ name, screens }) => (
        <section key={name} className="mb-4">
          <h2 className="label px-2 pb-1">{name}</h2>
          <ul className="space-y-px">
            {screens.map(({ key, title }) => (
              <li key={key}>
                <Link
                  to="/reports/$report"
                  params={{ report: key }}
                  search={search}
                  aria-current={key === current ? 'page' : undefined}
                  className="flex min-h-7 items-center rounded-md px-2 py-1 text-body text-soft hover:bg-hover hover:text-ink aria-[current=page]:bg-hover aria-[current=page]:font-medium aria-[current=page]:text-ink"
                >
                  {title}
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

function ReportPicker({ current }: { readonly current: string }) {
  const search = useSearch({ from: '/reports/$report' })
  const navigate = useNavigate()
  return (
    <div className="px-4 pt-3 md:px-6 xl:hidden print:hidden">
      <Select
        aria-label="Report"
        value={current}
        className="max-w-72"
        options={REPORT_SCREENS.map(({ key, title }) => ({ value: key, label: title }))}
        onChange={(report) => void navigate({ to: '/reports/$report', params: { report }, search })}
      />
    </div>
  )
}
