import type { AgreementComment } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Body } from './paths.ts'
import { request } from './request.ts'

/** What is commented: a draft, or a version of the agreement. */
export type Commented = { readonly draft: string } | { readonly version: number }

export function commentsOptions(about: Commented) {
  return queryOptions({
    queryKey: ['comments', about],
    queryFn: async ({ signal }): Promise<readonly AgreementComment[]> =>
      'draft' in about
        ? (await request('draftComments', { params: { id: about.draft }, signal })).data
        : (await request('versionComments', { params: { version: String(about.version) }, signal })).data,
  })
}

export function useComments(about: Commented, enabled = true) {
  return useQuery({ ...commentsOptions(about), enabled })
}

export function useComment(about: Commented) {
  const queries = useQueryClient()
  const readAgain = () => queries.invalidateQueries({ queryKey: ['comments'] })
  return {
    add: async (body: Body<'addDraftComment'>) => {
      if ('draft' in about) await request('addDraftComment', { params: { id: about.draft }, body })
      else await request('addVersionComment', { params: { version: String(about.version) }, body })
      await readAgain()
    },
    settle: async (id: string, settled: boolean) => {
      await request('settleComment', { params: { id }, body: { settled } })
      await readAgain()
    },
  }
}
