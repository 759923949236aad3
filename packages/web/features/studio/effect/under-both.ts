/** The two agreements that a lead is looked at under. */
import type { CompiledAgreement } from '@baton/engine'

export interface UnderBoth {
  readonly baseline: { readonly name: string; readonly compiled: CompiledAgreement }
  readonly candidate: { readonly name: string; readonly compiled: CompiledAgreement }
}
