/** The content library, its files and gaps, what to offer a lead, and writing the library. */
import type { ContentAsset, ContentFile } from '@baton/protocol'
import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Body } from './paths.ts'
import { request, sendFile } from './request.ts'

export const contentOptions = queryOptions({
  queryKey: ['content'],
  queryFn: async ({ signal }): Promise<readonly ContentAsset[]> =>
    (await request('content', { signal })).data,
})

export const contentFilesOptions = queryOptions({
  queryKey: ['content files'],
  queryFn: async ({ signal }): Promise<readonly ContentFile[]> =>
    (await request('contentFiles', { signal })).data,
})

export function useContent() {
  return useQuery(contentOptions)
}

export function useContentGaps() {
  return useQuery({
    queryKey: ['content gaps'],
    queryFn: ({ signal }) => request('contentGaps', { signal }),
  })
}

/** What to offer a lead next. */
export function useNextContent(id: string) {
  return useQuery({
    queryKey: ['next content', id],
    queryFn: ({ signal }) => request('nextContent', { params: { id }, signal }),
    staleTime: 60_000,
  })
}

export function useWriteContent() {
  const queries = useQueryClient()
  return useMemo(() => {
    const reread = async (asset: ContentAsset) => {
      await Promise.all(
        [contentOptions.queryKey, ['content gaps'], ['next content'], ['report', 'content']].map((queryKey) =>
          queries.invalidateQueries({ queryKey }),
        ),
      )
      return asset
    }
    return {
      add: async (body: Body<'addContent'>) => await reread(await request('addContent', { body })),
      change: async (id: string, body: Body<'changeContent'>) =>
        await reread(await request('changeContent', { params: { id }, body })),
    }
  }, [queries])
}

export function useSendContentFile() {
  const queries = useQueryClient()
  return async (file: File): Promise<ContentFile> => {
    const kept = await sendFile('addContentFile', file)
    queries.setQueryData(contentFilesOptions.queryKey, (known) => [kept, ...(known ?? [])])
    return kept
  }
}
