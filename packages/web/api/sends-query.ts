/** Mail on its way to leads: what is queued, what holds it back, and what somebody has to look at. */
import type { SendListQuery } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Body } from './paths.ts'
import { request } from './request.ts'

const REFRESHED_MS = 5_000

export const sendingOptions = queryOptions({
  queryKey: ['sending'],
  queryFn: ({ signal }) => request('sending', { signal }),
  refetchInterval: REFRESHED_MS,
})

export type OpenState = SendListQuery['state']

function sendListOptions(state: OpenState) {
  return queryOptions({
    queryKey: ['sends', state],
    queryFn: ({ signal }) => request('sends', { query: { state }, signal }),
    refetchInterval: REFRESHED_MS,
  })
}

export function useSendingOverview() {
  return useQuery(sendingOptions)
}

export function useSendList(state: OpenState) {
  return useQuery(sendListOptions(state))
}

export function useDecideSends() {
  const queries = useQueryClient()
  return useMemo(() => {
    const reread = async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: sendingOptions.queryKey }),
        queries.invalidateQueries({ queryKey: ['sends'] }),
      ])
    }
    return {
      settle: async (id: string, as: Body<'settleSend'>['as']) => {
        await request('settleSend', { params: { id }, body: { as } })
        await reread()
      },
      lift: async (id: string) => {
        await request('liftPause', { params: { id } })
        await reread()
      },
      setSettings: async (settings: Body<'setSending'>) => {
        await request('setSending', { body: settings })
        await reread()
      },
    }
  }, [queries])
}
