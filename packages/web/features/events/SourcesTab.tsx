import type { EventSource } from '@baton/protocol'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { eventSourcesOptions } from '../../api/event-log-query.ts'
import { useMay } from '../../api/may.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { CopyOnce } from './CopyOnce.tsx'
import { AddSourceDialog, RotateDialog } from './KeyDialogs.tsx'
import { Mark } from './Mark.tsx'
import { SecretKeys } from './SecretKeys.tsx'
import { VolumeBars } from './VolumeBars.tsx'

const KINDS: Readonly<Record<EventSource['kind'], string>> = {
  web: 'web site',
  server: 'server',
  form: 'form',
  import: 'import',
  webhook: 'webhook',
  'by-hand': 'by hand',
  baton: 'Baton itself',
}

const HEALTH = {
  new: ['plain', 'new'],
  well: ['good', 'well'],
  silent: ['warn', 'silent'],
  refusing: ['bad', 'refusing'],
} as const satisfies Record<EventSource['health'], readonly ['plain' | 'good' | 'warn' | 'bad', string]>

/** Where events come from: volumes, health, and the keys that senders show. */
export function SourcesTab({ onLive }: { readonly onLive: (source: string) => void }) {
  const sources = useQuery(eventSourcesOptions)
  const mayAdd = useMay('addEventSource')
  const maySeeSecrets = useMay('secretKeys')
  const [isAdding, setAdding] = useState(false)
  const [rotating, setRotating] = useState<EventSource | null>(null)
  const now = useNow()
  if (sources.isError && sources.data === undefined)
    return <ReadFailed what="The sources" error={sources.error} onRetry={() => void sources.refetch()} />
  if (sources.data === undefined)
    return (
      <div className="space-y-5 p-6" aria-busy="true">
        {Array.from({ length: 4 }, (_, row) => (
          <Skeleton key={row} className="w-full max-w-4xl" />
        ))}
      </div>
    )
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-4 pt-4 pb-3 md:px-6">
        <h2 className="text-lead font-semibold">Sources</h2>
        <p className="text-small text-faint">Events by day, the last 14 days</p>
        {mayAdd && (
          <Button className="ml-auto" onClick={() => setAdding(true)}>
            <Plus size={13} aria-hidden="true" />
            Add a source
          </Button>
        )}
      </div>
      <ul className="border-t border-line">
        {sources.data.data.map((source) => (
          <SourceItem
            key={source.id}
            source={source}
            now={now}
            onLive={() => onLive(source.id)}
            onRotate={mayAdd ? () => setRotating(source) : null}
          />
        ))}
      </ul>
      {maySeeSecrets && <SecretKeys now={now} />}
      {isAdding && <AddSourceDialog onClose={() => setAdding(false)} />}
      {rotating !== null && <RotateDialog source={rotating} onClose={() => setRotating(null)} />}
    </>
  )
}

/** Without what only says the kind. */
function shownName({ name, kind }: EventSource): string {
  return kind === 'web' ? name : name.replace(/^(server|form|import|hook):/, '')
}

function SourceItem({
  source,
  now,
  onLive,
  onRotate,
}: {
  readonly source: EventSource
  readonly now: number
  readonly onLive: () => void
  readonly onRotate: (() => void) | null
}) {
  const [tone, word] = HEALTH[source.health]
  return (
    <li className="grid gap-x-6 gap-y-2 border-b border-line px-4 py-3 md:grid-cols-[minmax(0,1fr)_12rem_minmax(0,24rem)] md:px-6">
      <div className="min-w-0">
        <p className="flex flex-wrap items-baseline gap-x-2">
          <span className="truncate font-medium">{shownName(source)}</span>
          <span className="text-small text-faint">{KINDS[source.kind]}</span>
          <Mark tone={tone}>{word}</Mark>
        </p>
        <p className="text-small text-soft">{source.say}</p>
        <p className="text-small text-faint">
          {source.lastSeenAt === null ? (
            'not seen yet'
          ) : (
            <>
              seen <Timestamp at={Date.parse(source.lastSeenAt)} now={now} />
            </>
          )}
          {' · '}
          <button
            type="button"
            onClick={onLive}
            className="min-h-6 rounded-sm underline decoration-line-strong underline-offset-2 hover:text-ink"
          >
            its events
          </button>
        </p>
      </div>
      <div className="flex items-end gap-3">
        <VolumeBars days={source.days} />
        <span className="figures text-small text-soft">{source.events.toLocaleString('en')}</span>
      </div>
      {source.writeKey !== null && (
        <div className="flex min-w-0 items-center gap-2">
          <div className="min-w-0 flex-1">
            <CopyOnce label={`Write key of ${source.name}`} text={source.writeKey} />
          </div>
          {onRotate !== null && (
            <Button look="plain" className="h-8" onClick={onRotate}>
              New key
            </Button>
          )}
        </div>
      )}
    </li>
  )
}
