import type { ReactNode } from 'react'

const TONES = {
  plain: 'bg-hover text-soft',
  good: 'bg-won-wash text-won-text',
  warn: 'bg-warn-wash text-warn-text',
  bad: 'bg-accent-wash text-accent-text',
} as const

/** A word or two about the state of something. */
export function Mark({
  tone,
  children,
}: {
  readonly tone: keyof typeof TONES
  readonly children: ReactNode
}) {
  return (
    <span className={`inline-block rounded px-1.5 text-small whitespace-nowrap ${TONES[tone]}`}>
      {children}
    </span>
  )
}
