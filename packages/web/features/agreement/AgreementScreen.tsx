import { useNavigate, useSearch } from '@tanstack/react-router'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { AgreementReader } from './AgreementReader.tsx'

/** The agreement as it is written, beside what it means. */
export function AgreementScreen() {
  const { version, clause } = useSearch({ from: '/agreement' })
  const navigate = useNavigate({ from: '/agreement' })
  const model = useAgreementModel(version ?? null)
  useDocumentTitle('Agreement')
  if (model.isError) {
    const failed = model.error instanceof RequestFailed ? model.error : undefined
    if (failed?.status === 404) {
      return (
        <EmptyState title="No agreement is in force">
          <p>
            Without one, leads are collected and nobody is promoted. Write a file, try it with{' '}
            <code>baton check</code>, and put it in force with <code>baton apply</code>.
          </p>
        </EmptyState>
      )
    }
    return (
      <ErrorState
        title="The agreement could not be read"
        detail={failed?.detail ?? model.error.message}
        reference={failed?.reference}
        onRetry={() => void model.refetch()}
      />
    )
  }
  if (model.data === undefined) {
    return (
      <div className="space-y-4 p-6" aria-busy="true">
        <span className="sr-only">Reading the agreement…</span>
        <Skeleton className="h-6 w-56" />
        <Skeleton className="w-80" />
        <Skeleton className="mt-8 h-96 w-full" />
      </div>
    )
  }
  return (
    <AgreementReader
      key={model.data.stored.version}
      model={model.data}
      chosen={clause ?? null}
      onChoose={(next) =>
        void navigate({ search: { ...(version !== undefined && { version }), clause: next }, replace: true })
      }
    />
  )
}
