import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Answer, Body } from './paths.ts'
import { request } from './request.ts'

export const teamViewOptions = queryOptions({
  queryKey: ['team-view'],
  queryFn: ({ signal }) => request('teamView', { signal }),
  refetchInterval: 60_000,
})

export function useTeamView() {
  return useQuery(teamViewOptions)
}

export type Target = Body<'reassign'>['to']

/** What passing on would do. Nothing happens. */
export function reassignmentPreviewOptions(leads: readonly string[], to: Target | null) {
  return queryOptions({
    queryKey: ['reassignment-preview', leads, to],
    queryFn: ({ signal }) =>
      request('reassign', { body: { leads: [...leads], to: to!, preview: true }, signal }),
    enabled: to !== null && leads.length > 0,
    staleTime: 0,
    gcTime: 0,
  })
}

/** Passing on in bulk, and taking it back. Both show at once wherever handoffs stand. */
export function useReassign() {
  const queries = useQueryClient()
  const refresh = () =>
    Promise.all(
      ['team-view', 'triage', 'queue', 'lead'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    )
  return {
    reassign: async (leads: readonly string[], to: Target): Promise<Answer<'reassign'>> => {
      const done = await request('reassign', { body: { leads: [...leads], to, preview: false } })
      await refresh()
      return done
    },
    undo: async (id: string): Promise<Answer<'undoReassignment'>> => {
      const undone = await request('undoReassignment', { params: { id } })
      await refresh()
      return undone
    },
  }
}
