/** The one edit of an agreement that would settle most of what two teams dispute, and changes least. */
import type { Agreement } from '../agreement/agreement.ts'
import type { LeadEvent } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { gradeEdits, pointsEdits, sizeOf, thresholdEdits, type AgreementEdit } from './agreement-edits.ts'
import { eventsSeen, isPassedOn, targetOf, type CalibratedLead } from './calibrated-lead.ts'

export type SmallestEdit = AgreementEdit & {
  /** Of so many leads, those that the agreement judges as it ought to: as it is, and edited. */
  readonly resolves: { readonly of: number; readonly before: number; readonly after: number }
}

/**
 * Every candidate is judged by folding the leads; the best meets most targets, and at least one more than the agreement
 * as it is. Of equals the one that changes least, then the first: thresholds, points, fit, grades. Null where none helps.
 * The work is one fold of each lead for each candidate: at most MOST_CANDIDATES, later ones are not tried.
 *
 * @param leads some thirty
 */
export function smallestEdit(
  leads: readonly CalibratedLead[],
  { agreement }: CompiledAgreement,
  compile: (agreement: Agreement) => CompiledAgreement,
): SmallestEdit | null {
  const cases = leads.map((lead) => ({ seen: eventsSeen(lead), asOf: lead.asOf, target: targetOf(lead) }))
  const before = targetsMet(cases, compile(agreement), 0)
  const candidates = [
    ...thresholdEdits(
      agreement,
      cases.map(({ seen }) => seen),
      compile,
    ),
    ...pointsEdits(agreement),
    ...gradeEdits(agreement),
  ].slice(0, MOST_CANDIDATES)
  let best: AgreementEdit | null = null
  let most = before + 1
  for (const edit of candidates) {
    const met = targetsMet(cases, compile(edit.agreement), most)
    if (met < most) continue
    if (best && met === most && sizeOf(edit) >= sizeOf(best) - 1e-12) continue
    best = edit
    most = met
  }
  return best && { ...best, resolves: { of: leads.length, before, after: most } }
}

/** Agreements have some dozens of clauses; the bound is for those that have hundreds. */
const MOST_CANDIDATES = 500

interface Case {
  readonly seen: readonly LeadEvent[]
  readonly asOf: number
  readonly target: boolean
}

/** How many cases come out as they ought to; given up once it cannot be `least` any more. */
function targetsMet(cases: readonly Case[], compiled: CompiledAgreement, least: number): number {
  let met = 0
  for (const [index, { seen, asOf, target }] of cases.entries()) {
    if (met + cases.length - index < least) return met
    if (isPassedOn(compiled, seen, asOf) === target) met += 1
  }
  return met
}
