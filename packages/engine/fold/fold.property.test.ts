import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { LeadEvent } from '../event.ts'
import { dayOf } from '../event.ts'
import { compiledOf, PRESETS, shippedAgreement } from '../testing/given.ts'
import { randomHistory } from '../testing/random-history.ts'
import { reasonFor, NO_TRACE } from '../verdict/reason-for.ts'
import { traceHistory } from '../verdict/explain-history.ts'
import { judge } from '../verdict/judge.ts'
import { whatWouldItTake } from '../verdict/what-would-it-take.ts'
import { fadeTable } from './fade-table.ts'
import { holds } from './conditions.ts'
import { foldEvent, initialState, isLate } from './fold-event.ts'
import { foldHistory, foldOrder } from './fold-history.ts'
import type { Decision, LeadState } from './lead-state.ts'

const SEED = 20261122
const RUNS = { numRuns: 1500, seed: SEED }
const agreements = ['northbeam-b2b', ...PRESETS].map((name) => compiledOf(shippedAgreement(name)))
const anyAgreement = fc.constantFrom(...agreements)

function shuffled(): fc.Arbitrary<{ history: readonly LeadEvent[]; arrival: readonly LeadEvent[] }> {
  return randomHistory().chain((history) =>
    fc.shuffledSubarray([...history], { minLength: history.length }).map((arrival) => ({ history, arrival })),
  )
}

test('[F1] any order of arrival gives the same state and the same decisions', () => {
  fc.assert(
    fc.property(anyAgreement, shuffled(), (compiled, { history, arrival }) => {
      assert.deepEqual(foldHistory(compiled, arrival), foldHistory(compiled, history))
    }),
    RUNS,
  )
})

test('[F2] duplicates change nothing', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), fc.array(fc.nat(60)), (compiled, history, picks) => {
      const again = picks.flatMap((pick) => history[pick] ?? [])
      assert.deepEqual(
        foldHistory(compiled, [...again, ...history, ...again]),
        foldHistory(compiled, history),
      )
    }),
    RUNS,
  )
})

test('[F3] folding step by step over stored states equals folding at once', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), (compiled, history) => {
      let stored = JSON.stringify(initialState(compiled))
      const decisions: Decision[] = []
      for (const event of foldOrder(history)) {
        const folded = foldEvent(compiled, JSON.parse(stored) as LeadState, event)
        stored = JSON.stringify(folded.state)
        decisions.push(...folded.decisions)
      }
      const atOnce = foldHistory(compiled, history)
      assert.equal(stored, JSON.stringify(atOnce.state))
      assert.deepEqual(decisions, atOnce.decisions)
    }),
    RUNS,
  )
})

test('[F4] what happens to one lead does not touch another', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), randomHistory(), (compiled, one, other) => {
      const alone = foldHistory(compiled, one)
      let state = initialState(compiled)
      let neighbour = initialState(compiled)
      for (const [index, event] of foldOrder(one).entries()) {
        const disturbance = other[index]
        if (disturbance) neighbour = foldEvent(compiled, neighbour, disturbance).state
        state = foldEvent(compiled, state, event).state
      }
      assert.deepEqual(state, alone.state)
    }),
    { ...RUNS, numRuns: 300 },
  )
})

test('[F5] an event is late exactly when fold order puts it before the last folded one', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), (compiled, history) => {
      const folded = foldHistory(compiled, history.slice(1)).state
      const late = history[0] !== undefined && isLate(folded, history[0])
      const order = foldOrder(history)
      assert.equal(late, history.length > 1 && order.at(-1)!.id !== history[0]!.id)
    }),
    { ...RUNS, numRuns: 500 },
  )
})

test('[P6] pourings add up to the meters on any later day', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), fc.nat(400), (compiled, history, later) => {
      const { state, pours } = traceHistory(compiled, history)
      if (!state.through) return
      const asOf = state.through.occurredAt + later * 86_400_000
      for (const { meter, level } of judge(compiled, state, asOf).meters) {
        const { halfLifeDays } = compiled.agreement.meters.find(({ id }) => id === meter)!
        const { factor } = fadeTable(halfLifeDays)
        const sum = pours
          .filter((pour) => pour.meter === meter)
          .reduce((total, pour) => total + pour.added * factor(dayOf(asOf) - dayOf(pour.at)), 0)
        assert.ok(Math.abs(sum - level) < 1e-9, `${meter}: ${sum} is not ${level}`)
      }
    }),
    RUNS,
  )
})

