/** Programs: written, started, and what came of them. */
import { queryOptions, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const programsOptions = queryOptions({
  queryKey: ['programs'],
  queryFn: async ({ signal }) => (await request('programs', { signal })).data,
})

export function programOptions(id: string) {
  return queryOptions({
    queryKey: ['program', id],
    queryFn: ({ signal }) => request('program', { params: { id }, signal }),
  })
}

export function usePrograms() {
  return useQuery(programsOptions)
}

export function useProgram(id: string) {
  return useQuery(programOptions(id))
}

export function useProgramWords() {
  return useQuery({
    queryKey: ['program-words'],
    queryFn: ({ signal }) => request('programWords', { signal }),
    staleTime: 30_000,
  })
}

/** What of a document does not fit what there is; asked as it is written. */
export function useProgramCheck(document: string, enabled: boolean) {
  return useQuery({
    queryKey: ['program-check', document],
    queryFn: ({ signal }) => request('checkProgram', { body: { document }, signal }),
    enabled,
    staleTime: 30_000,
  })
}

/** How many would enter now. */
export function useEntering(document: string) {
  return useQuery({
    queryKey: ['program-entering', document],
    queryFn: ({ signal }) => request('checkProgram', { body: { document, entering: true }, signal }),
    staleTime: 0,
  })
}

const REFRESHED_MS = 5_000

/** As long as a program runs, its numbers move. */
export function useProgramResults(id: string, enabled: boolean) {
  return useQuery({
    queryKey: ['program-results', id],
    queryFn: ({ signal }) => request('programResults', { params: { id }, signal }),
    enabled,
    refetchInterval: REFRESHED_MS,
  })
}

/** Where a number came from: a program that runs, or a try. */
export interface ProgramNumber {
  readonly of: 'program' | 'try'
  readonly id: string
  readonly cell: string
}

export function useProgramLeads({ of, id, cell }: ProgramNumber) {
  return useInfiniteQuery({
    queryKey: ['program-leads', of, id, cell],
    initialPageParam: '0',
    queryFn: ({ pageParam, signal }) =>
      request(of === 'program' ? 'programLeads' : 'triedLeads', {
        params: { id },
        query: { cell, cursor: pageParam },
        signal,
      }),
    getNextPageParam: ({ nextCursor }) => nextCursor,
  })
}

export function useLeadPrograms(lead: string) {
  return useQuery({
    queryKey: ['lead-programs', lead],
    queryFn: ({ signal }) => request('leadPrograms', { params: { id: lead }, signal }),
    refetchInterval: REFRESHED_MS,
  })
}

export function useLeaveProgram(lead: string) {
  const queries = useQueryClient()
  return async (body: Body<'leaveProgram'>) => {
    const left = await request('leaveProgram', { params: { id: lead }, body })
    queries.setQueryData(['lead-programs', lead], left)
  }
}

export function useWriteProgram() {
  const queries = useQueryClient()
  const keep = <Program extends { readonly id: string }>(program: Program) => {
    queries.setQueryData(['program', program.id], program)
    void queries.invalidateQueries({ queryKey: ['programs'] })
    void queries.invalidateQueries({ queryKey: ['program-results', program.id] })
    return program
  }
  return {
    add: async (document: string) => keep(await request('addProgram', { body: { document } })),
    change: async (id: string, body: Body<'changeProgram'>) =>
      keep(await request('changeProgram', { params: { id }, body })),
    start: async (id: string, revision: number) =>
      keep(await request('startProgram', { params: { id }, body: { revision } })),
    setState: async (id: string, state: Body<'setProgramState'>['state']) =>
      keep(await request('setProgramState', { params: { id }, body: { state } })),
  }
}
