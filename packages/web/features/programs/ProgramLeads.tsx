import { sayCount } from '@baton/words'
import { type ProgramNumber, useProgramLeads } from '../../api/programs-query.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { LeadLines, useStageNames } from '../leads/index.ts'

/** The leads behind one number of a program, or of a try. */
export function ProgramLeads({
  title,
  number,
  onClose,
}: {
  readonly title: string
  readonly number: ProgramNumber
  readonly onClose: () => void
}) {
  const behind = useProgramLeads(number)
  const name = useStageNames()
  const now = useNow()
  const [first] = behind.data?.pages ?? []
  return (
    <Dialog
      title={title}
      note={first && `${sayCount(first.total)} ${first.total === 1 ? 'lead' : 'leads'}, each once`}
      size="wide"
      onClose={onClose}
    >
      {behind.isError ? (
        <ReadFailed what="The leads" error={behind.error} onRetry={() => void behind.refetch()} />
      ) : first === undefined ? (
        <Skeleton className="h-40 w-full" />
      ) : (
        <>
          <table className="w-full table-fixed border-separate border-spacing-0">
            <caption className="sr-only">{title}</caption>
            <tbody>
              {behind.data?.pages
                .flatMap(({ data }) => data)
                .map((lead) => (
                  <tr key={lead.id} className="relative h-13 hover:bg-hover">
                    <LeadLines lead={lead} now={now} stageName={name(lead.stage)} scoreTop={undefined} />
                  </tr>
                ))}
            </tbody>
          </table>
          {behind.hasNextPage && (
            <Button className="mt-3" onClick={() => void behind.fetchNextPage()}>
              Show more
            </Button>
          )}
        </>
      )}
    </Dialog>
  )
}
