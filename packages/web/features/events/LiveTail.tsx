import type { LoggedEvent } from '@baton/protocol'
import { useQuery } from '@tanstack/react-query'
import { Pause, Play } from 'lucide-react'
import { useState } from 'react'
import { eventSourcesOptions, useEventLog } from '../../api/event-log-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { Choice } from '../../ui/Choice.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { EventSearch } from './event-tab.ts'
import { LogLine } from './LogLine.tsx'

/** The log as it grows, the newest at the top. */
export function LiveTail({
  search,
  onShow,
}: {
  readonly search: EventSearch
  readonly onShow: (search: EventSearch) => void
}) {
  const [isPaused, setPaused] = useState(false)
  const { source, name, counts } = search
  const { log, readOlder } = useEventLog(
    { ...(source && { source }), ...(name && { name }), ...(counts && { counts }) },
    isPaused,
  )
  useShortcuts({ p: () => setPaused((now) => !now) })
  if (log.isError && log.data === undefined)
    return <ReadFailed what="The events" error={log.error} onRetry={() => void log.refetch()} />
  return (
    <>
      <Filters search={search} onShow={onShow}>
        <Button
          aria-pressed={isPaused}
          aria-keyshortcuts="p"
          onClick={() => setPaused(!isPaused)}
          className="ml-auto"
        >
          {isPaused ? <Play size={12} aria-hidden="true" /> : <Pause size={12} aria-hidden="true" />}
          {isPaused ? 'Go on' : 'Pause'}
        </Button>
      </Filters>
      {log.data === undefined ? (
        <div className="space-y-5 p-6" aria-busy="true">
          {Array.from({ length: 8 }, (_, row) => (
            <Skeleton key={row} className="w-full max-w-4xl" />
          ))}
        </div>
      ) : log.data.data.length === 0 ? (
        <NoEvents isFiltered={Boolean(source || name || counts)} />
      ) : (
        <Lines events={log.data.data} />
      )}
      {typeof log.data?.nextBefore === 'number' && (
        <div className="px-4 py-4 md:px-6">
          <Button onClick={() => void readOlder()}>Older</Button>
        </div>
      )}
    </>
  )
}

function Lines({ events }: { readonly events: readonly LoggedEvent[] }) {
  return (
    <ul aria-label="Events, the newest first" className="border-t border-line">
      {events.map((event) => (
        <LogLine key={event.seq} event={event} />
      ))}
    </ul>
  )
}

function NoEvents({ isFiltered }: { readonly isFiltered: boolean }) {
  if (isFiltered)
    return (
      <EmptyState title="No such event">
        <p>What comes from now on and matches the filter appears here by itself.</p>
      </EmptyState>
    )
  return (
    <EmptyState title="Nothing has come in yet">
      <p>
        Put the browser script on your site, send from a server, connect a webhook or import a file. What
        comes appears here by itself.
      </p>
    </EmptyState>
  )
}

function Filters({
  search,
  onShow,
  children,
}: {
  readonly search: EventSearch
  readonly onShow: (search: EventSearch) => void
  readonly children: React.ReactNode
}) {
  const sources = useQuery(eventSourcesOptions).data?.data ?? []
  const [name, setName] = useState(search.name ?? '')
  const { tab: _, ...filter } = search
  const change = (key: 'source' | 'name' | 'counts', value: string | undefined) => {
    const { [key]: __, ...others } = filter
    onShow(value ? { ...others, [key]: value } : others)
  }
  return (
    <form
      aria-label="Filter of the events"
      onSubmit={(event) => {
        event.preventDefault()
        change('name', name.trim() || undefined)
      }}
      className="flex flex-wrap items-center gap-2 px-4 py-2.5 md:px-6"
    >
      <TextInput
        type="search"
        aria-label="Name of the event"
        placeholder="Name of the event"
        value={name}
        onChange={(event) => {
          setName(event.target.value)
          if (event.target.value === '') change('name', undefined)
        }}
        onBlur={() => change('name', name.trim() || undefined)}
        className="h-7! w-44!"
      />
      <Choice
        label="Source"
        options={sources.map(({ id, name: label }) => ({ value: id, label }))}
        chosen={search.source ? [search.source] : []}
        onChange={([id]) => change('source', id)}
      />
      <Choice
        label="Counts"
        options={[{ value: 'aside', label: 'Kept aside' }]}
        chosen={search.counts ? [search.counts] : []}
        onChange={([value]) => change('counts', value)}
      />
      {children}
    </form>
  )
}
