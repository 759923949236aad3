import type { Form } from '@baton/protocol'
import { useParams } from '@tanstack/react-router'
import { useForm } from '../../api/forms-query.ts'
import { useMay } from '../../api/may.ts'
import { RequestFailed } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { FormEditor } from './FormEditor.tsx'
import { FormFunnel } from './FormFunnel.tsx'
import { FormPreview } from './FormPreview.tsx'
import { FormStatus } from './FormStatus.tsx'

/** One form: what came of it, what it asks, and how it looks. */
export function FormScreen() {
  const { id = '' } = useParams({ strict: false })
  const form = useForm(id)
  const mayChange = useMay('changeForm')
  useDocumentTitle(form.data?.definition.name ?? 'Form')
  if (form.isError) {
    const missing = form.error instanceof RequestFailed && form.error.status === 404
    if (missing) return <EmptyState title="There is no such form" />
    return <ReadFailed what="The form" error={form.error} onRetry={() => void form.refetch()} />
  }
  if (form.data === undefined) return <FormSkeleton />
  return mayChange ? <FormEditor key={form.data.id} form={form.data} /> : <FormReader form={form.data} />
}

/** For those who may look and not write. */
function FormReader({ form }: { readonly form: Form }) {
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title={form.definition.name}>
        <FormStatus status={form.status} problems={form.problems.length} />
      </ScreenHeader>
      <FormFunnel form={form} />
      <div className="flex min-h-0 flex-1 flex-col">
        <FormPreview definition={form.definition} />
      </div>
    </div>
  )
}

function FormSkeleton() {
  return (
    <div className="flex h-full flex-col" aria-busy="true">
      <span className="sr-only">Reading the form…</span>
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
