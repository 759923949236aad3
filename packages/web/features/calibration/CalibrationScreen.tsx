import type { Calibration } from '@baton/protocol'
import { sayAgo, sayCounted } from '@baton/words'
import { Link, useParams } from '@tanstack/react-router'
import { useCalibration } from '../../api/calibrations-query.ts'
import { useMay } from '../../api/may.ts'
import { RequestFailed } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useNow } from '../../app/use-now.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Judging } from './Judging.tsx'
import { RoundResult } from './RoundResult.tsx'

/** One round of blind calibration: the cards while it lasts, and what it showed once both sides are through. */
export function CalibrationScreen() {
  const { id = '' } = useParams({ strict: false })
  const round = useCalibration(id)
  useDocumentTitle('Calibration')
  if (round.isError && round.data === undefined) {
    const missing = round.error instanceof RequestFailed && round.error.status === 404
    if (!missing)
      return <ReadFailed what="The round" error={round.error} onRetry={() => void round.refetch()} />
    return (
      <EmptyState title="There is no such round">
        <p>Marketing and sales judge leads here, each for its side. Ask who sent you for the link again.</p>
      </EmptyState>
    )
  }
  if (round.data === undefined) return <RoundSkeleton />
  const { result } = round.data
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Calibration" note={<Note round={round.data} />}>
        <BackToStudio />
      </ScreenHeader>
      {result === null ? (
        <Judging key={id} round={round.data} />
      ) : (
        <RoundResult round={round.data} result={result} />
      )}
    </div>
  )
}

function Note({ round }: { readonly round: Calibration }) {
  const now = useNow()
  const { result, leads, agreementVersion, begunBy, begunAt } = round
  if (result === null) return <>Names, scores and the other side are hidden.</>
  return (
    <span className="figures">
      {sayCounted(leads, 'lead')} under v{agreementVersion}
      {begunBy !== null && `, begun by ${begunBy}`}, {sayAgo(Date.parse(begunAt), now)}
    </span>
  )
}

function BackToStudio() {
  if (!useMay('drafts')) return null
  return (
    <Link
      to="/studio"
      className="inline-flex h-6 items-center rounded-sm text-small text-faint hover:text-ink max-sm:hidden"
    >
      To the studio
    </Link>
  )
}

function RoundSkeleton() {
  return (
    <div className="flex h-full flex-col" aria-busy="true">
      <span className="sr-only">Reading the round…</span>
      <div className="px-4 py-4 md:px-6">
        <Skeleton className="h-6 w-48" />
      </div>
      <div className="mx-auto w-full max-w-3xl space-y-6 px-4 py-6 md:px-6">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-80 w-full" />
      </div>
    </div>
  )
}
