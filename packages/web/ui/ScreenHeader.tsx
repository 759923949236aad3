import type { ReactNode } from 'react'

/** The first line of a screen: its name, what it is about, and what can be done. */
export function ScreenHeader({
  title,
  note,
  children,
}: {
  readonly title: ReactNode
  readonly note?: ReactNode
  readonly children?: ReactNode
}) {
  return (
    <header className="flex min-h-14 shrink-0 flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 md:px-6">
      <h1 className="text-title font-semibold tracking-[-0.02em]">{title}</h1>
      {note !== undefined && <p className="text-body text-faint">{note}</p>}
      {children !== undefined && <div className="ml-auto flex items-center gap-2">{children}</div>}
    </header>
  )
}
