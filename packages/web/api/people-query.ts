import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './request.ts'

export const peopleOptions = queryOptions({
  queryKey: ['people'],
  queryFn: ({ signal }) => request('people', { signal }),
})

export const teamsOptions = queryOptions({
  queryKey: ['teams'],
  queryFn: ({ signal }) => request('teams', { signal }),
})

export function usePeople() {
  return useQuery(peopleOptions)
}

export function useTeams() {
  return useQuery(teamsOptions)
}

/** Reads people and teams again, after a change to either: each shows the other. */
export function useRefreshPeople(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await Promise.all(
      ['people', 'teams', 'team-view', 'triage'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
    )
  }
}
