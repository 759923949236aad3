import { useNotices } from '../../api/notices-query.ts'

/** How many notices are unread; 0 until it is known. */
export function useUnread(): number {
  return useNotices().data?.unread ?? 0
}
