/** Inbound webhooks, what they received, and what a mapping would make of it. */
import type { HookMapping } from '@baton/protocol'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import { request } from './request.ts'

export const hooksOptions = queryOptions({
  queryKey: ['hooks'],
  queryFn: async ({ signal }) => (await request('hooks', { signal })).data,
})

export const hookPresetsOptions = queryOptions({
  queryKey: ['hook-presets'],
  queryFn: async ({ signal }) => (await request('hookPresets', { signal })).data,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Asked again while somebody waits for the first body to arrive. */
export function useHookSamples(id: string) {
  return useQuery({
    queryKey: ['hook-samples', id],
    queryFn: async ({ signal }) => (await request('hookSamples', { params: { id }, signal })).data,
    refetchInterval: 3_000,
  })
}

export function useHookPreview(id: string, sample: string | null, mapping: HookMapping) {
  return useQuery({
    queryKey: ['hook-preview', id, sample, mapping],
    queryFn: ({ signal }) =>
      request('previewHook', { params: { id }, body: { mapping, sample: sample! }, signal }),
    enabled: sample !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 10_000,
  })
}
