import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useAgreementModel } from '../../api/agreement-query.ts'
import { useLead, useLeadHistory } from '../../api/lead-query.ts'
import { RequestFailed } from '../../api/request.ts'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { lastLeadList } from '../leads/index.ts'
import { BackToLeads } from './BackToLeads.tsx'
import { LeadInTime } from './LeadInTime.tsx'

/** One lead at any moment of its history, judged here by the same engine that judged it on the server. */
export function LeadScreen() {
  const { leadId } = useParams({ from: '/leads/$leadId' })
  const { at } = useSearch({ from: '/leads/$leadId' })
  const navigate = useNavigate({ from: '/leads/$leadId' })
  const lead = useLead(leadId)
  const history = useLeadHistory(leadId)
  const model = useAgreementModel()
  useDocumentTitle(lead.data?.lead.name ?? lead.data?.lead.email ?? 'Lead')
  useShortcuts({ Escape: () => void navigate({ to: '/leads', search: lastLeadList() }) })

  const failed = [lead, history, model].find((query) => query.isError)
  if (failed !== undefined) {
    return (
      <LeadFailed
        error={failed.error}
        onRetry={() => void Promise.all([lead.refetch(), history.refetch(), model.refetch()])}
      />
    )
  }
  if (lead.data === undefined || history.data === undefined || model.data === undefined)
    return <LeadSkeleton />
  if (model.data.compiled === null) {
    return (
      <EmptyState title="No agreement can judge this lead">
        <p>The agreement in force could not be read: {model.data.problems[0]?.expected}.</p>
      </EmptyState>
    )
  }
  return (
    <LeadInTime
      key={leadId}
      detail={lead.data}
      history={history.data}
      compiled={model.data.compiled}
      at={at === undefined ? null : Date.parse(at)}
      onAt={(moment) =>
        void navigate({
          search: moment === null ? {} : { at: new Date(moment).toISOString() },
          replace: true,
        })
      }
    />
  )
}

function LeadFailed({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  if (error instanceof RequestFailed && error.status === 404) {
    return (
      <>
        <h1 className="sr-only">Lead</h1>
        <EmptyState title="There is no such lead">
          <p>It may have been erased, is not yours to see any more, or the address was cut short.</p>
          <BackToLeads />
        </EmptyState>
      </>
    )
  }
  const failed = error instanceof RequestFailed ? error : undefined
  return (
    <ErrorState
      title="The lead could not be read"
      detail={failed?.detail ?? error.message}
      reference={failed?.reference}
      onRetry={onRetry}
    />
  )
}

function LeadSkeleton() {
  return (
    <div className="space-y-4 p-6" aria-busy="true">
      <span className="sr-only">Reading the lead…</span>
      <Skeleton className="w-16" />
      <Skeleton className="h-6 w-64" />
      <Skeleton className="w-40" />
      <Skeleton className="mt-8 h-56 w-full" />
      <Skeleton className="w-80" />
      <Skeleton className="w-72" />
    </div>
  )
}
