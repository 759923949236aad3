import { queryOptions, useQuery } from '@tanstack/react-query'
import { request } from './request.ts'

export const queueOptions = queryOptions({
  queryKey: ['queue'],
  queryFn: ({ signal }) => request('queue', { signal }),
})

export const triageOptions = queryOptions({
  queryKey: ['triage'],
  queryFn: ({ signal }) => request('triage', { signal }),
})

export function useQueue() {
  return useQuery(queueOptions)
}

export function useTriage() {
  return useQuery(triageOptions)
}
