/** Segments with how many are in them, and writing them. */
import type { Segment, Segments } from '@baton/protocol'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const segmentsOptions = queryOptions({
  queryKey: ['segments'],
  queryFn: ({ signal }): Promise<Segments> => request('segments', { signal }),
  // Leads come and go; while everybody is judged anew, fast.
  refetchInterval: ({ state }) => (state.data?.judging ? 1_000 : 10_000),
})

export function useSegments() {
  return useQuery(segmentsOptions)
}

/** About how many a document would be, and what is wrong with it. */
export function useTriedSegment(document: string, id: string | undefined) {
  return useQuery({
    queryKey: ['tried segment', document, id],
    queryFn: ({ signal }) =>
      request('trySegment', { body: { document, ...(id !== undefined && { id }) }, signal }),
    enabled: document.trim() !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  })
}

export function useWriteSegment() {
  const queries = useQueryClient()
  return useMemo(() => {
    const reread = async (segment: Segment) => {
      await queries.invalidateQueries({ queryKey: segmentsOptions.queryKey })
      return segment
    }
    return {
      add: async (body: Body<'addSegment'>) => await reread(await request('addSegment', { body })),
      change: async (id: string, body: Body<'changeSegment'>) =>
        await reread(await request('changeSegment', { params: { id }, body })),
      remove: async (id: string) => {
        await request('removeSegment', { params: { id } })
        await queries.invalidateQueries({ queryKey: segmentsOptions.queryKey })
      },
    }
  }, [queries])
}
