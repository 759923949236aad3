import type { AgreementDraft } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const draftsOptions = queryOptions({
  queryKey: ['drafts'],
  queryFn: async ({ signal }) => (await request('drafts', { signal })).data,
})

export function draftOptions(id: string) {
  return queryOptions({
    queryKey: ['draft', id],
    queryFn: ({ signal }): Promise<AgreementDraft> => request('draft', { params: { id }, signal }),
    // What is being written is not exchanged under the writer.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })
}

export function useDrafts(enabled = true) {
  return useQuery({ ...draftsOptions, enabled })
}

export function useDraft(id: string) {
  return useQuery(draftOptions(id))
}

/** Begins a draft, and gives it once it is there. */
export function useBeginDraft() {
  const queries = useQueryClient()
  return async (body: Body<'addDraft'>): Promise<AgreementDraft> => {
    const draft = await request('addDraft', { body })
    queries.setQueryData(draftOptions(draft.id).queryKey, draft)
    void queries.invalidateQueries({ queryKey: draftsOptions.queryKey })
    return draft
  }
}

export function useWriteDraft(id: string) {
  const queries = useQueryClient()
  const keep = async (draft: AgreementDraft) => {
    queries.setQueryData(draftOptions(id).queryKey, draft)
    await queries.invalidateQueries({ queryKey: draftsOptions.queryKey })
    return draft
  }
  return {
    save: async (body: Body<'changeDraft'>) => keep(await request('changeDraft', { params: { id }, body })),
    /** As it stands on the server by now. */
    read: () => queries.fetchQuery({ ...draftOptions(id), staleTime: 0 }),
    propose: async (body: Body<'proposeDraft'>) => {
      const draft = await keep(await request('proposeDraft', { params: { id }, body }))
      void queries.invalidateQueries({ queryKey: ['agreement-versions'] })
      return draft
    },
    remove: async () => {
      await request('removeDraft', { params: { id } })
      queries.removeQueries({ queryKey: draftOptions(id).queryKey })
      await queries.invalidateQueries({ queryKey: draftsOptions.queryKey })
    },
  }
}
