import type { ReactNode } from 'react'

/** A titled part of a page, set off by a hairline and not by a box. */
export function Section({
  title,
  note,
  aside,
  id,
  children,
}: {
  readonly title: string
  readonly note?: ReactNode
  readonly aside?: ReactNode
  readonly id?: string
  readonly children: ReactNode
}) {
  return (
    <section id={id} className="scroll-mt-11 border-t border-line py-5 first:border-t-0">
      <div className="mb-3 flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <h2 className="text-lead font-semibold tracking-[-0.01em]">{title}</h2>
        {note !== undefined && <p className="text-small text-faint">{note}</p>}
        {aside !== undefined && <div className="ml-auto">{aside}</div>}
      </div>
      {children}
    </section>
  )
}
