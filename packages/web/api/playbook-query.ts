import type { Play } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const playbookOptions = queryOptions({
  queryKey: ['playbook'],
  queryFn: async ({ signal }): Promise<readonly Play[]> => (await request('playbook', { signal })).data,
})

export function usePlaybook() {
  return useQuery(playbookOptions)
}

export function useWritePlay() {
  const queries = useQueryClient()
  const keep = (play: Play) =>
    queries.setQueryData(playbookOptions.queryKey, (plays) => {
      if (plays === undefined) return plays
      return plays.some(({ id }) => id === play.id)
        ? plays.map((one) => (one.id === play.id ? play : one))
        : [play, ...plays]
    })
  return {
    add: async (body: Body<'addPlay'>) => keep(await request('addPlay', { body })),
    change: async (id: string, body: Body<'changePlay'>) =>
      keep(await request('changePlay', { params: { id }, body })),
  }
}
