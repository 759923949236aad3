import { queryOptions, useQuery } from '@tanstack/react-query'
import { request } from './request.ts'

export function leadOptions(id: string) {
  return queryOptions({
    queryKey: ['lead', id],
    queryFn: ({ signal }) => request('lead', { params: { id }, signal }),
  })
}

export function leadHistoryOptions(id: string) {
  return queryOptions({
    queryKey: ['lead', id, 'history'],
    queryFn: ({ signal }) => request('leadHistory', { params: { id }, signal }),
  })
}

export function useLead(id: string) {
  return useQuery(leadOptions(id))
}

export function useLeadHistory(id: string) {
  return useQuery(leadHistoryOptions(id))
}
