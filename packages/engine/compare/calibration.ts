/** Blind calibration: both teams judge the same leads apart, and it is shown where, and over what, they differ. */
import type { Agreement } from '../agreement/agreement.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { cohensKappa, type Kappa } from '../learn/cohens-kappa.ts'
import { eventsSeen, isPassedOn, targetOf, type CalibratedLead } from './calibrated-lead.ts'
import { clauseDisagreement, type ClauseDisagreement } from './clause-disagreement.ts'
import type { Outcome } from './outcomes.ts'
import { smallestEdit, type SmallestEdit } from './smallest-edit.ts'

export interface DisputedLead {
  /** Id of the lead. */
  readonly lead: string
  readonly marketing: boolean
  readonly sales: boolean
  /** Whether the agreement had passed it on by then. */
  readonly agreement: boolean
  readonly outcome: Outcome
  /** What the agreement ought to have said: as the outcome tells, or as sales says. */
  readonly target: boolean
}

export interface Calibration {
  /** How far the teams agree beyond chance. */
  readonly kappa: Kappa
  /** By lead, in the order given: whether the agreement had passed it on by then. */
  readonly passedOn: readonly boolean[]
  /** In the order given. */
  readonly disputed: readonly DisputedLead[]
  readonly clauses: readonly ClauseDisagreement[]
  readonly edit: SmallestEdit | null
}

/** @param compile prepares an edited agreement, with the catalogue and zones that `compiled` was prepared with */
export function calibrate(
  leads: readonly CalibratedLead[],
  compiled: CompiledAgreement,
  compile: (agreement: Agreement) => CompiledAgreement,
): Calibration {
  const passedOn = leads.map((lead) => isPassedOn(compiled, eventsSeen(lead), lead.asOf))
  const count = (marketing: boolean, sales: boolean) =>
    leads.filter((lead) => lead.marketing === marketing && lead.sales === sales).length
  return {
    kappa: cohensKappa([
      [count(true, true), count(true, false)],
      [count(false, true), count(false, false)],
    ]),
    passedOn,
    disputed: leads.flatMap((lead, index) => {
      const { id, marketing, sales, outcome } = lead
      if (marketing === sales) return []
      return [{ lead: id, marketing, sales, agreement: passedOn[index]!, outcome, target: targetOf(lead) }]
    }),
    clauses: clauseDisagreement(leads, compiled),
    edit: smallestEdit(leads, compiled, compile),
  }
}
