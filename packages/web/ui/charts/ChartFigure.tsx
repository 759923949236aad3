import type { ReactNode } from 'react'

/** The frame of every chart: it measures its own width, is printed on white, and says in one sentence what it shows. */
export function ChartFigure({
  label,
  children,
}: {
  /** One sentence, read aloud. */
  readonly label: string
  readonly children: ReactNode
}) {
  return (
    <figure
      aria-label={label}
      className="@container min-w-0 break-inside-avoid text-ink [print-color-adjust:exact]"
    >
      {children}
    </figure>
  )
}

/** What stands where there is nothing to draw. */
export function NothingToDraw({ children }: { readonly children: ReactNode }) {
  return (
    <p className="flex min-h-24 items-center justify-center rounded-lg border border-dashed border-line-strong px-4 py-6 text-center text-body text-faint">
      {children}
    </p>
  )
}
