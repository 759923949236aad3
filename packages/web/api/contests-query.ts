import type { Contest, Contests } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const contestsOptions = queryOptions({
  queryKey: ['contests'],
  queryFn: ({ signal }): Promise<Contests> => request('contests', { signal }),
})

export function useContests() {
  return useQuery(contestsOptions)
}

/** Marketing's answer; a corrected fact judges the lead anew, and what was read of it is read again. */
export function useAnswerContest() {
  const queries = useQueryClient()
  return async (id: string, body: Body<'answerContest'>): Promise<Contest> => {
    const contest = await request('answerContest', { params: { id }, body })
    queries.setQueryData(
      contestsOptions.queryKey,
      (contests) =>
        contests && { ...contests, data: contests.data.map((one) => (one.id === id ? contest : one)) },
    )
    if (body.kind === 'correct') void queries.invalidateQueries({ queryKey: ['lead', contest.lead] })
    if (body.kind === 'draft') void queries.invalidateQueries({ queryKey: ['drafts'] })
    return contest
  }
}
