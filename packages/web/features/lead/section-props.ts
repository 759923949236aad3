import type { CompiledAgreement } from '@baton/engine'
import type { HistoryEvent } from '@baton/protocol'
import type { Judgement } from './judgement.ts'

/** What every section of the page is given: the judgement as of a moment, and ways to point at events and moments. */
export interface SectionProps {
  readonly compiled: CompiledAgreement
  readonly judgement: Judgement
  readonly events: readonly HistoryEvent[]
  readonly asOf: number
  /** Names the events that a statement rests on, for the timeline and the chart to show; empty for none. */
  readonly onCite: (events: readonly string[]) => void
  readonly onMoment: (moment: number | null) => void
}
