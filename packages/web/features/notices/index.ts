/** What the frame shows of notices: the bell with its list, and messages about what just came. */
export { NoticeBell } from './NoticeBell.tsx'
export { NoticesDialog } from './NoticesDialog.tsx'
export { useLiveNotices } from './use-live-notices.ts'
export { useUnread } from './use-unread.ts'
