import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rateRatio } from '../learn/rate-ratio.ts'
import { agreementOf } from '../testing/given.ts'
import type { ClauseEffect } from './clause-effects.ts'
import { clauseOverlaps, clauseSuggestions } from './clause-suggestions.ts'

const worse = rateRatio({ successes: 5, n: 100 }, { successes: 50, n: 100 })
const same = rateRatio({ successes: 50, n: 100 }, { successes: 50, n: 100 })
const effect = (more: Partial<ClauseEffect>): ClauseEffect => ({
  clause: 'points.a',
  kind: 'points',
  tier: null,
  gives: 10,
  promoted: 200,
  held: 100,
  everHeld: true,
  removable: true,
  alone: ['lead'],
  keptOut: [],
  moved: 3,
  lift: same,
  wonAlone: [],
  workAlone: { touches: 0, meetings: 0, minutes: 0 },
  tooFew: false,
  ...more,
})
const reasons = (...effects: readonly Partial<ClauseEffect>[]) =>
  clauseSuggestions(effects.map(effect), []).map((suggestion) => suggestion.reason)

test('[Q17] a clause that decided nobody is proposed for retirement, when it had the occasion', () => {
  assert.deepEqual(reasons({ alone: [] }), [{ kind: 'decided-nobody', held: 100, moved: 3 }])
  assert.deepEqual(reasons({ alone: [], held: 19, tooFew: true }), [])
  assert.deepEqual(reasons({ alone: [], held: 0, tooFew: true, everHeld: false }), [{ kind: 'never-held' }])
  // A gate decides by whom it keeps out.
  assert.deepEqual(reasons({ alone: [], keptOut: ['other'], kind: 'condition', gives: null }), [])
  assert.deepEqual(reasons({ alone: [], removable: false }), [])
})

test('[Q17] a clause that speaks for worse leads is proposed for retirement; a deduction and a gate are not', () => {
  assert.deepEqual(reasons({ lift: worse }), [{ kind: 'held-by-worse', lift: worse }])
  assert.deepEqual(reasons({ lift: worse, kind: 'tier', gives: null }), [
    { kind: 'held-by-worse', lift: worse },
  ])
  assert.deepEqual(reasons({ lift: worse, gives: -10 }, { lift: worse, kind: 'condition', gives: null }), [])
  assert.deepEqual(reasons({ lift: { ...worse, tooFew: true } }, {}), [])
})

const agreement = agreementOf(`agreement: overlaps
meters: { one: { max: 100 }, two: { max: 100 } }
points:
  a: { on: Page Viewed, give: 10, to: one }
  b: { on: Demo Requested, give: 10, to: two }
  c: { on: Trial Used, give: 10, to: one }
  d: { on: Email Clicked, give: 10, to: one }
mql: { tiers: [ { id: t, all: [ { score: 10 } ] } ] }
`)

test('[Q17] points clauses of one meter that hold for nearly the same leads are proposed for merging', () => {
  const column = (from: number, to: number) =>
    Uint8Array.from({ length: 40 }, (_, row) => (row >= from && row < to ? 1 : 0))
  const held = (columns: Readonly<Record<string, Uint8Array>>) => ({
    leads: new Uint32Array(40),
    last: new Uint32Array(40),
    byClause: new Map(Object.entries(columns)),
  })
  const columns = {
    'points.a': column(0, 30),
    'points.b': column(0, 30),
    'points.c': column(1, 31),
    'points.d': column(5, 25),
  }
  const overlaps = clauseOverlaps(agreement, held(columns))
  assert.deepEqual(
    overlaps.map(({ clauses, both, either }) => [...clauses, both, either]),
    [
      ['points.a', 'points.c', 29, 31],
      ['points.a', 'points.d', 20, 30],
      ['points.c', 'points.d', 20, 30],
    ],
  )
  assert.deepEqual(clauseSuggestions([], overlaps), [
    {
      kind: 'merge',
      clauses: ['points.a', 'points.c'],
      reason: { kind: 'same-leads', both: 29, either: 31, overlap: 29 / 31 },
    },
  ])
  const few = { ...columns, 'points.a': column(0, 19), 'points.c': column(0, 19), 'points.d': column(0, 0) }
  assert.deepEqual(clauseSuggestions([], clauseOverlaps(agreement, held(few))), [])
  const none = Object.fromEntries(Object.keys(columns).map((clause) => [clause, column(0, 0)]))
  assert.ok(clauseOverlaps(agreement, held(none)).every(({ overlap }) => overlap === 0))
})
