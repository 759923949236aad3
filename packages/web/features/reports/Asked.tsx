/** What a report asks of its reader, each with its label. */
import { sayDimension } from '@baton/words'
import type { ReactNode } from 'react'
import { Select } from '../../ui/Select.tsx'
import type { ReportBodyProps } from './report-body.ts'
import { DIMENSION_KEYS } from './report-search.ts'

export function Asked({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="min-w-36">
      <span className="label mb-1 block">{label}</span>
      {children}
    </div>
  )
}

export function ByChoice({ search, onAsk }: Pick<ReportBodyProps, 'search' | 'onAsk'>) {
  return (
    <Asked label="Told apart by">
      <Select
        aria-label="Told apart by"
        value={search['by'] ?? ''}
        options={[
          { value: '', label: 'nothing' },
          ...DIMENSION_KEYS.map((value) => ({ value, label: sayDimension(value).toLowerCase() })),
        ]}
        onChange={(by) => onAsk({ by: by === '' ? undefined : by })}
      />
    </Asked>
  )
}
