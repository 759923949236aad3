import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { knobsOf } from '../edit/knobs.ts'
import { turned } from '../edit/turned.ts'
import { mutated, randomAgreement } from '../replay/testing/random-agreement.ts'
import { agreementOf, PRESETS, shippedAgreement } from '../testing/given.ts'
import { agreementChanges } from './agreement-changes.ts'
import { agreementHash } from './agreement-hash.ts'
import { readAgreement } from './read-agreement.ts'

const NAMES = [...PRESETS, 'northbeam-b2b']
const northbeam = shippedAgreement('northbeam-b2b')
const told = (before: string, after: string) =>
  agreementChanges(agreementOf(before), agreementOf(after)).map(({ kind, clause }) => `${kind} ${clause}`)

test('[N1] an agreement differs from another clause by clause: added, removed, changed', () => {
  const other = northbeam
    .replace('give: 50, to: intent }', 'give: 40, to: intent }')
    .replace(/ {2}trial-used:.*\n/, '')
    .replace(
      '  webinar-attended:',
      '  ad-clicked: { on: Newsletter Subscribed, give: 2, to: reach }\n  webinar-attended:',
    )
  assert.deepEqual(told(northbeam, other), [
    'changed points.demo-requested',
    'added points.ad-clicked',
    'removed points.trial-used',
  ])
})

test('[N2] where order is a rule, what stands elsewhere has moved: the fewest that explain it', () => {
  const [first, ...rest] = northbeam.match(/ {4}- \{ id: .*\n/g)!
  const tiers = [first, ...rest].join('')
  assert.deepEqual(told(northbeam, northbeam.replace(tiers, [...rest, first].join(''))), [
    'moved mql.hand-raiser',
  ])
})

test('[N2] what has moved says behind what it stands now', () => {
  const [first, ...rest] = northbeam.match(/ {4}- \{ id: .*\n/g)!
  const [change] = agreementChanges(
    agreementOf(northbeam),
    agreementOf(northbeam.replace([first, ...rest].join(''), [...rest, first].join(''))),
  )
  assert.ok(change?.kind === 'moved' && change.part === 'tiers')
  assert.deepEqual([change.section, change.after.id, change.behind?.id], ['mql', 'hand-raiser', 'content'])
})

test('[N3] no change is told just when both mean the same: when their hashes are equal', () => {
  for (const one of NAMES)
    for (const other of NAMES) {
      const [a, b] = [agreementOf(shippedAgreement(one)), agreementOf(shippedAgreement(other))]
      assert.equal(agreementChanges(a, b).length === 0, one === other)
    }
  fc.assert(
    fc.property(
      fc.constantFrom(...NAMES),
      fc.nat(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (name, at, share) => {
        const text = shippedAgreement(name)
        const agreement = agreementOf(text)
        const knobs = knobsOf(agreement, standardCatalogue)
        const knob = knobs[at % knobs.length]!
        const value =
          knob.kind === 'choices'
            ? knob.options.slice(0, 1 + Math.floor(share * (knob.options.length - 1)))
            : Math.round((knob.min + share * (knob.max - knob.min)) / knob.step) * knob.step
        const { agreement: after } = readAgreement(turned(knob, value, text), standardCatalogue)
        if (!after) return
        const changes = agreementChanges(agreement, after)
        assert.equal(changes.length === 0, agreementHash(agreement) === agreementHash(after))
        assert.ok(changes.length <= 1)
      },
    ),
    { seed: 7, numRuns: 300 },
  )
})

/** Agreements that may mean the same: random ones, themselves with other numbers, and with sets in another order. */
const pairs = randomAgreement.chain((before) =>
  fc.tuple(
    fc.constant(before),
    fc.oneof(
      fc.constant(before),
      randomAgreement,
      mutated(before),
      fc.constant({ ...before, meters: before.meters.toReversed(), complete: before.complete.toReversed() }),
      fc.constant({ ...before, points: before.points.toReversed() }),
      fc.constant({ ...before, tiers: before.tiers.toReversed(), recycle: before.recycle.toReversed() }),
      fc.constant({ ...before, handoff: { ...before.handoff, route: before.handoff.route.toReversed() } }),
      fc.nat(before.points.length - 1).map((at) => ({ ...before, points: before.points.toSpliced(at, 1) })),
    ),
  ),
)

test('[N3] of random agreements too, and what is added one way is gone the other way', () => {
  let same = 0
  fc.assert(
    fc.property(pairs, ([before, after]) => {
      const [forth, back] = [agreementChanges(before, after), agreementChanges(after, before)]
      const isSame = agreementHash(before) === agreementHash(after)
      assert.equal(forth.length === 0, isSame)
      if (isSame) same++
      const clauses = (changes: typeof forth, kind: string) =>
        changes
          .filter((change) => change.kind === kind)
          .map(({ part, clause }) => `${part} ${clause}`)
          .toSorted()
      assert.deepEqual(clauses(forth, 'added'), clauses(back, 'removed'))
      assert.deepEqual(clauses(forth, 'removed'), clauses(back, 'added'))
      assert.equal(clauses(forth, 'changed').length, clauses(back, 'changed').length)
      assert.equal(clauses(forth, 'moved').length, clauses(back, 'moved').length)
    }),
    { seed: 20261128, numRuns: 300 },
  )
  assert.ok(same > 30)
})
