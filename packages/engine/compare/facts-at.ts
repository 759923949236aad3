/** What is known about a lead at a moment of its history. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { factLookup, stateFacts } from '../fold/facts.ts'
import type { LeadState } from '../fold/lead-state.ts'
import type { FieldLookup } from '../fold/matches.ts'
import { factsStated, type Frame } from '../replay/index.ts'

/** The facts of a lead as they stand once an event of it has happened. @param position of the event in the frame */
export function factsAt(
  frame: Frame,
  { leadFields, companyFields }: CompiledAgreement,
  lead: number,
  position: number,
): FieldLookup {
  let facts: Pick<LeadState, 'lead' | 'company'> = { lead: {}, company: {} }
  for (const event of factsStated(frame, lead, position)) {
    facts = {
      lead: event.colleague ? facts.lead : stateFacts(facts.lead, event.lead, event, leadFields),
      company: stateFacts(facts.company, event.company, event, companyFields),
    }
  }
  return factLookup(facts)
}
