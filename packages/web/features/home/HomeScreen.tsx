import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useReport } from '../../api/reports-query.ts'
import { useRole } from '../../api/session-query.ts'
import { useStatus } from '../../api/status-query.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { NoLeadsYet } from '../leads/index.ts'
import { AskBar, AsOf, changed } from '../reports/index.ts'
import { homeSearch, sideOf } from './home-search.ts'
import { MarketingHome } from './MarketingHome.tsx'
import { SalesHome } from './SalesHome.tsx'

const SIDES = [
  ['marketing', 'Marketing'],
  ['sales', 'Sales'],
] as const

/** Where a day begins: how one's side is doing, over the same ledger as the other side's. */
export function HomeScreen() {
  const raw = useSearch({ from: '/home' })
  const navigate = useNavigate()
  const role = useRole()
  const side = sideOf(raw, role)
  const search = homeSearch(raw)
  const status = useStatus().data
  const volume = useReport('volume', search).data
  useDocumentTitle('Home')
  const onAsk = (next: Readonly<Record<string, string | undefined>>) =>
    void navigate({ to: '/home', search: changed(raw, next), replace: true })
  if (status?.leads === 0)
    return (
      <div className="scroller h-full overflow-y-auto">
        <h1 className="sr-only">Home</h1>
        <NoLeadsYet />
      </div>
    )
  return (
    <div className="scroller h-full overflow-y-auto">
      <header className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 pt-3 pb-1 md:px-6 md:pt-4">
        <div className="min-w-0 flex-1 basis-64">
          <h1 className="text-title font-semibold tracking-[-0.02em]">Home</h1>
          {volume === undefined ? (
            <p className="text-small">&nbsp;</p>
          ) : (
            <AsOf answer={volume} onAsk={onAsk} />
          )}
        </div>
        <nav aria-label="Side" className="flex rounded-md border border-line-strong print:hidden">
          {SIDES.map(([key, label]) => (
            <Link
              key={key}
              to="/home"
              search={changed(raw, { side: key })}
              aria-current={key === side ? 'page' : undefined}
              className="inline-flex h-7 items-center px-3 text-body font-medium text-soft first:rounded-l-[5px] last:rounded-r-[5px] hover:bg-hover aria-[current=page]:bg-ink aria-[current=page]:text-paper"
            >
              {label}
            </Link>
          ))}
        </nav>
      </header>
      <AskBar search={search} onAsk={onAsk} />
      <div className="max-w-6xl px-4 pb-10 md:px-6">
        {side === 'marketing' ? <MarketingHome search={search} /> : <SalesHome search={search} />}
      </div>
    </div>
  )
}
