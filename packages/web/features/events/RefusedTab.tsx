import type { FailedEvents } from '@baton/protocol'
import { useState } from 'react'
import { type FailedFilter, useFailedEvents } from '../../api/event-log-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Select } from '../../ui/Select.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'
import { BulkMendDialog } from './BulkMendDialog.tsx'
import { RefusedItem } from './RefusedItem.tsx'
import { sayRefusal } from './say-refusal.ts'

type Group = FailedEvents['groups'][number]

const STATES = [
  { value: 'open', label: 'Open' },
  { value: 'replayed', label: 'Replayed' },
  { value: 'dismissed', label: 'Dismissed' },
] as const

/** What was refused and why, mended and sent in again. */
export function RefusedTab() {
  const [filter, setFilter] = useState<FailedFilter>({ state: 'open' })
  const [mending, setMending] = useState<Group | null>(null)
  const failed = useFailedEvents(filter)
  const now = useNow()
  if (failed.isError && failed.data === undefined)
    return <ReadFailed what="What was refused" error={failed.error} onRetry={() => void failed.refetch()} />
  if (failed.data === undefined)
    return (
      <div className="space-y-5 p-6" aria-busy="true">
        {Array.from({ length: 6 }, (_, row) => (
          <Skeleton key={row} className="w-full max-w-4xl" />
        ))}
      </div>
    )
  const { data, groups, counts } = failed.data
  if (counts.open + counts.replayed + counts.dismissed === 0)
    return (
      <EmptyState title="Nothing was refused">
        <p>
          An event that cannot be stored is kept here for 30 days with the reason, and what was sent with it
          is not harmed.
        </p>
      </EmptyState>
    )
  return (
    <>
      {groups.length > 0 && (
        <GroupTable
          groups={groups}
          now={now}
          onShow={(group) =>
            setFilter({ state: 'open', code: group.code, ...(group.source && { source: group.source.id }) })
          }
          onMend={setMending}
        />
      )}
      <div className="flex flex-wrap items-center gap-3 px-4 pt-5 pb-2 md:px-6">
        <h2 className="text-lead font-semibold">
          {filter.code === undefined ? 'One by one' : sayRefusal(filter.code).title}
        </h2>
        <Select
          aria-label="Which of them"
          value={filter.state}
          options={STATES.map(({ value, label }) => ({
            value,
            label: `${label} (${counts[value].toLocaleString('en')})`,
          }))}
          onChange={(state) => setFilter({ ...filter, state })}
          className="w-40"
        />
        {filter.code !== undefined && (
          <Button look="plain" onClick={() => setFilter({ state: filter.state })}>
            Show all kinds
          </Button>
        )}
      </div>
      {data.length === 0 ? (
        <p className="px-4 text-body text-faint md:px-6">None of these.</p>
      ) : (
        <ul aria-label="Refused events, the newest first" className="border-t border-line">
          {data.map((one) => (
            <RefusedItem key={one.id} failed={one} now={now} />
          ))}
        </ul>
      )}
      {mending !== null && <BulkMendDialog group={mending} onClose={() => setMending(null)} />}
    </>
  )
}

function GroupTable({
  groups,
  now,
  onShow,
  onMend,
}: {
  readonly groups: readonly Group[]
  readonly now: number
  readonly onShow: (group: Group) => void
  readonly onMend: (group: Group) => void
}) {
  return (
    <ul aria-label="Refused events by reason and source">
      {groups.map((group) => {
        const { title, remedy } = sayRefusal(group.code)
        return (
          <li
            key={`${group.code} ${group.source?.id}`}
            className="grid grid-cols-[minmax(2rem,auto)_minmax(0,1fr)] items-center gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 sm:grid-cols-[3rem_minmax(0,1fr)_auto] md:px-6"
          >
            <span className="figures text-lead font-medium">{group.events.toLocaleString('en')}</span>
            <div className="min-w-0">
              <p>
                <span className="font-medium">{title}</span>
                <span className="text-faint">
                  {' '}
                  · {group.source?.name ?? 'no source'} · last{' '}
                  <Timestamp at={Date.parse(group.lastAt)} now={now} />
                </span>
              </p>
              <p className="text-small text-faint">{remedy}</p>
            </div>
            <div className="col-start-2 flex gap-2 sm:col-start-auto">
              <Button onClick={() => onShow(group)}>Look at them</Button>
              <Button onClick={() => onMend(group)}>Mend all</Button>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
