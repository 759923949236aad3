import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query'
import { filterToQuery, type LeadFilter } from './lead-filter.ts'
import { request } from './request.ts'

const PAGE_SIZE = 100

/** Leads by filter, one keyset page after the other. */
export function leadListOptions(filter: LeadFilter) {
  return infiniteQueryOptions({
    queryKey: ['leads', filter],
    queryFn: ({ pageParam, signal }) => {
      const query: Record<string, string> = { ...filterToQuery(filter), limit: String(PAGE_SIZE) }
      if (pageParam !== null) query['cursor'] = pageParam
      return request('leads', { query, signal })
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    placeholderData: keepPreviousData,
  })
}

export function useLeadList(filter: LeadFilter) {
  return useInfiniteQuery(leadListOptions(filter))
}

/** The few leads that match words, for the command palette. */
export function leadSearchOptions(words: string) {
  return queryOptions({
    queryKey: ['lead-search', words],
    queryFn: ({ signal }) => request('leads', { query: { q: words, limit: '8' }, signal }),
    enabled: words.trim() !== '',
    placeholderData: keepPreviousData,
  })
}

export function useLeadSearch(words: string) {
  return useQuery(leadSearchOptions(words))
}
