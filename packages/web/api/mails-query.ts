/** Mails and their versions, what they are filled with, and writing them. */
import type { Mail } from '@baton/protocol'
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Body } from './paths.ts'
import { request } from './request.ts'

export const mailsOptions = queryOptions({
  queryKey: ['mails'],
  queryFn: async ({ signal }) => (await request('mails', { signal })).data,
})

export function mailOptions(id: string) {
  return queryOptions({
    queryKey: ['mail', id],
    queryFn: ({ signal }) => request('mail', { params: { id }, signal }),
  })
}

export function useMails() {
  return useQuery(mailsOptions)
}

export function useMail(id: string) {
  return useQuery(mailOptions(id))
}

/** What came of a mail; its numbers move as long as programs send it. */
export function useMailResults(id: string) {
  return useQuery({
    queryKey: ['mail-results', id],
    queryFn: ({ signal }) => request('mailResults', { params: { id }, signal }),
    staleTime: 10_000,
  })
}

/** What was sent of each mail, or with each piece of content, by id. */
export function useSendCounts(by: 'mail' | 'asset') {
  return useQuery({
    queryKey: ['send-counts', by],
    queryFn: async ({ signal }) => {
      const { data } = await request('sendCounts', { query: { by }, signal })
      return new Map(data.map((counts) => [counts.of, counts]))
    },
    staleTime: 30_000,
  })
}

export function useMailFields() {
  return useQuery({
    queryKey: ['mail-fields'],
    queryFn: ({ signal }) => request('mailFields', { signal }),
    staleTime: 60_000,
  })
}

const senderOptions = queryOptions({
  queryKey: ['mail-sender'],
  queryFn: ({ signal }) => request('mailSender', { signal }),
  staleTime: 60_000,
})

export function useMailSender() {
  return useQuery(senderOptions)
}

/** A letter as it would arrive; what is shown stays until the next is there. */
export function useMailPreview(asked: Body<'previewMail'>) {
  return useQuery({
    queryKey: ['mail-preview', asked],
    queryFn: ({ signal }) => request('previewMail', { body: asked, signal }),
    placeholderData: keepPreviousData,
    // Its page is kept for some minutes only.
    staleTime: 60_000,
    gcTime: 60_000,
  })
}

export function useWriteMail() {
  const queries = useQueryClient()
  return useMemo(() => {
    const keep = (mail: Mail): Mail => {
      queries.setQueryData(mailOptions(mail.id).queryKey, mail)
      void queries.invalidateQueries({ queryKey: mailsOptions.queryKey })
      return mail
    }
    return {
      add: async (body: Body<'addMail'>) => keep(await request('addMail', { body })),
      change: async (id: string, body: Body<'changeMail'>) =>
        keep(await request('changeMail', { params: { id }, body })),
      archive: async (id: string, archived: boolean) =>
        keep(await request('archiveMail', { params: { id }, body: { archived } })),
      test: (body: Body<'testMail'>) => request('testMail', { body }),
      version: (id: string, version: number) =>
        request('mailVersion', { params: { id, version: String(version) } }),
      setAddress: async (address: string) =>
        queries.setQueryData(
          senderOptions.queryKey,
          await request('changeMailSender', { body: { address } }),
        ),
    }
  }, [queries])
}
