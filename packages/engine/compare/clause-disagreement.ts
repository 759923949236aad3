/** Which clauses two teams seem to differ about: those whose holding goes with who wants a lead passed on. */
import type { ClauseId } from '../agreement/agreement.ts'
import { dayOf } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { holds } from '../fold/conditions.ts'
import { factLookup } from '../fold/facts.ts'
import { foldOrdered } from '../fold/fold-history.ts'
import { asksFor, whereHolds } from '../fold/matches.ts'
import { type Directions, permutationP } from '../learn/permutation.ts'
import { eventsSeen, type CalibratedLead } from './calibrated-lead.ts'
import { clausesOf, directConditions, type Clause } from './clauses.ts'

export interface ClauseDisagreement extends Clause {
  /** Leads that it held for when they were judged, and those it did not. */
  readonly held: number
  readonly notHeld: number
  /**
   * Mean of +1 where marketing alone wants the lead, -1 where sales alone does, 0 where they agree: of the leads that it
   * held for, less that of the others. -2 to 2; above 0, marketing thinks more of it than sales.
   */
  readonly difference: number
  /**
   * Exact p of a difference as large: of dealing the leads at random to those that it held for and the others. Not
   * corrected for how many clauses were looked at: a place to begin talking, no proof.
   */
  readonly p: number
}

/** A clause that holds for hardly anybody, or hardly anybody not, tells nothing. */
const LEAST_LEADS = 3

/** At most so many are worth talking about at once. */
const MOST_CLAUSES = 5

/** The clauses that go most with the dispute, the least likely by chance first; none that goes with neither side. */
export function clauseDisagreement(
  leads: readonly CalibratedLead[],
  compiled: CompiledAgreement,
): readonly ClauseDisagreement[] {
  const heldFor = leads.map((lead) => clausesHeld(compiled, lead))
  const directions = leads.map(({ marketing, sales }) => Number(marketing) - Number(sales))
  return clausesOf(compiled.agreement)
    .map((clause) => disagreementOn(clause, heldFor, directions))
    .filter(
      ({ held, notHeld, difference }) =>
        held >= LEAST_LEADS && notHeld >= LEAST_LEADS && Math.abs(difference) > 1e-12,
    )
    .toSorted((a, b) => a.p - b.p || Math.abs(b.difference) - Math.abs(a.difference))
    .slice(0, MOST_CLAUSES)
}

function disagreementOn(
  clause: Clause,
  heldFor: readonly ReadonlySet<ClauseId>[],
  directions: readonly number[],
): ClauseDisagreement {
  const [held, others] = [true, false].map((wanted) =>
    directions.filter((_, lead) => heldFor[lead]!.has(clause.clause) === wanted),
  ) as [number[], number[]]
  const difference = mean(held) - mean(others)
  const p = permutationP(counted(held), counted(others))
  return { ...clause, held: held.length, notHeld: others.length, difference, p }
}

function counted(directions: readonly number[]): Directions {
  const those = (wanted: number) => directions.filter((direction) => direction === wanted).length
  return { plus: those(1), minus: those(-1), n: directions.length }
}

function mean(numbers: readonly number[]): number {
  return numbers.length === 0 ? 0 : numbers.reduce((sum, number) => sum + number, 0) / numbers.length
}

/** As the lead stood when it was judged: events matched by then, facts and conditions as of then. */
function clausesHeld(compiled: CompiledAgreement, lead: CalibratedLead): ReadonlySet<ClauseId> {
  const { points, fit, tiers } = compiled.agreement
  const events = eventsSeen(lead)
  const { state } = foldOrdered(compiled, events, lead.asOf)
  const lookup = factLookup(state)
  const day = dayOf(lead.asOf)
  const isMatched = (clause: (typeof points)[number]) =>
    events.some((event) => !event.colleague && event.name === clause.on && asksFor(clause, event))
  const conditions = tiers.flatMap(({ clauseId, condition }) => [
    { id: clauseId, condition },
    ...directConditions(condition).map((part) => ({ id: part.id, condition: part })),
  ])
  return new Set(
    [
      ...points.filter(isMatched),
      ...fit.points.filter(({ where }) => whereHolds(where, lookup)),
      ...conditions.filter(({ condition }) => holds(compiled, state, condition, day)),
    ].map(({ id }) => id),
  )
}
