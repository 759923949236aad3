import type { Board } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const boardOptions = queryOptions({
  queryKey: ['opportunities'],
  queryFn: ({ signal }): Promise<Board> => request('opportunities', { signal }),
})

export function useBoard() {
  return useQuery(boardOptions)
}

export function useChangePipeline() {
  const queries = useQueryClient()
  return async (body: Body<'changePipeline'>) => {
    const { stages } = await request('changePipeline', { body })
    queries.setQueryData(boardOptions.queryKey, (board) => board && { ...board, stages })
    await queries.invalidateQueries({ queryKey: boardOptions.queryKey })
  }
}

/** Shows a move at once; the answer of the server replaces it. */
export function useExpectStage() {
  const queries = useQueryClient()
  return async (lead: string, stage: string, at: string) => {
    await queries.cancelQueries({ queryKey: boardOptions.queryKey })
    queries.setQueryData(
      boardOptions.queryKey,
      (board) =>
        board && {
          ...board,
          data: board.data.map((one) => (one.lead === lead ? { ...one, stage, stageSince: at } : one)),
        },
    )
  }
}
