import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { knobsOf } from '../edit/knobs.ts'
import { turned } from '../edit/turned.ts'
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
  const tiers = [first!, ...rest].join('')
  assert.deepEqual(told(northbeam, northbeam.replace(tiers, [...rest, first!].join(''))), [
    'moved mql.hand-raiser',
  ])
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
