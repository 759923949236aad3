import { queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { request } from './request.ts'

export const noticesOptions = queryOptions({
  queryKey: ['notices'],
  queryFn: ({ signal }) => request('notices', { signal }),
  staleTime: 60_000,
})

export function useNotices() {
  return useQuery(noticesOptions)
}

/** Marks all as read: at once here, and then on the server. */
export function useReadNotices(): () => Promise<void> {
  const queries = useQueryClient()
  return async () => {
    await request('readNotices')
    const readAt = new Date().toISOString()
    queries.setQueryData(
      noticesOptions.queryKey,
      (notices) =>
        notices && {
          unread: 0,
          data: notices.data.map((notice) => ({ ...notice, readAt: notice.readAt ?? readAt })),
        },
    )
  }
}
