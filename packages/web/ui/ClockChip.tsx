import { sayMoment, sayTimeLeft } from '@baton/words'
import { AlarmClock, Clock } from 'lucide-react'

const LOOKS = {
  calm: 'text-soft',
  warn: 'bg-warn-wash text-warn-text font-medium',
  over: 'bg-accent-wash text-accent-text font-medium',
} as const

/** How long is left until a moment, or how long it is past. Near the end it says so by colour, sign and word. */
export function ClockChip({
  due,
  warnAt,
  now,
  label,
}: {
  /** ISO 8601. */
  readonly due: string
  /** From when on it is near; ISO 8601. */
  readonly warnAt: string
  readonly now: number
  /** What is due. */
  readonly label?: string
}) {
  const at = Date.parse(due)
  const look = now >= at ? 'over' : now >= Date.parse(warnAt) ? 'warn' : 'calm'
  const Icon = look === 'calm' ? Clock : AlarmClock
  return (
    <time
      dateTime={due}
      title={`Due ${sayMoment(at)}`}
      className={`figures inline-flex h-6 items-center gap-1.5 rounded px-1.5 text-small whitespace-nowrap ${LOOKS[look]}`}
    >
      <Icon size={12} aria-hidden="true" className="shrink-0" />
      {label !== undefined && <span>{label}</span>}
      <span>{sayTimeLeft(at - now)}</span>
    </time>
  )
}
