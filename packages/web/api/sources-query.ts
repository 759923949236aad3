import { queryOptions, useQuery } from '@tanstack/react-query'
import { request } from './request.ts'

export const sourcesOptions = queryOptions({
  queryKey: ['sources'],
  queryFn: ({ signal }) => request('sources', { signal }),
})

export function useSources() {
  return useQuery(sourcesOptions)
}
