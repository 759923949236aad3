import { ChevronRight } from 'lucide-react'
import { NumberTable, type NumberTableProps } from './NumberTable.tsx'

export interface TableTwinProps extends Omit<NumberTableProps, 'className'> {
  /** What opens it: “As a table”. */
  readonly summary: string
}

/** The numbers of a chart, folded away below it. Folded it is left out of print. */
export function TableTwin({ summary, ...table }: TableTwinProps) {
  return (
    <details className="group/twin mt-1 not-open:print:hidden">
      <summary className="-mx-1 inline-flex min-h-6 items-center gap-1 rounded-sm px-1 text-small text-faint hover:bg-hover hover:text-ink print:hidden">
        <ChevronRight
          size={12}
          aria-hidden="true"
          className="shrink-0 transition-transform group-open/twin:rotate-90"
        />
        {summary}
      </summary>
      <NumberTable {...table} className="mt-1" />
    </details>
  )
}
