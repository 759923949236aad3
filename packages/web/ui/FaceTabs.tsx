import type { ReactNode } from 'react'

export interface FaceTab<Face extends string> {
  readonly face: Face
  readonly name: string
  /** Behind the name, such as a count. */
  readonly badge?: ReactNode
}

/** The faces of one document, of which one is shown at a time. */
export function FaceTabs<Face extends string>({
  label,
  tabs,
  face,
  onFace,
  aside,
  panelClass,
  children,
}: {
  readonly label: string
  readonly tabs: readonly FaceTab<Face>[]
  readonly face: Face
  readonly onFace: (face: Face) => void
  /** At the end of the tabs. */
  readonly aside?: ReactNode
  readonly panelClass: string
  readonly children: ReactNode
}) {
  return (
    <>
      <div role="tablist" aria-label={label} className="flex shrink-0 border-b border-line px-4 md:px-6">
        {tabs.map((tab) => (
          <button
            key={tab.face}
            type="button"
            role="tab"
            id={`face-${tab.face}`}
            aria-selected={face === tab.face}
            aria-controls="face-panel"
            onClick={() => onFace(tab.face)}
            className="-mb-px flex h-10 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-body font-medium text-faint first:-ml-2.5 hover:text-ink aria-selected:border-accent aria-selected:text-ink"
          >
            {tab.name}
            {tab.badge}
          </button>
        ))}
        {aside}
      </div>
      <div
        id="face-panel"
        role="tabpanel"
        aria-labelledby={`face-${face}`}
        className={`scroller flex-1 ${panelClass}`}
      >
        {children}
      </div>
    </>
  )
}

/** How many problems the file has; nothing where it has none. */
export function ProblemBadge({ count }: { readonly count: number }) {
  if (count === 0) return null
  return (
    <span className="figures rounded bg-accent-wash px-1 text-small text-accent-text">
      {count} <span className="sr-only">problems</span>
    </span>
  )
}

/** Said beside the tabs while another face shows what could be read last. */
export function UnreadableFile({ shown }: { readonly shown: string }) {
  return (
    <output className="ml-auto self-center text-small text-accent-text">
      The file cannot be read: {shown}.
    </output>
  )
}
