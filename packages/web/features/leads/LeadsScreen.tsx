import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import type { LeadFilter } from '../../api/lead-filter.ts'
import { filterToQuery, isFiltered, parseLeadFilter } from '../../api/lead-filter.ts'
import { useLeadList } from '../../api/leads-query.ts'
import { useMay } from '../../api/may.ts'
import { RequestFailed } from '../../api/request.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { EnterLeadDialog } from './EnterLeadDialog.tsx'
import { FilterBar } from './FilterBar.tsx'
import { LeadSearch } from './LeadSearch.tsx'
import { LeadTable } from './LeadTable.tsx'
import { NoLeadsYet } from './NoLeadsYet.tsx'
import { StageStrip } from './StageStrip.tsx'
import { rememberLeadList } from './last-list.ts'
import { useWords } from './use-stage-names.ts'

/** Every lead, by any filter and order. The address is the view. */
export function LeadsScreen() {
  const search = useSearch({ from: '/leads' })
  const filter = parseLeadFilter(search)
  const navigate = useNavigate({ from: '/leads' })
  const list = useLeadList(filter)
  const searchInput = useRef<HTMLInputElement>(null)
  const { leadsTitle } = useWords()
  useDocumentTitle(leadsTitle)
  const mayEnter = useMay('enterLead')
  const [isEntering, setEntering] = useState(false)
  useShortcuts({
    '/': () => searchInput.current?.focus(),
    ...(mayEnter && { n: () => setEntering(true) }),
  })
  rememberLeadList(filterToQuery(filter))

  const show = (next: Partial<LeadFilter>, replace = false) =>
    void navigate({ search: parseLeadFilter({ ...filter, ...next }), replace })
  const first = list.data?.pages[0]
  const leads = list.data?.pages.flatMap((page) => page.data) ?? []

  const nothing = first?.total === 0 && !isFiltered(filter)

  return (
    <div className="flex h-full flex-col">
      <header className="flex items-center gap-4 px-4 pt-3 pb-2 md:h-14 md:px-6 md:py-0">
        <h1 className="text-title font-semibold tracking-[-0.02em]">{leadsTitle}</h1>
        <div className="ml-auto w-full max-w-72 min-w-0">
          <LeadSearch
            ref={searchInput}
            words={filter.q ?? ''}
            onChange={(q) => show({ q: q || undefined }, true)}
          />
        </div>
        {mayEnter && (
          <Button
            aria-label="Add a lead"
            aria-keyshortcuts="n"
            onClick={() => setEntering(true)}
            className="h-8"
          >
            <Plus size={13} aria-hidden="true" />
            <span className="hidden sm:inline">Add a lead</span>
          </Button>
        )}
      </header>
      {!nothing && (
        <>
          <StageStrip filter={filter} counts={first?.counts.stage} onChange={show} />
          <FilterBar filter={filter} counts={first?.counts.grade} onChange={show} />
        </>
      )}
      {list.isError && first === undefined ? (
        <LeadListError error={list.error} onRetry={() => void list.refetch()} />
      ) : first !== undefined && first.total === 0 ? (
        <NoLeads filtered={isFiltered(filter)} />
      ) : (
        <LeadTable
          key={JSON.stringify(filterToQuery(filter))}
          filter={filter}
          leads={leads}
          total={first?.total}
          stale={list.isPlaceholderData}
          loadingMore={list.isFetchingNextPage}
          hasMore={list.hasNextPage}
          onMore={() => void list.fetchNextPage()}
          onSort={show}
        />
      )}
      {isEntering && <EnterLeadDialog onClose={() => setEntering(false)} />}
    </div>
  )
}

function LeadListError({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const failed = error instanceof RequestFailed ? error : undefined
  return (
    <ErrorState
      title="The leads could not be read"
      detail={failed?.detail ?? error.message}
      reference={failed?.reference}
      onRetry={onRetry}
    />
  )
}

function NoLeads({ filtered }: { readonly filtered: boolean }) {
  if (filtered) {
    return (
      <EmptyState
        title="No lead matches"
        actions={
          <Link to="/leads" search={{}} className="inline-flex">
            <Button tabIndex={-1}>Clear all filters</Button>
          </Link>
        }
      >
        <p>Every condition of the filter has to hold at once. Take one back, or clear them all.</p>
      </EmptyState>
    )
  }
  return <NoLeadsYet />
}
