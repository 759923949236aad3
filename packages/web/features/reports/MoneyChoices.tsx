import type { AttributionModel, ChannelDimension, MoneyBasis } from '@baton/engine/reports'
import { sayChannelDimension, sayModel } from '@baton/words'
import type { ReactNode } from 'react'
import { Select } from '../../ui/Select.tsx'
import { Asked } from './Asked.tsx'
import type { ReportBodyProps } from './report-body.ts'

const MODELS = ['first', 'last', 'last-non-direct', 'linear', 'position', 'time-decay'] as const satisfies readonly AttributionModel[] // prettier-ignore
const BASES: Readonly<Record<MoneyBasis, string>> = {
  happened: 'Happened in the period',
  cohort: 'Came in the period',
}
const CHANNELS = ['source', 'campaign', 'medium'] as const satisfies readonly ChannelDimension[]

/** By which model credit is given, whose outcomes are counted, and what channels are told apart by. */
export function MoneyChoices({
  search,
  onAsk,
  aside,
}: Pick<ReportBodyProps, 'search' | 'onAsk'> & { readonly aside: ReactNode }) {
  return (
    <div className="flex flex-wrap items-end gap-3 pb-2 print:hidden">
      <Asked label="Credit goes by">
        <Select
          aria-label="Credit goes by"
          value={search['model'] ?? 'first'}
          options={MODELS.map((value) => ({ value, label: sayModel(value) }))}
          onChange={(model) => onAsk({ model: model === 'first' ? undefined : model })}
        />
      </Asked>
      <Asked label="Outcomes of whom">
        <Select
          aria-label="Outcomes of whom"
          value={search['basis'] ?? 'happened'}
          options={Object.entries(BASES).map(([value, label]) => ({ value, label }))}
          onChange={(basis) => onAsk({ basis: basis === 'happened' ? undefined : basis })}
        />
      </Asked>
      <Asked label="Told apart by">
        <Select
          aria-label="Told apart by"
          value={search['channel'] ?? 'source'}
          options={CHANNELS.map((value) => ({ value, label: sayChannelDimension(value).toLowerCase() }))}
          onChange={(channel) => onAsk({ channel: channel === 'source' ? undefined : channel })}
        />
      </Asked>
      <div className="ml-auto pb-0.5">{aside}</div>
    </div>
  )
}
