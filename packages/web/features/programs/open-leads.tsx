import { sayCount } from '@baton/words'
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { ProgramNumber } from '../../api/programs-query.ts'
import { OpenNumber } from '../../ui/charts/index.ts'
import { ProgramLeads } from './ProgramLeads.tsx'

type From = Omit<ProgramNumber, 'cell'>

const Opening = createContext<(cell: string, title: string) => void>(() => {})

/** Within it every count opens the leads that it counts. */
export function LeadsOpener({ of, id, children }: From & { readonly children: ReactNode }) {
  const [opened, setOpened] = useState<{ readonly cell: string; readonly title: string } | null>(null)
  return (
    <Opening value={(cell, title) => setOpened({ cell, title })}>
      {children}
      {opened && (
        <ProgramLeads
          title={opened.title}
          number={{ of, id, cell: opened.cell }}
          onClose={() => setOpened(null)}
        />
      )}
    </Opening>
  )
}

export function LeadCount({
  count,
  cell,
  title,
}: {
  readonly count: number
  readonly cell: string
  readonly title: string
}) {
  const open = useContext(Opening)
  return (
    <OpenNumber
      label={`Open the ${sayCount(count)} of ${title}`}
      onOpen={count === 0 ? undefined : () => open(cell, title)}
    >
      {sayCount(count)}
    </OpenNumber>
  )
}
