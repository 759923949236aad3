import { useReadNotices } from '../../api/notices-query.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { NoticeList } from './NoticeList.tsx'
import { useUnread } from './use-unread.ts'

/** The same list where there is no room for it beside a bell. */
export function NoticesDialog({ onClose }: { readonly onClose: () => void }) {
  const unread = useUnread()
  const readAll = useReadNotices()
  return (
    <Dialog
      title="Notices"
      onClose={onClose}
      footer={unread > 0 ? <Button onClick={() => void readAll()}>Mark all as read</Button> : undefined}
    >
      <div className="-mx-5">
        <NoticeList onFollow={onClose} />
      </div>
    </Dialog>
  )
}
