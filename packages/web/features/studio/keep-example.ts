/** Keeping a real lead as a golden lead of the draft: what is special about it stays, whose it is does not. */
import type { CompiledAgreement, LeadEvent } from '@baton/engine'
import { type EditValue, exampleOf, withEntry } from '@baton/engine/edit'
import { sayKindOfLead, sayStage } from '@baton/words'

/** The document with the lead among its examples, expected to come out as `compiled` judges it at that moment. */
export function withExample(
  document: string,
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  asOf: number,
): { readonly document: string; readonly name: string } {
  const kept = exampleOf(compiled, events, { asOf, name: '' })
  const kind =
    sayKindOfLead({ lead: kept.lead ?? {}, company: kept.company ?? {} }) || 'somebody we know little about'
  const { stage } = kept.expect as { stage: Parameters<typeof sayStage>[0] }
  const taken = new Set(compiled.agreement.examples.map(({ name }) => name))
  const base = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}: ${sayStage(stage, compiled.agreement.names).toLowerCase()}`
  let name = base
  for (let count = 2; taken.has(name) || document.includes(name); count++) name = `${base} (${count})`
  const example = { ...kept, name } as unknown as EditValue
  return { document: withEntry(document, ['examples', 0], example), name }
}
