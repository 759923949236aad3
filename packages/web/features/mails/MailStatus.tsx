import { sayCounted } from '@baton/words'

/** Whether a mail can be sent. */
export function MailStatus({
  archived,
  problems,
}: {
  readonly archived: boolean
  /** How many things keep it from being sent. */
  readonly problems: number
}) {
  if (archived) return <Mark className="bg-sunk text-soft">archived</Mark>
  if (problems === 0) return <Mark className="bg-won-wash text-won-text">ready</Mark>
  return <Mark className="bg-accent-wash text-accent-text">{sayCounted(problems, 'problem')}</Mark>
}

function Mark({ className, children }: { readonly className: string; readonly children: string }) {
  return (
    <span
      className={`inline-flex h-5 shrink-0 items-center rounded px-1.5 text-small font-medium whitespace-nowrap ${className}`}
    >
      {children}
    </span>
  )
}
