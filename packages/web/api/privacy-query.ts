/** Consent and its purposes, addresses that nothing is sent to, how long data is kept, and what was erased. */
import { queryOptions } from '@tanstack/react-query'
import { request } from './request.ts'

export const purposesOptions = queryOptions({
  queryKey: ['purposes'],
  queryFn: async ({ signal }) => (await request('purposes', { signal })).data,
})

export function consentsOptions(leadId: string) {
  return queryOptions({
    queryKey: ['lead', leadId, 'consents'],
    queryFn: ({ signal }) => request('consents', { params: { id: leadId }, signal }),
  })
}

export const suppressionsOptions = queryOptions({
  queryKey: ['suppressions'],
  queryFn: ({ signal }) => request('suppressions', { signal }),
})

export const retentionOptions = queryOptions({
  queryKey: ['retention'],
  queryFn: ({ signal }) => request('retention', { signal }),
})

export const erasuresOptions = queryOptions({
  queryKey: ['erasures'],
  queryFn: async ({ signal }) => (await request('erasures', { signal })).data,
})
