import type { ReactNode } from 'react'
import { FaceTabs, ProblemBadge, UnreadableFile } from '../../ui/FaceTabs.tsx'

export type Face = 'sentences' | 'file' | 'changes'

/** The faces of the draft. */
export function DraftTabs({
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
    <FaceTabs
      label="Faces of the draft"
      tabs={[
        { face: 'sentences', name: 'Sentences' },
        { face: 'file', name: 'File', badge: <ProblemBadge count={problems} /> },
        { face: 'changes', name: 'Changes', badge: <span className="figures text-faint">{changes}</span> },
      ]}
      face={face}
      onFace={onFace}
      aside={
        problems > 0 &&
        face === 'sentences' && <UnreadableFile shown="these are the last sentences that could" />
      }
      panelClass={`min-h-0 overflow-y-auto ${face === 'file' ? 'flex flex-col bg-sunk' : 'px-4 pb-16 md:px-6'}`}
    >
      {children}
    </FaceTabs>
  )
}
