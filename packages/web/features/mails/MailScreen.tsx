import type { Mail } from '@baton/protocol'
import { useParams } from '@tanstack/react-router'
import { useMail } from '../../api/mails-query.ts'
import { useMay } from '../../api/may.ts'
import { RequestFailed } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { MailEditor } from './MailEditor.tsx'
import { MailResultsPart } from './MailResultsPart.tsx'
import { MailPreview } from './MailPreview.tsx'
import { MailStatus } from './MailStatus.tsx'
import { blocking } from './mail-words.ts'

/** One mail: its letter being written, or how it looks for those who may only read. */
export function MailScreen() {
  const { id = '' } = useParams({ strict: false })
  const mail = useMail(id)
  const mayChange = useMay('changeMail')
  useDocumentTitle(mail.data?.name ?? 'Mail')
  if (mail.isError) {
    const missing = mail.error instanceof RequestFailed && mail.error.status === 404
    if (missing) return <EmptyState title="There is no such mail" />
    return <ReadFailed what="The mail" error={mail.error} onRetry={() => void mail.refetch()} />
  }
  if (mail.data === undefined) return <MailSkeleton />
  return mayChange ? <MailEditor key={mail.data.id} mail={mail.data} /> : <MailReader mail={mail.data} />
}

function MailReader({ mail }: { readonly mail: Mail }) {
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title={mail.name} note={`Version ${mail.version}`}>
        <MailStatus archived={mail.archived} problems={blocking(mail.problems).length} />
      </ScreenHeader>
      <div className="flex min-h-0 flex-1 flex-col border-t border-line">
        <MailPreview letter={mail.letter} lead={null} onLead={() => {}} />
        <section
          aria-label="What came of it"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys
          tabIndex={0}
          className="scroller max-h-[45%] shrink-0 overflow-y-auto px-4 md:px-6"
        >
          <MailResultsPart id={mail.id} />
        </section>
      </div>
    </div>
  )
}

function MailSkeleton() {
  return (
    <div className="flex h-full flex-col" aria-busy="true">
      <span className="sr-only">Reading the mail…</span>
      <div className="border-b border-line px-6 py-4">
        <Skeleton className="h-6 w-64" />
      </div>
      <div className="grid flex-1 gap-8 p-6 lg:grid-cols-2">
        <Skeleton className="h-96 w-full" />
        <Skeleton className="h-96 w-full max-lg:hidden" />
      </div>
    </div>
  )
}
