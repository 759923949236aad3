import { type ReactNode, useState } from 'react'
import { useMediaQuery } from './use-media-query.ts'

interface Pane {
  /** Of its tab, where only one is seen at a time. */
  readonly name: string
  readonly shown: ReactNode
}

/** What is written and what comes of it: beside each other, or one at a time where the window is narrow. */
export function TwoPanes({
  label,
  first,
  second,
  columns,
}: {
  readonly label: string
  readonly first: Pane
  readonly second: Pane
  /** How they share the width: a class of Tailwind. */
  readonly columns: string
}) {
  const wide = useMediaQuery('(min-width: 1024px)')
  if (!wide) return <OneAtATime label={label} panes={[first, second]} />
  return (
    <div className={`grid min-h-0 flex-1 border-t border-line ${columns}`}>
      <div className="flex min-h-0 min-w-0 flex-col border-r border-line">{first.shown}</div>
      <div className="flex min-h-0 min-w-0 flex-col">{second.shown}</div>
    </div>
  )
}

function OneAtATime({ label, panes }: { readonly label: string; readonly panes: readonly [Pane, Pane] }) {
  const [chosen, setChosen] = useState(0)
  return (
    <>
      <div
        role="tablist"
        aria-label={label}
        className="grid shrink-0 grid-cols-2 border-y border-line bg-sunk"
      >
        {panes.map(({ name }, index) => (
          <button
            key={name}
            type="button"
            role="tab"
            aria-selected={chosen === index}
            onClick={() => setChosen(index)}
            className="h-9 text-body font-medium text-faint aria-selected:bg-paper aria-selected:text-ink"
          >
            {name}
          </button>
        ))}
      </div>
      <div className="flex min-h-0 flex-1 flex-col">{panes[chosen]!.shown}</div>
    </>
  )
}
