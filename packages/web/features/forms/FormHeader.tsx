import { sayAgo } from '@baton/words'
import { Link } from '@tanstack/react-router'
import { ChevronLeft, Code, ExternalLink } from 'lucide-react'
import { useNow } from '../../app/use-now.ts'
import { Button } from '../../ui/Button.tsx'
import { FormStatus } from './FormStatus.tsx'
import type { FormEditing } from './use-form-editor.ts'

/** The form's name and standing, and what can be done with it. */
export function FormHeader({
  editing,
  onEmbed,
}: {
  readonly editing: FormEditing
  readonly onEmbed: () => void
}) {
  const now = useNow()
  const { form, problems, isChanged, isWhole, pending, problem, save, turn } = editing
  const isLive = form.status === 'live'
  const since = `Version ${form.version}, saved ${sayAgo(Date.parse(form.changedAt), Math.max(now, Date.parse(form.changedAt)))}`
  return (
    <header className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 md:px-6">
      <div className="min-w-0">
        <div className="flex items-center gap-3">
          <Link
            to="/forms"
            aria-label="All forms"
            className="-ml-1.5 inline-flex size-6 shrink-0 items-center justify-center rounded text-faint hover:bg-hover hover:text-ink"
          >
            <ChevronLeft size={15} aria-hidden="true" />
          </Link>
          <h1 className="truncate text-title font-semibold tracking-[-0.02em]">{editing.edited.name}</h1>
          <FormStatus status={form.status} problems={problems.length} />
        </div>
        <p className="pl-7 text-small text-faint">
          {isChanged
            ? 'Changed, and not saved'
            : `${since}${form.changedBy === null ? '' : ` by ${form.changedBy}`}`}
        </p>
      </div>
      <div className="ml-auto flex flex-wrap items-center gap-2">
        {problem !== null && (
          <p role="alert" className="max-w-80 text-small text-accent-text">
            {problem}
          </p>
        )}
        {isLive && (
          <a
            href={form.url}
            target="_blank"
            rel="noreferrer"
            className="inline-flex h-7 items-center gap-1.5 rounded-md px-2 text-body font-medium text-soft hover:bg-hover hover:text-ink"
          >
            <ExternalLink size={13} aria-hidden="true" />
            Its page
          </a>
        )}
        <Button look="plain" onClick={onEmbed}>
          <Code size={13} aria-hidden="true" />
          Embed
        </Button>
        {isLive ? (
          <Button disabled={pending} onClick={() => turn('closed')}>
            Close
          </Button>
        ) : (
          <Button
            disabled={pending || problems.length > 0}
            title={problems.length > 0 ? 'Something keeps it from going live: see what is marked' : undefined}
            onClick={() => turn('live')}
          >
            {isChanged ? 'Save and go live' : 'Go live'}
          </Button>
        )}
        <Button look="solid" disabled={!isChanged || !isWhole || pending} onClick={save}>
          {isLive ? 'Save and show' : 'Save'}
        </Button>
      </div>
    </header>
  )
}
