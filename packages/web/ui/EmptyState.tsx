import type { ReactNode } from 'react'

/** What a screen says when it has nothing to show: why, and what to do next. */
export function EmptyState({
  title,
  children,
  actions,
}: {
  readonly title: string
  readonly children?: ReactNode
  readonly actions?: ReactNode
}) {
  return (
    <div className="mx-auto flex w-full max-w-xl flex-col items-start gap-3 px-6 py-16 sm:py-24">
      <svg width="44" height="22" viewBox="0 0 44 22" aria-hidden="true">
        <path d="M4.5 1h6l-4 20h-6z" className="fill-line" />
        <path d="M16.5 1h6l-4 20h-6z" className="fill-line" />
        <path d="M28.5 1h6l-4 20h-6z" className="fill-none stroke-line-strong" strokeDasharray="3 2.5" />
      </svg>
      <h2 className="text-lead font-semibold">{title}</h2>
      {children !== undefined && (
        <div className="w-full min-w-0 space-y-3 text-body text-soft">{children}</div>
      )}
      {actions !== undefined && <div className="flex flex-wrap gap-2 pt-1">{actions}</div>}
    </div>
  )
}
