import type { Segment } from '@baton/protocol'
import { sayCount } from '@baton/words'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useMay } from '../../api/may.ts'
import { useSegments } from '../../api/segments-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { MembersLink } from './MembersLink.tsx'

/** Named audiences, and how many are in each now. */
export function SegmentsScreen() {
  const segments = useSegments()
  const mayAdd = useMay('addSegment')
  const navigate = useNavigate()
  const begin = () => void navigate({ to: '/segments/$id', params: { id: 'new' } })
  useDocumentTitle('Segments')
  useShortcuts({ ...(mayAdd && { c: begin }) })
  const add = (
    <Button look="solid" className="h-8" onClick={begin}>
      <Plus size={13} aria-hidden="true" />
      New segment
    </Button>
  )
  const judging = segments.data?.judging
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Segments" note="Audiences by name, kept up to date by themselves.">
        {mayAdd && add}
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line pb-12">
        {judging && (
          <output className="block px-4 py-2 text-small text-soft md:px-6">
            Everybody is being judged anew: {sayCount(judging.judged)} of {sayCount(judging.leads)} so far.
          </output>
        )}
        {segments.isError ? (
          <ReadFailed what="The segments" error={segments.error} onRetry={() => void segments.refetch()} />
        ) : segments.data === undefined ? (
          <div className="p-6" aria-busy="true">
            <Skeleton className="h-24 w-full max-w-4xl" />
          </div>
        ) : segments.data.data.length === 0 ? (
          <EmptyState title="No segment yet" actions={mayAdd && add}>
            <p>
              A segment is a condition with a name: by what people did, who they are, and where they stand.
            </p>
          </EmptyState>
        ) : (
          <SegmentRows segments={segments.data.data} />
        )}
      </div>
    </div>
  )
}

function SegmentRows({ segments }: { readonly segments: readonly Segment[] }) {
  const columns = [
    { label: 'Segment', className: 'w-[34%]' },
    { label: 'Leads', className: 'text-right' },
    {
      label: <span title="In the last seven days">Came in, left</span>,
      className: 'hidden text-right sm:table-cell',
    },
    { label: 'Named by', className: 'hidden lg:table-cell' },
  ]
  return (
    <Table caption="Segments" columns={columns}>
      {segments.map((segment) => (
        <tr key={segment.id} className="hover:bg-sunk">
          <Cell className="py-2">
            <Link to="/segments/$id" params={{ id: segment.id }} className="font-medium hover:underline">
              {segment.name}
            </Link>
            {segment.about !== '' && <span className="block text-small text-faint">{segment.about}</span>}
            {segment.problems.some(({ severity }) => severity === 'error') && (
              <span className="block text-small text-accent-text">
                The agreement in force cannot read it: it is nobody.
              </span>
            )}
          </Cell>
          <Cell className="text-right">
            <MembersLink segment={segment} />
          </Cell>
          <Cell className="figures hidden text-right text-soft sm:table-cell">
            +{sayCount(segment.entered)}, −{sayCount(segment.left)}
          </Cell>
          <Cell className="hidden text-small text-soft lg:table-cell">
            {segment.usedBy.map(({ name }) => name).join(', ')}
          </Cell>
        </tr>
      ))}
    </Table>
  )
}
