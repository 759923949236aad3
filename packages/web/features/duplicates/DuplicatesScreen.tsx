import { sayCounted } from '@baton/words'
import { useQuery } from '@tanstack/react-query'
import { duplicatesOptions, useRereadLeads } from '../../api/identity-query.ts'
import { request } from '../../api/request.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useSending } from '../../app/use-sending.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { PairItem } from './PairItem.tsx'

/** Leads that look like one person, two by two, for somebody to settle. Nothing is merged by itself. */
export function DuplicatesScreen() {
  const pairs = useQuery(duplicatesOptions)
  const { pending, problem, send } = useSending()
  const reread = useRereadLeads()
  useDocumentTitle('Duplicates')
  const search = () =>
    void send(async () => {
      const { open } = await request('searchDuplicates', {})
      await reread()
      toast(open === 0 ? 'No two leads look like one person.' : `${sayCounted(open, 'pair')} to settle.`)
    })
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader
        title="Duplicates"
        note="Leads that look like one person. A merge is taken back as if it had never been."
      >
        <Button onClick={search} disabled={pending} className="h-8">
          Look again
        </Button>
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line px-4 pb-12 md:px-6">
        {problem !== null && (
          <p role="alert" className="py-3 text-small text-accent-text">
            {problem}
          </p>
        )}
        {pairs.isError ? (
          <ReadFailed what="The duplicates" error={pairs.error} onRetry={() => void pairs.refetch()} />
        ) : pairs.data === undefined ? (
          <div className="space-y-5 py-6" aria-busy="true">
            <span className="sr-only">Reading the duplicates…</span>
            {Array.from({ length: 5 }, (_, row) => (
              <Skeleton key={row} className="w-full max-w-3xl" />
            ))}
          </div>
        ) : pairs.data.length === 0 ? (
          <EmptyState title="No two leads look like one person">
            <p>
              Every hour Baton looks for the same mailbox written otherwise, the same telephone, and the same
              name at the same company. What it finds stands here until somebody says what it is.
            </p>
          </EmptyState>
        ) : (
          <ul className="max-w-5xl divide-y divide-line">
            {pairs.data.map((pair) => (
              <PairItem key={pair.one.id + pair.other.id} pair={pair} />
            ))}
          </ul>
        )}
      </div>
    </div>
  )
}
