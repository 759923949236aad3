import type { Form } from '@baton/protocol'
import { sayCounted } from '@baton/words'
import { STATUS_NAMES } from './form-words.ts'

const DOTS = { draft: 'border border-faint', live: 'bg-won', closed: 'bg-faint' } as const

/** Whether a form is filled in now, and what keeps it from it. */
export function FormStatus({
  status,
  problems,
}: {
  readonly status: Form['status']
  readonly problems: number
}) {
  return (
    <span className="inline-flex min-h-6 items-center gap-2 text-body whitespace-nowrap text-soft">
      <span aria-hidden="true" className={`h-2.5 w-1.5 -skew-x-12 ${DOTS[status]}`} />
      <span className={status === 'live' ? 'font-medium text-won-text' : ''}>{STATUS_NAMES[status]}</span>
      {problems > 0 && <span className="text-small text-accent-text">{sayCounted(problems, 'problem')}</span>}
    </span>
  )
}
