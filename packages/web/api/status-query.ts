import { queryOptions, useQuery } from '@tanstack/react-query'
import { request } from './request.ts'

export const statusOptions = queryOptions({
  queryKey: ['status'],
  queryFn: ({ signal }) => request('status', { signal }),
  refetchInterval: 30_000,
})

export function useStatus() {
  return useQuery(statusOptions)
}
