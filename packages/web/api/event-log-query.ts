/** What came in: the log as it grows, what was refused, and what the catalogue does not know. */
import type { EventLog } from '@baton/protocol'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './request.ts'

export interface LogFilter {
  readonly source?: string
  readonly name?: string
  readonly trust?: string
  readonly counts?: string
}

const POLL_MS = 2_000
/** More than anybody reads; older ones are asked for. */
const KEPT = 500

/**
 * The newest events. Asked again every two seconds for what came since, while the screen is seen: that costs the server one
 * look at the end of the log, and nothing where nobody looks.
 */
export function useEventLog(filter: LogFilter, isPaused: boolean) {
  const queries = useQueryClient()
  const queryKey = ['event-log', filter]
  const keep = (log: EventLog) => queries.setQueryData(queryKey, log)
  const log = useQuery({
    queryKey,
    queryFn: async ({ signal }): Promise<EventLog> => {
      const before = queries.getQueryData<EventLog>(queryKey)
      if (!before) return await request('eventLog', { query: { ...filter, limit: '100' }, signal })
      const query = { ...filter, after: String(before.newest), limit: '200' }
      const since = await request('eventLog', { query, signal })
      const data = [...since.data, ...before.data].slice(0, KEPT)
      const isCut = data.length < since.data.length + before.data.length
      return { data, newest: since.newest, nextBefore: isCut ? data.at(-1)!.seq : before.nextBefore }
    },
    refetchInterval: isPaused ? false : POLL_MS,
    staleTime: 0,
    placeholderData: keepPreviousData,
  })
  const readOlder = async () => {
    const before = queries.getQueryData<EventLog>(queryKey)
    if (!before || before.nextBefore === null) return
    const query = { ...filter, before: String(before.nextBefore), limit: '100' }
    const older = await request('eventLog', { query })
    keep({ ...before, data: [...before.data, ...older.data], nextBefore: older.nextBefore })
  }
  return { log, readOlder }
}

export interface FailedFilter {
  readonly state: 'open' | 'replayed' | 'dismissed'
  readonly code?: string
  readonly source?: string
}

export function useFailedEvents(filter: FailedFilter) {
  return useQuery({
    queryKey: ['failed-events', filter],
    queryFn: ({ signal }) => request('failedEvents', { query: { ...filter, limit: '100' }, signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 5_000,
    staleTime: 0,
  })
}

export const uncataloguedOptions = queryOptions({
  queryKey: ['uncatalogued'],
  queryFn: ({ signal }) => request('uncatalogued', { signal }),
  refetchInterval: 3_000,
})

export const eventSourcesOptions = queryOptions({
  queryKey: ['event-sources'],
  queryFn: ({ signal }) => request('eventSources', { signal }),
  refetchInterval: 10_000,
})

export const secretKeysOptions = queryOptions({
  queryKey: ['secret-keys'],
  queryFn: ({ signal }) => request('secretKeys', { signal }),
})

/** Reads again what an act has changed. */
export function useReadAgain() {
  const queries = useQueryClient()
  return (
    ...keys: readonly (
      'failed-events' | 'uncatalogued' | 'event-sources' | 'secret-keys' | 'agreement' | 'hooks'
    )[]
  ) => Promise.all(keys.map((key) => queries.invalidateQueries({ queryKey: [key] })))
}
