import type { Segment } from '@baton/protocol'
import { useParams } from '@tanstack/react-router'
import { useSegments } from '../../api/segments-query.ts'
import { NotFound } from '../../app/NotFound.tsx'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { SegmentEditor } from './SegmentEditor.tsx'
import { useNamed } from './use-named.ts'

/** One segment, or a new one. */
export function SegmentScreen() {
  const { id } = useParams({ from: '/segments/$id' })
  const segments = useSegments()
  const isNew = id === 'new'
  const named = useNamed(isNew ? undefined : id)
  if (segments.isError)
    return <ReadFailed what="The segment" error={segments.error} onRetry={() => void segments.refetch()} />
  if (segments.data === undefined || named === null)
    return (
      <div className="p-6" aria-busy="true">
        <Skeleton className="h-40 w-full max-w-4xl" />
      </div>
    )
  const segment: Segment | undefined = segments.data.data.find((one) => one.id === id)
  if (!isNew && !segment) return <NotFound />
  return (
    <SegmentEditor
      key={id}
      segment={segment ?? null}
      judging={segments.data.judging}
      named={named.named}
      context={named.context}
    />
  )
}
