import { sayAgo, sayCounted } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, History, Send } from 'lucide-react'
import { useMailSender } from '../../api/mails-query.ts'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { MailStatus } from './MailStatus.tsx'
import { blocking } from './mail-words.ts'
import type { MailEditing } from './use-mail-editor.ts'

/** The mail's name and standing, and what can be done with it. */
export function MailHeader({ editing }: { readonly editing: MailEditing }) {
  const now = useNow()
  const sender = useMailSender()
  const { mail, name, setName, problems, isChanged, isWhole, pending, problem } = editing
  const at = Date.parse(mail.changedAt)
  const since = `Version ${mail.version}, saved ${sayAgo(at, Math.max(now, at))}`
  const noServer = sender.data?.from === null
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 md:px-6">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex items-center gap-2">
          <Link
            to="/mails"
            aria-label="All mails"
            className="-ml-1.5 inline-flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
          >
            <ChevronLeft size={15} aria-hidden="true" />
          </Link>
          <h1 className="min-w-0 flex-1">
            <input
              aria-label="Name of the mail"
              value={name}
              maxLength={200}
              onChange={(event) => setName(event.target.value)}
              className="-mx-1 w-full truncate rounded bg-transparent px-1 text-title font-semibold tracking-[-0.02em] hover:bg-hover"
            />
          </h1>
          <MailStatus archived={mail.archived} problems={blocking(problems).length} />
        </div>
        <p className="pl-7 text-small text-faint">
          <span className="font-mono">{mail.id}</span>
          {' · '}
          {isChanged
            ? 'Changed, and not saved'
            : `${since}${mail.changedBy === null ? '' : ` by ${mail.changedBy}`}`}
        </p>
      </div>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {problem !== null && (
          <p role="alert" className="max-w-80 text-small text-accent-text">
            {problem}
          </p>
        )}
        <Versions editing={editing} />
        <Button
          disabled={pending || !isWhole || noServer}
          title={noServer ? 'There is no mail server' : undefined}
          onClick={editing.sendTest}
        >
          <Send size={13} aria-hidden="true" />
          Test to me
        </Button>
        <Button look="solid" disabled={!isChanged || !isWhole || pending} onClick={editing.save}>
          Save
        </Button>
      </div>
    </header>
  )
}

function Versions({ editing }: { readonly editing: MailEditing }) {
  const now = useNow()
  const { mail, takeVersion, setArchived } = editing
  return (
    <Menu
      align="end"
      groups={[
        {
          title: sayCounted(mail.versions.length, 'version'),
          items: mail.versions.map(({ version, subject, at }) => ({
            label: `${version}. ${subject || 'No subject'}`,
            note: sayAgo(Date.parse(at), Math.max(now, Date.parse(at))),
            onSelect: () => takeVersion(version),
          })),
        },
        {
          items: [
            mail.archived
              ? { label: 'Take it back from the archive', onSelect: () => setArchived(false) }
              : { label: 'Put it into the archive', onSelect: () => setArchived(true) },
          ],
        },
      ]}
      trigger={
        <Button look="plain">
          <History size={13} aria-hidden="true" />
          Versions
        </Button>
      }
    />
  )
}
