import { sayCount } from '@baton/words'
import { Download } from 'lucide-react'
import { useLeadsBehind, type BehindQuery } from '../../api/reports-query.ts'
import { useNow } from '../../app/use-now.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { LeadLines, useStageNames } from '../leads/index.ts'

/** The leads behind one number, as far as whoever looks reaches. */
export function LeadsBehind({
  title,
  query,
  onClose,
}: {
  readonly title: string
  readonly query: BehindQuery
  readonly onClose: () => void
}) {
  const behind = useLeadsBehind(query)
  const name = useStageNames()
  const now = useNow()
  const [first] = behind.data?.pages ?? []
  const leads = behind.data?.pages.flatMap(({ data }) => data) ?? []
  return (
    <Dialog
      footer={
        first && (
          <a
            href={fileOf(query)}
            download
            className="inline-flex h-7 items-center gap-1.5 rounded-md px-2.5 text-body font-medium text-soft hover:bg-hover hover:text-ink"
          >
            <Download size={14} aria-hidden="true" />
            CSV
          </a>
        )
      }
      title={title}
      note={first && sayBehind(first.total, first.outOfReach)}
      size="wide"
      onClose={onClose}
    >
      {behind.isError ? (
        <ReadFailed
          what="The leads behind this number"
          error={behind.error}
          onRetry={() => void behind.refetch()}
        />
      ) : first === undefined ? (
        <Skeleton className="h-40 w-full" />
      ) : (
        <>
          <table className="w-full table-fixed border-separate border-spacing-0">
            <caption className="sr-only">{title}</caption>
            <tbody>
              {leads.map((lead) => (
                <tr key={lead.id} className="relative h-13 hover:bg-hover">
                  <LeadLines lead={lead} now={now} stageName={name(lead.stage)} scoreTop={undefined} />
                </tr>
              ))}
            </tbody>
          </table>
          {behind.hasNextPage && (
            <Button
              className="mt-3"
              disabled={behind.isFetchingNextPage}
              onClick={() => void behind.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </>
      )}
    </Dialog>
  )
}

function sayBehind(total: number, outOfReach: number): string {
  const leads = `${sayCount(total)} ${total === 1 ? 'lead' : 'leads'}, each once`
  return outOfReach === 0
    ? `${leads}.`
    : `${leads}; ${sayCount(outOfReach)} of them out of your reach and not listed.`
}

function fileOf({ report, search, cell, before = false }: BehindQuery): string {
  const query = new URLSearchParams({ ...search, cell, ...(before && { before: 'true' }) })
  return `/api/reports/${report}/leads.csv?${query.toString()}`
}
