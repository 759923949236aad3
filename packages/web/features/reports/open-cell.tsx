import type { Counted } from '@baton/engine/reports'
import { createContext, useContext, useMemo, useState, type ReactNode } from 'react'
import type { ReportName, ReportSearch } from '../../api/reports-query.ts'
import { LeadsBehind } from './LeadsBehind.tsx'

interface Opened {
  readonly title: string
  readonly cell: string
  readonly before: boolean
}

type Open = (counted: Counted, title: string, before?: boolean) => (() => void) | undefined

const OpenCell = createContext<Open>(() => undefined)

/** Makes what opens the leads behind a number of the report around; of none there is nothing to open. */
export function useOpenCell(): Open {
  return useContext(OpenCell)
}

/** Within it every number of the report can be opened. */
export function CellOpener({
  report,
  search,
  children,
}: {
  readonly report: ReportName
  readonly search: ReportSearch
  readonly children: ReactNode
}) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const open = useMemo<Open>(
    () =>
      ({ count, cell }, title, before = false) =>
        count === 0 ? undefined : () => setOpened({ title, cell, before }),
    [],
  )
  return (
    <OpenCell value={open}>
      {children}
      {opened && (
        <LeadsBehind
          title={opened.title}
          query={{ report, search, cell: opened.cell, before: opened.before }}
          onClose={() => setOpened(null)}
        />
      )}
    </OpenCell>
  )
}
