/** Stating a fact as somebody proposed it: the lead is judged anew, and its colleagues where it is the company's. */
import type { Value } from '@baton/engine'
import { type ActServices, actInTurn } from '../events/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'

export interface Correction {
  readonly lead: string
  /** `company.employees`. */
  readonly field: string
  readonly value: Value
  /** Who let it stand. */
  readonly by: string
  /** The same correction is stated once. */
  readonly messageId: string
}

/** @throws Refusal `not_found`, or `conflict` where a fact of a company is corrected that the lead has not */
export async function correctFact(
  services: ActServices,
  { lead: leadId, field, value, by, messageId }: Correction,
) {
  await actInTurn(services, async ({ leads, store }) => {
    const [lead] = await leads([leadId])
    if (!lead) throw nothingThere()
    const [subject, name] = field.split('.', 2) as [string, string]
    const facts = { [name]: value }
    if (subject === 'company' && Object.keys(lead.state.company).length === 0)
      throw new Refusal('conflict', 'No company of this lead is known, so nothing can be said about it.')
    const event = { leadId: lead.id, messageId, properties: { by } }
    if (subject === 'company') await store([{ ...event, name: 'Company Identified', company: facts }])
    else await store([{ ...event, name: 'Lead Identified', lead: facts }])
  })
}
