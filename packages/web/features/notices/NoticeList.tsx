import type { Notice } from '@baton/protocol'
import { Link } from '@tanstack/react-router'
import { useNotices } from '../../api/notices-query.ts'
import { useTickingNow } from '../../app/use-ticking-now.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Timestamp } from '../../ui/Timestamp.tsx'

/** What I was told, the latest first. */
export function NoticeList({ onFollow }: { readonly onFollow: () => void }) {
  const { data, isError } = useNotices()
  const now = useTickingNow(null)
  if (isError) return <p className="px-4 py-8 text-body text-soft">The notices could not be read just now.</p>
  if (data === undefined)
    return (
      <div className="space-y-4 p-4" aria-busy="true">
        <Skeleton className="w-48" />
        <Skeleton className="w-64" />
        <Skeleton className="w-40" />
      </div>
    )
  if (data.data.length === 0)
    return (
      <p className="max-w-72 px-4 py-8 text-body text-soft">
        Nothing yet. New handoffs, clocks that run out, answers to what you contested, and proposals of the
        agreement are told here.
      </p>
    )
  return (
    <ul>
      {data.data.map((notice) => (
        <NoticeRow key={notice.id} notice={notice} now={now} onFollow={onFollow} />
      ))}
    </ul>
  )
}

function NoticeRow({
  notice,
  now,
  onFollow,
}: {
  readonly notice: Notice
  readonly now: number
  readonly onFollow: () => void
}) {
  const unread = notice.readAt === null
  const title = <span className={unread ? 'font-medium' : ''}>{notice.title}</span>
  return (
    <li className="relative flex gap-3 border-b border-line px-4 py-2.5 last:border-b-0 hover:bg-hover">
      <span
        aria-hidden="true"
        className={`mt-1.5 size-1.5 shrink-0 rounded-full ${unread ? 'bg-accent' : 'bg-transparent'}`}
      />
      <span className="min-w-0 flex-1">
        <span className="flex items-baseline gap-2">
          <span className="line-clamp-2 min-w-0 flex-1 text-body">
            {notice.lead === null && notice.path !== null ? (
              <Link to={notice.path} onClick={onFollow} className="after:absolute after:inset-0">
                {title}
              </Link>
            ) : notice.lead === null ? (
              title
            ) : (
              <Link
                to="/leads/$leadId"
                params={{ leadId: notice.lead }}
                onClick={onFollow}
                className="after:absolute after:inset-0"
              >
                {title}
              </Link>
            )}
            {unread && <span className="sr-only"> (unread)</span>}
          </span>
          <span className="figures shrink-0 text-small text-faint">
            <Timestamp at={Date.parse(notice.at)} now={now} />
          </span>
        </span>
        <span className="line-clamp-2 text-small text-soft">{notice.text}</span>
      </span>
    </li>
  )
}
