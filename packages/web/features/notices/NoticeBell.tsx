import { Popover } from '@base-ui/react/popover'
import { Bell } from 'lucide-react'
import { useState } from 'react'
import { useReadNotices } from '../../api/notices-query.ts'
import { Button } from '../../ui/Button.tsx'
import { NoticeList } from './NoticeList.tsx'
import { useUnread } from './use-unread.ts'

/** How much is unread, and the list when it is pressed. */
export function NoticeBell() {
  const [open, setOpen] = useState(false)
  const unread = useUnread()
  const readAll = useReadNotices()
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        aria-label={unread === 0 ? 'Notices' : `Notices, ${unread} unread`}
        title="Notices"
        className="relative inline-flex size-7 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink data-popup-open:bg-hover data-popup-open:text-ink"
      >
        <Bell size={15} strokeWidth={1.8} aria-hidden="true" />
        {unread > 0 && (
          <span
            aria-hidden="true"
            className="figures absolute -top-0.5 -right-0.5 min-w-3.5 rounded-full bg-ink px-[3px] text-center text-[9px] leading-3.5 font-semibold text-paper"
          >
            {unread > 99 ? '99' : unread}
          </span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="bottom" align="start" sideOffset={6} collisionPadding={8} className="z-50">
          <Popover.Popup className="flex max-h-[min(32rem,80vh)] w-[min(25rem,calc(100vw-1rem))] flex-col rounded-xl border border-line bg-raised shadow-float outline-none">
            <div className="flex h-11 shrink-0 items-center justify-between border-b border-line pr-2 pl-4">
              <Popover.Title className="text-body font-semibold">Notices</Popover.Title>
              {unread > 0 && (
                <Button look="plain" className="h-6 text-small" onClick={() => void readAll()}>
                  Mark all as read
                </Button>
              )}
            </div>
            <div className="scroller min-h-0 flex-1 overflow-y-auto">
              <NoticeList onFollow={() => setOpen(false)} />
            </div>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}
