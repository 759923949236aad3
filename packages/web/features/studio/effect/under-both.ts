/** The two agreements that a lead is looked at under. */
import type { CompiledAgreement, LeadEvent } from '@baton/engine'

export interface UnderBoth {
  readonly baseline: { readonly name: string; readonly compiled: CompiledAgreement }
  readonly candidate: { readonly name: string; readonly compiled: CompiledAgreement }
  /** Keeps a lead, as it stood at a moment, among the golden leads of the draft; null: the draft cannot be changed. */
  readonly keep: ((events: readonly LeadEvent[], asOf: number) => void) | null
}
