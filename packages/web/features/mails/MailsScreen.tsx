import type { MailSummary } from '@baton/protocol'
import { sayAgo, sayCount } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMails, useSendCounts } from '../../api/mails-query.ts'
import { useMay } from '../../api/may.ts'
import { ReadFailed } from '../../app/ReadFailed.tsx'
import { useDocumentTitle } from '../../app/use-document-title.ts'
import { useNow } from '../../app/use-now.ts'
import { useShortcuts } from '../../app/use-shortcuts.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ScreenHeader } from '../../ui/ScreenHeader.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Cell, Table } from '../../ui/Table.tsx'
import { MailStatus } from './MailStatus.tsx'
import { NewMailDialog } from './NewMailDialog.tsx'
import { SenderPart } from './SenderPart.tsx'

/** All mails that programs can send, and whom mail comes from. */
export function MailsScreen() {
  const mails = useMails()
  const mayAdd = useMay('addMail')
  const [adding, setAdding] = useState(false)
  useDocumentTitle('Mails')
  useShortcuts({ ...(mayAdd && { c: () => setAdding(true) }) })
  const add = (
    <Button look="solid" className="h-8" disabled={!mails.data} onClick={() => setAdding(true)}>
      <Plus size={13} aria-hidden="true" />
      New mail
    </Button>
  )
  return (
    <div className="flex h-full flex-col">
      <ScreenHeader title="Mails" note="What programs send, each written once.">
        {mayAdd && add}
      </ScreenHeader>
      <div className="scroller min-h-0 flex-1 overflow-y-auto border-t border-line pb-12">
        {mails.isError ? (
          <ReadFailed what="The mails" error={mails.error} onRetry={() => void mails.refetch()} />
        ) : mails.data === undefined ? (
          <div className="space-y-6 p-6" aria-busy="true">
            <span className="sr-only">Reading the mails…</span>
            {Array.from({ length: 5 }, (_, row) => (
              <Skeleton key={row} className="w-full max-w-4xl" />
            ))}
          </div>
        ) : mails.data.length === 0 ? (
          <EmptyState title="No mail yet" actions={mayAdd && add}>
            <p>A mail is written once, and sent by programs to whom it fits.</p>
          </EmptyState>
        ) : (
          <Mails mails={mails.data} />
        )}
        <SenderPart />
      </div>
      {adding && mails.data !== undefined && (
        <NewMailDialog ids={mails.data.map(({ id }) => id)} onClose={() => setAdding(false)} />
      )}
    </div>
  )
}

function Mails({ mails }: { readonly mails: readonly MailSummary[] }) {
  const now = useNow()
  const [showArchived, setShowArchived] = useState(false)
  const counts = useSendCounts('mail').data
  const shown = mails.filter(({ archived }) => showArchived || !archived)
  const columns = [
    { label: 'Mail', className: 'w-[26%] max-md:w-[60%]' },
    { label: 'Subject', className: 'w-[34%] max-md:hidden' },
    { label: 'Status' },
    { label: 'Sent', className: 'text-right' },
    { label: 'Clicked', className: 'text-right max-sm:hidden' },
    { label: 'Changed', className: 'max-sm:hidden' },
  ]
  return (
    <>
      <Table caption="Mails" columns={columns}>
        {shown.map((mail) => (
          <tr key={mail.id} className="hover:bg-sunk">
            <Cell className="py-2">
              <Link
                to="/mails/$id"
                params={{ id: mail.id }}
                className="inline-flex min-h-6 items-center rounded-sm font-medium underline decoration-transparent underline-offset-2 hover:decoration-accent"
              >
                {mail.name}
              </Link>
              <span className="block font-mono text-small text-faint">{mail.id}</span>
            </Cell>
            <Cell className="max-w-0 truncate text-soft max-md:hidden">{mail.subject || 'No subject'}</Cell>
            <Cell>
              <Standing mail={mail} />
            </Cell>
            <Cell className="figures text-right">{sayCount(counts?.get(mail.id)?.sent ?? 0)}</Cell>
            <Cell className="figures text-right max-sm:hidden">
              {sayCount(counts?.get(mail.id)?.humanClicks ?? 0)}
            </Cell>
            <Cell className="whitespace-nowrap text-faint max-sm:hidden">
              {sayAgo(Date.parse(mail.changedAt), Math.max(now, Date.parse(mail.changedAt)))}
              {mail.changedBy !== null && ` by ${mail.changedBy}`}
              <span className="ml-2 text-small">version {mail.version}</span>
            </Cell>
          </tr>
        ))}
      </Table>
      {mails.some(({ archived }) => archived) && (
        <Checkbox
          className="mx-4 mt-3 text-soft md:mx-6"
          label="Show archived ones"
          checked={showArchived}
          onChange={(event) => setShowArchived(event.target.checked)}
        />
      )}
    </>
  )
}

function Standing({ mail: { archived, ready } }: { readonly mail: MailSummary }) {
  if (archived || ready) return <MailStatus archived={archived} problems={0} />
  return <span className="text-small text-accent-text">not ready</span>
}
