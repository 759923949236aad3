/** What was spent, how amounts are read, and how rungs of lifecycles are defined: what reports are made with. */
import type { LifecycleDefinitions, MoneySettings } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Body } from './paths.ts'
import { request, RequestFailed, sendFile } from './request.ts'

/** Of a file of spend. */
const FILE_BYTES_MAX = 5_000_000

export const spendOptions = queryOptions({
  queryKey: ['spend'],
  queryFn: ({ signal }) => request('spend', { signal }),
})

export function useSpend() {
  return useQuery(spendOptions)
}

export const moneySettingsOptions = queryOptions({
  queryKey: ['money settings'],
  queryFn: ({ signal }) => request('moneySettings', { signal }),
})

export function useMoneySettings() {
  return useQuery(moneySettingsOptions)
}

export const lifecycleDefinitionsOptions = queryOptions({
  queryKey: ['lifecycle definitions'],
  queryFn: ({ signal }) => request('lifecycleDefinitions', { signal }),
})

export function useLifecycleDefinitions() {
  return useQuery(lifecycleDefinitionsOptions)
}

/** Writes them; every report is read again after, for all that name money change with them. */
export function useWriteMoney() {
  const queries = useQueryClient()
  return useMemo(() => {
    const reread = async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: spendOptions.queryKey }),
        queries.invalidateQueries({ queryKey: ['report'] }),
      ])
    }
    return {
      add: async (body: Body<'addSpend'>) => {
        await request('addSpend', { body })
        await reread()
      },
      change: async (id: string, body: Body<'changeSpend'>) => {
        await request('changeSpend', { params: { id }, body })
        await reread()
      },
      remove: async (id: string) => {
        await request('removeSpend', { params: { id } })
        await reread()
      },
      /** All of the file is taken, or nothing: then the answer has the problems. */
      takeFile: async (file: File) => {
        if (file.size > FILE_BYTES_MAX)
          throw new RequestFailed(
            413,
            'too_large',
            `The file has ${Math.ceil(file.size / 1_000_000)} MB; at most ${FILE_BYTES_MAX / 1_000_000} MB are taken.`,
          )
        const taken = await sendFile('importSpend', file)
        if (taken.added > 0) await reread()
        return taken
      },
      set: async (body: MoneySettings) => {
        queries.setQueryData(moneySettingsOptions.queryKey, await request('setMoneySettings', { body }))
        await queries.invalidateQueries({ queryKey: ['report'] })
      },
      define: async (body: LifecycleDefinitions) => {
        queries.setQueryData(
          lifecycleDefinitionsOptions.queryKey,
          await request('setLifecycleDefinitions', { body }),
        )
        await queries.invalidateQueries({ queryKey: ['report'] })
      },
    }
  }, [queries])
}