test('[P2] a meter is never below 0 nor above its max', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), (compiled, history) => {
      let state = initialState(compiled)
      for (const event of foldOrder(history)) {
        state = foldEvent(compiled, state, event).state
        for (const [index, { level }] of state.meters.entries()) {
          assert.ok(level >= 0 && level <= compiled.agreement.meters[index]!.max)
        }
      }
    }),
    { ...RUNS, numRuns: 500 },
  )
})

test('[V2] the reason for a condition and the fold never disagree', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), fc.nat(90), (compiled, history, later) => {
      const { state } = foldHistory(compiled, history)
      const day = dayOf(state.through?.occurredAt ?? 0) + later
      for (const { condition } of compiled.agreement.tiers) {
        const reason = reasonFor(compiled, state, condition, day, NO_TRACE)
        assert.equal(reason.met, holds(compiled, state, condition, day))
      }
    }),
    RUNS,
  )
})

test('[V1] a traced fold decides what the plain fold decides', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), (compiled, history) => {
      const plain = foldHistory(compiled, history)
      const traced = traceHistory(compiled, history)
      const bare = (decisions: readonly Decision[]) =>
        decisions.map((decision) => ({ ...decision, evidence: [] }))
      assert.deepEqual(traced.state, plain.state)
      assert.deepEqual(bare(traced.decisions), bare(plain.decisions))
    }),
    { ...RUNS, numRuns: 500 },
  )
})

test('[M6] decisions form a chain: each begins where the one before it ended', () => {
  fc.assert(
    fc.property(anyAgreement, randomHistory(), (compiled, history) => {
      const { decisions, state } = foldHistory(compiled, history)
      let stage = 'visitor'
      for (const decision of decisions) {
        assert.equal(decision.from, stage)
        assert.equal(decision.to !== decision.from, decision.kind === 'stage')
        stage = decision.to
      }
      assert.equal(stage, state.stage)
    }),
    RUNS,
  )
})

test('[W1] adding what a remedy names makes its tier hold', () => {
  let tried = 0
  fc.assert(
    fc.property(anyAgreement, randomHistory(12), (compiled, history) => {
      const { state } = foldHistory(compiled, history)
      const asOf = (state.through?.occurredAt ?? 0) + 1000
      for (const remedy of whatWouldItTake(compiled, state, asOf)) {
        const { condition } = compiled.agreement.tiers.find(({ id }) => id === remedy.tier)!
        const after = remedied(compiled, state, remedy, asOf)
        assert.ok(holds(compiled, after, condition, dayOf(asOf)), JSON.stringify(remedy))
        tried++
      }
    }),
    { ...RUNS, numRuns: 400 },
  )
  assert.ok(tried > 100, `only ${tried} remedies tried`)
})

function remedied(
  compiled: (typeof agreements)[number],
  state: LeadState,
  remedy: ReturnType<typeof whatWouldItTake>[number],
  asOf: number,
): LeadState {
  const told = { lead: {} as Record<string, string | number>, company: {} as Record<string, string | number> }
  for (const { field, matcher } of remedy.facts) {
    const [subject, name] = field.split('.') as ['lead' | 'company', string]
    const value =
      matcher.kind === 'one-of'
        ? matcher.values[0]
        : matcher.kind === 'range'
          ? (matcher.from ?? matcher.to)
          : 'x'
    told[subject][name] = value as string | number
  }
  const base = { trust: 'server', occurredAt: asOf, seq: 1e9, properties: {} } as const
  let after = foldEvent(compiled, state, { ...base, id: 'told', name: 'Lead Identified', ...told }).state
  for (const { name, times, where } of remedy.events) {
    const properties = Object.fromEntries(
      where.flatMap(({ field, matcher }) =>
        matcher.kind === 'one-of'
          ? [[field, matcher.values[0]]]
          : matcher.kind === 'range'
            ? [[field, matcher.from]]
            : [],
      ),
    )
    for (let time = 0; time < times; time++) {
      after = foldEvent(compiled, after, { ...base, id: `${name} ${time}`, name, properties }).state
    }
  }
  return after
}
