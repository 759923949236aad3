import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agreementOf, shippedAgreement } from '../testing/given.ts'
import { clausesOf, withoutClause } from './clauses.ts'

const northbeam = agreementOf(shippedAgreement('northbeam-b2b'))
const either = agreementOf(`agreement: either
mql: { tiers: [ { id: one, any: [ { did: Demo Requested }, { did: Trial Started } ] } ] }
`)
const ids = (agreement: typeof northbeam) => clausesOf(agreement).map(({ clause }) => clause)

test('[Q13] points, fit points, tiers and what a tier lists are clauses, in the order of the agreement', () => {
  const clauses = clausesOf(northbeam)
  assert.deepEqual(clauses[0], { clause: 'points.demo-requested', kind: 'points', tier: null, gives: 50 })
  assert.deepEqual(clauses.find(({ clause }) => clause === 'fit.free-mail')?.gives, -20)
  assert.deepEqual(
    clauses.filter(({ tier }) => tier !== null).map(({ clause, kind, tier }) => [clause, kind, tier]),
    [
      ['mql.hand-raiser', 'tier', 'hand-raiser'],
      ['mql.hand-raiser/any', 'condition', 'hand-raiser'],
      ['mql.hand-raiser/grade', 'condition', 'hand-raiser'],
      ['mql.product', 'tier', 'product'],
      ['mql.product/meter-intent', 'condition', 'product'],
      ['mql.product/grade', 'condition', 'product'],
      ['mql.content', 'tier', 'content'],
      ['mql.content/score', 'condition', 'content'],
      ['mql.content/grade', 'condition', 'content'],
    ],
  )
})

test('[Q13] a clause is taken out with what belongs to it, and nothing else', () => {
  for (const { clause, kind, tier } of clausesOf(northbeam)) {
    const gone = (other: string) => other === clause || (kind === 'tier' && other.startsWith(`mql.${tier}/`))
    const without = withoutClause(northbeam, clause)!
    assert.deepEqual(
      ids(without),
      ids(northbeam).filter((other) => !gone(other)),
    )
  }
})

test('[Q13] the only tier, the only condition of one, and what is no clause cannot be taken out', () => {
  assert.equal(withoutClause(either, 'mql.one'), null)
  assert.equal(withoutClause(either, 'mql.one/did-lead-identified'), null)
  const single = withoutClause(either, 'mql.one/did-demo-requested')!
  assert.deepEqual(ids(single), ['mql.one', 'mql.one/did-trial-started'])
  assert.equal(withoutClause(single, 'mql.one/did-trial-started'), null)
})
