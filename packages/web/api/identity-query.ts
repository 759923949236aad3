/** Who is who: identities of a lead, duplicates, merging and taking back; and a company as a buying group. */
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { request } from './request.ts'

export const duplicatesOptions = queryOptions({
  queryKey: ['duplicates'],
  queryFn: async ({ signal }) => (await request('duplicates', { signal })).data,
})

export function leadIdentityOptions(id: string) {
  return queryOptions({
    queryKey: ['lead', id, 'identity'],
    queryFn: ({ signal }) => request('leadIdentity', { params: { id }, signal }),
  })
}

export function asideEventsOptions(id: string) {
  return queryOptions({
    queryKey: ['lead', id, 'aside'],
    queryFn: async ({ signal }) => (await request('asideEvents', { params: { id }, signal })).data,
  })
}

export function companyOptions(id: string) {
  return queryOptions({
    queryKey: ['company', id],
    queryFn: ({ signal }) => request('company', { params: { id }, signal }),
  })
}

export function useCompany(id: string) {
  return useQuery(companyOptions(id))
}

/** After somebody said who is who, or what counts: everything that is shown of leads may be another. */
export function useRereadLeads() {
  const queries = useQueryClient()
  return useCallback(
    () =>
      Promise.all(
        [['lead'], ['leads'], ['duplicates'], ['company'], ['queue'], ['team-view'], ['triage']].map(
          (queryKey) => queries.invalidateQueries({ queryKey }),
        ),
      ),
    [queries],
  )
}
