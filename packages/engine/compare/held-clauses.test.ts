import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Agreement } from '../agreement/agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { dayOf, type LeadEvent } from '../event.ts'
import { compileAgreement, type CompiledAgreement } from '../fold/compile-agreement.ts'
import { holds } from '../fold/conditions.ts'
import { factLookup } from '../fold/facts.ts'
import { foldEvent, initialState } from '../fold/fold-event.ts'
import { foldOrder } from '../fold/fold-history.ts'
import type { Folded, LeadState } from '../fold/lead-state.ts'
import { whereHolds } from '../fold/matches.ts'
import { advance } from '../fold/timers.ts'
import { replay } from '../replay/index.ts'
import { plainHistory } from '../replay/testing/plain-replay.ts'
import { mutated, randomAgreement } from '../replay/testing/random-agreement.ts'
import { randomRows } from '../replay/testing/random-rows.ts'
import { agreementOf, centralEurope, PRESETS, shippedAgreement } from '../testing/given.ts'
import { clausesOf, directConditions } from './clauses.ts'
import { heldClauses } from './held-clauses.ts'
import { frameOf } from './testing/frame-of.ts'

const SEED = 20261130
const shipped = ['northbeam-b2b', ...PRESETS].map((name) => agreementOf(shippedAgreement(name)))

/** Random conditions have one id each kind; clauses have one each. */
function named(agreement: Agreement): Agreement {
  return {
    ...agreement,
    tiers: agreement.tiers.map((tier) => {
      const { condition } = tier
      if (condition.kind !== 'all' && condition.kind !== 'any') return tier
      const conditions = condition.conditions.map((part, index) => ({
        ...part,
        id: `${tier.clauseId}/${index}`,
      }))
      return { ...tier, condition: { ...condition, conditions } }
    }),
  }
}

const promotionOf = ({ decisions }: Folded) =>
  decisions.find(({ kind, to }) => kind === 'stage' && to === 'mql')

/** Folds event by event; what poured is heard, what held is asked at the promotion. */
function plainHeld(
  compiled: CompiledAgreement,
  events: readonly LeadEvent[],
  until: number,
): readonly string[] {
  let state = initialState(compiled)
  let poured: readonly string[] = []
  for (const event of [...foldOrder(events), null]) {
    const heard: string[] = []
    const folded = event
      ? foldEvent(compiled, state, event, ({ clause }) => heard.push(clause))
      : advance(compiled, state, until)
    const promotion = promotionOf(folded)
    if (!promotion) {
      state = folded.state
      poured = [...poured, ...heard]
      continue
    }
    // By a timer, the state is that of its moment: the event after it has not happened.
    const { timer, at, tier } = promotion
    const then = timer ? advance(compiled, state, at + 1).state : foldEvent(compiled, state, event!).state
    if (timer === null) poured = [...poured, ...heard]
    return [...new Set([...poured, ...heldIn(compiled, then, at, tier!)])]
      .filter((clause) => !clause.startsWith('recycle.'))
      .toSorted()
  }
  return []
}

function heldIn(compiled: CompiledAgreement, state: LeadState, at: number, tier: string): readonly string[] {
  const lookup = factLookup(state)
  const { clauseId, condition } = compiled.agreement.tiers.find(({ id }) => id === tier)!
  return [
    clauseId,
    ...directConditions(condition)
      .filter((part) => holds(compiled, state, part, dayOf(at)))
      .map(({ id }) => id),
    ...compiled.agreement.fit.points.filter(({ where }) => whereHolds(where, lookup)).map(({ id }) => id),
  ]
}

test('[Q14] the clauses behind a first promotion are those that folding finds to hold at it', () => {
  const seen = { promoted: 0, byTimer: 0, anyOf: 0, clauses: 0 }
  const agreements = fc.oneof(
    randomAgreement.map(named),
    fc.constantFrom(...shipped).chain((agreement) => mutated(agreement)),
  )
  fc.assert(
    fc.property(agreements, randomRows(4), (agreement, given) => {
      const compiled = compileAgreement(agreement, standardCatalogue, centralEurope)
      const frame = frameOf(given)
      const run = replay(frame, compiled)
      const { leads, byClause } = heldClauses(frame, compiled, run)
      assert.deepEqual(
        [...byClause.keys()].toSorted(),
        clausesOf(agreement)
          .map(({ clause }) => clause)
          .toSorted(),
      )
      for (const [lead, member] of given.members.entries()) {
        const expected = plainHeld(compiled, plainHistory(given.rows, member), given.until)
        const row = leads.indexOf(lead)
        const held = row < 0 ? [] : [...byClause].filter(([, column]) => column[row] === 1).map(([id]) => id)
        assert.deepEqual(held.toSorted(), expected)
        if (row < 0) continue
        seen.promoted++
        seen.clauses += held.length
        const first = run.promotions.lead.indexOf(lead)
        seen.byTimer += run.promotions.byTimer[first]!
        if (agreement.tiers[run.promotions.tier[first]!]!.condition.kind === 'any') seen.anyOf++
      }
    }),
    { numRuns: 800, seed: SEED },
  )
  for (const [what, times] of Object.entries(seen)) assert.ok(times > 25, `${what} came up ${times} times`)
})
