import { useParams } from '@tanstack/react-router'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useDraft } from '../../api/drafts-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { DraftEditor } from './DraftEditor.tsx'

/** A draft of the agreement: the document as text, and what the engine says to it while it is written. */
export function DraftScreen() {
  const { id = '' } = useParams({ strict: false })
  const draft = useDraft(id)
  const model = useAgreementModel()
  useDocumentTitle(draft.data?.title ?? 'Draft')
  if (draft.isError) {
    const missing = draft.error instanceof RequestFailed && draft.error.status === 404
    if (!missing)
      return <ReadFailed what="The draft" error={draft.error} onRetry={() => void draft.refetch()} />
    return (
      <EmptyState title="There is no such draft">
        <p>Drafts begin at a contest, or are not yours to see.</p>
      </EmptyState>
    )
  }
  if (draft.data === undefined || model.isPending) return <DraftSkeleton />
  return <DraftEditor key={draft.data.id} draft={draft.data} catalogue={model.data?.stored.catalogue} />
}

function DraftSkeleton() {
  return (
    <div className="space-y-4 p-6" aria-busy="true">
      <span className="sr-only">Reading the draft…</span>
      <Skeleton className="h-6 w-64" />
      <Skeleton className="mt-8 h-96 w-full" />
    </div>
  )
}
