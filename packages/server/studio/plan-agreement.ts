/** What a document would have done over the complete history, every lead named: for machines, and for the command line. */
import type { Agreement } from '@baton/engine'
import type { Plan } from '@baton/protocol'
import { type Access, leadNames } from '../access/index.ts'
import { agreedBy } from '../agreements/index.ts'
import { baselineOf, type Baseline } from './baseline.ts'
import type { StudioServices } from './studio-services.ts'

/**
 * @param against version of the agreement; the one in force by default
 * @throws Refusal `invalid_agreement` with every problem, `not_found` when there is no such version
 */
export async function planAgreement(
  services: StudioServices,
  access: Access,
  { document, against }: { readonly document: string; readonly against?: number | undefined },
): Promise<Plan> {
  const baseline = await baselineOf(services.pool, against)
  const agreement = agreedBy(document, baseline.catalogue)
  const comparison = await comparisonOf(services, baseline, agreement)
  const { added, dropped, earlier, later, retiered, missedWon } = comparison
  const named = [added, dropped, earlier, later, retiered, missedWon].flat().map(({ lead }) => lead)
  return {
    name: agreement.id,
    against: baseline.version,
    comparison,
    leads: await leadNames(services.pool, access, named),
  }
}

async function comparisonOf({ studio }: StudioServices, baseline: Baseline, candidate: Agreement) {
  const question = { baseline: baseline.agreement, candidate, listed: 'all' as const }
  for await (const part of studio.ask(question, { additions: baseline.additions, fresh: true }))
    if (part.kind === 'compared whole') return part.comparison
  throw new Error('The studio gave no comparison.')
}
