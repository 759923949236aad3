import { useState, type ReactNode } from 'react'
import { useMediaQuery } from '../../app/use-media-query.ts'

/** The draft and its effect: beside each other, or one at a time where the window is narrow. */
export function StudioPanes({ faces, effect }: { readonly faces: ReactNode; readonly effect: ReactNode }) {
  const wide = useMediaQuery('(min-width: 1024px)')
  if (!wide) return <NarrowPanes faces={faces} effect={effect} />
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(0,1fr)_minmax(0,1.06fr)]">
      <div className="flex min-h-0 min-w-0 flex-col border-r border-line">{faces}</div>
      <div className="flex min-h-0 min-w-0 flex-col">{effect}</div>
    </div>
  )
}

/** One pane at a time. */
function NarrowPanes({ faces, effect }: { readonly faces: ReactNode; readonly effect: ReactNode }) {
  const [pane, setPane] = useState<'draft' | 'effect'>('draft')
  return (
    <>
      <div role="tablist" aria-label="Studio" className="grid grid-cols-2 border-b border-line bg-sunk">
        {(['draft', 'effect'] as const).map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={pane === name}
            onClick={() => setPane(name)}
            className="h-10 text-body font-medium text-faint aria-selected:bg-paper aria-selected:text-ink"
          >
            {name === 'draft' ? 'The draft' : 'What it would have done'}
          </button>
        ))}
      </div>
      <div className="flex min-h-0 flex-1 flex-col">{pane === 'draft' ? faces : effect}</div>
    </>
  )
}
