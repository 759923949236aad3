import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useFailedEvents } from '../../api/event-log-query.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { EVENT_TAB_NAMES, EVENT_TABS, type EventSearch, type EventTab } from './event-tab.ts'
import { HookTab } from './HookTab.tsx'
import { LiveTail } from './LiveTail.tsx'
import { RefusedTab } from './RefusedTab.tsx'
import { SourcesTab } from './SourcesTab.tsx'
import { UncataloguedTab } from './UncataloguedTab.tsx'

/** What comes in, what was refused and why, what nobody knows yet, and where all of it comes from. */
export function EventsScreen() {
  const search = useSearch({ from: '/events' })
  const navigate = useNavigate({ from: '/events' })
  const refused = useFailedEvents({ state: 'open' }).data?.counts.open ?? 0
  useDocumentTitle('Events')
  const tab = search.tab ?? 'live'
  const show = (next: EventSearch) => void navigate({ search: next })
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Events" note="What comes in, and what becomes of it">
        <Link
          to="/sources"
          className="rounded-sm text-body text-soft underline decoration-line-strong underline-offset-2 hover:text-ink"
        >
          What became of each source’s leads
        </Link>
      </ScreenHeader>
      <Tabs tab={tab} refused={refused} onTab={(next) => show(next === 'live' ? {} : { tab: next })} />
      <div
        id="events-panel"
        role="tabpanel"
        aria-labelledby={`events-${tab}`}
        className="scroller min-h-0 flex-1 overflow-y-auto pb-16"
      >
        <Shown tab={tab} search={search} onShow={show} />
      </div>
    </div>
  )
}

function Shown({
  tab,
  search,
  onShow,
}: {
  readonly tab: EventTab
  readonly search: EventSearch
  readonly onShow: (search: EventSearch) => void
}) {
  switch (tab) {
    case 'live':
      return <LiveTail search={search} onShow={onShow} />
    case 'refused':
      return <RefusedTab />
    case 'uncatalogued':
      return <UncataloguedTab onLive={(name) => onShow({ name })} />
    case 'sources':
      return <SourcesTab onLive={(source) => onShow({ source })} />
    case 'webhooks':
      return (
        <HookTab
          open={search.hook ?? null}
          onOpen={(hook) => onShow({ tab: 'webhooks', ...(hook !== null && { hook }) })}
        />
      )
  }
}

function Tabs({
  tab,
  refused,
  onTab,
}: {
  readonly tab: EventTab
  readonly refused: number
  readonly onTab: (tab: EventTab) => void
}) {
  return (
    <div
      role="tablist"
      aria-label="Parts of the events"
      className="scroller-bare flex shrink-0 overflow-x-auto border-b border-line px-4 md:px-6"
    >
      {EVENT_TABS.map((name) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`events-${name}`}
          aria-selected={tab === name}
          aria-controls="events-panel"
          onClick={() => onTab(name)}
          className="-mb-px flex h-10 shrink-0 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-body font-medium whitespace-nowrap text-faint first:-ml-2.5 hover:text-ink aria-selected:border-accent aria-selected:text-ink"
        >
          {EVENT_TAB_NAMES[name]}
          {name === 'refused' && refused > 0 && (
            <span className="figures rounded bg-accent-wash px-1 text-small text-accent-text">
              {refused.toLocaleString('en')} <span className="sr-only">open</span>
            </span>
          )}
        </button>
      ))}
    </div>
  )
}
