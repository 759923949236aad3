import { ChevronRight } from 'lucide-react'
import type { ReactNode } from 'react'

/** A line that opens to show what is behind it. Native `details`: works without script and is announced as it should be. */
export function Disclosure({
  summary,
  children,
  open,
  onToggle,
}: {
  readonly summary: ReactNode
  readonly children: ReactNode
  readonly open?: boolean
  readonly onToggle?: (open: boolean) => void
}) {
  return (
    <details className="group/d" open={open} onToggle={(event) => onToggle?.(event.currentTarget.open)}>
      <summary className="flex min-h-8 items-center gap-2 rounded-sm hover:bg-hover">
        <ChevronRight
          size={13}
          aria-hidden="true"
          className="shrink-0 text-faint transition-transform group-open/d:rotate-90"
        />
        <span className="min-w-0 flex-1">{summary}</span>
      </summary>
      <div className="pb-2 pl-[21px]">{children}</div>
    </details>
  )
}
