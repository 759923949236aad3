import { useParams } from '@tanstack/react-router'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useDraft } from '../../api/drafts-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { StudioEditor } from './StudioEditor.tsx'

/** A draft of the agreement, and what it would have done over all of history, beside each other. */
export function StudioScreen() {
  const { id = '' } = useParams({ strict: false })
  const draft = useDraft(id)
  const inForce = useAgreementModel()
  useDocumentTitle(draft.data?.title ?? 'Draft')
  if (draft.isError) {
    const missing = draft.error instanceof RequestFailed && draft.error.status === 404
    if (!missing)
      return <ReadFailed what="The draft" error={draft.error} onRetry={() => void draft.refetch()} />
    return (
      <EmptyState title="There is no such draft">
        <p>It was thrown away, or it is somebody else’s and not shared.</p>
      </EmptyState>
    )
  }
  if (inForce.isError)
    return <ReadFailed what="The agreement" error={inForce.error} onRetry={() => void inForce.refetch()} />
  if (draft.data === undefined || inForce.data === undefined) return <StudioSkeleton />
  return <StudioEditor key={draft.data.id} draft={draft.data} inForce={inForce.data} />
}

function StudioSkeleton() {
  return (
    <div className="flex h-full flex-col" aria-busy="true">
      <span className="sr-only">Reading the draft…</span>
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
