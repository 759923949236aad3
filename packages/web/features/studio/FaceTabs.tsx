import type { ReactNode } from 'react'

export type Face = 'sentences' | 'file' | 'changes'

const NAMES: Readonly<Record<Face, string>> = {
  sentences: 'Sentences',
  file: 'File',
  changes: 'Changes',
}

/** The faces of the document, one at a time. */
export function FaceTabs({
  face,
  onFace,
  changes,
  problems,
  children,
}: {
  readonly face: Face
  readonly onFace: (face: Face) => void
  readonly changes: number
  readonly problems: number
  readonly children: ReactNode
}) {
  return (
    <>
      <div
        role="tablist"
        aria-label="Faces of the draft"
        className="flex shrink-0 border-b border-line px-4 md:px-6"
      >
        {(Object.keys(NAMES) as Face[]).map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={`face-${name}`}
            aria-selected={face === name}
            aria-controls="face-panel"
            onClick={() => onFace(name)}
            className="-mb-px flex h-10 items-center gap-1.5 border-b-2 border-transparent px-2.5 text-body font-medium text-faint first:-ml-2.5 hover:text-ink aria-selected:border-accent aria-selected:text-ink"
          >
            {NAMES[name]}
            {name === 'changes' && <span className="figures text-faint">{changes}</span>}
            {name === 'file' && problems > 0 && (
              <span className="figures rounded bg-accent-wash px-1 text-small text-accent-text">
                {problems} <span className="sr-only">problems</span>
              </span>
            )}
          </button>
        ))}
        {problems > 0 && face === 'sentences' && (
          <output className="ml-auto self-center text-small text-accent-text">
            The file cannot be read: these are the last sentences that could.
          </output>
        )}
      </div>
      <div
        id="face-panel"
        role="tabpanel"
        aria-labelledby={`face-${face}`}
        className={`scroller min-h-0 flex-1 overflow-y-auto ${face === 'file' ? 'flex flex-col bg-sunk' : 'px-4 pb-16 md:px-6'}`}
      >
        {children}
      </div>
    </>
  )
}
