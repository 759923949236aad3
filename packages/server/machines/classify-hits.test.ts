import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classifyHit, type Hit, type Surroundings } from './classify-hits.ts'
import { surroundingsAmong } from './surroundings.ts'
import { labelledHits } from './testing/labelled-hits.ts'

const HITS = 3_000

test('of labelled hits, machines are taken for people at most 2 %, and people for machines at most 5 %', (t) => {
  for (const seed of [1, 2, 3]) {
    const labelled = labelledHits(HITS, seed)
    const around = surroundingsAmong(labelled.map(({ hit }) => hit))
    const counts = {
      machine: { human: 0, machine: 0, unknown: 0 },
      human: { human: 0, machine: 0, unknown: 0 },
    }
    for (const { hit, truth, followUp } of labelled)
      counts[truth][classifyHit(hit, { ...around(hit), followUp, isFollowUpExpected: true }).mark] += 1
    const share = (truth: 'human' | 'machine', mark: 'human' | 'machine' | 'unknown') => {
      const all = counts[truth]
      return all[mark] / (all.human + all.machine + all.unknown)
    }
    t.diagnostic(
      `seed ${seed}: ${labelled.length} hits; machines taken for people ${(100 * share('machine', 'human')).toFixed(2)} %, ` +
        `people for machines ${(100 * share('human', 'machine')).toFixed(2)} %, people not known ${(100 * share('human', 'unknown')).toFixed(2)} %`,
    )
    assert.ok(labelled.length >= 2_000)
    assert.ok(share('machine', 'human') <= 0.02)
    assert.ok(share('human', 'machine') <= 0.05)
    // Who cannot be told must stay few, or nothing would ever count.
    assert.ok(share('human', 'unknown') <= 0.1)
  }
})

const PERSON: Hit = {
  eventId: 'e',
  leadId: 'l',
  sending: 's',
  link: '/guide',
  isTrap: false,
  method: 'GET',
  userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
  hasLanguage: true,
  network: 'n',
  isHosted: null,
  sentAt: 0,
  at: 3_600_000,
}
const ALONE: Surroundings = {
  ofSending: [PERSON],
  ofNetwork: [],
  followUp: 'nothing',
  isFollowUpExpected: false,
}

test('an ordinary click an hour later is a person’s, and says why', () => {
  assert.deepEqual(classifyHit(PERSON, ALONE), {
    mark: 'human',
    reasons: ['ordinary', 'read-first'],
    weight: -3,
  })
})

test('a trap marks all that came with it, and nothing that did not', () => {
  const trap = { ...PERSON, isTrap: true, link: '/trap' }
  assert.equal(
    classifyHit(PERSON, { ...ALONE, ofSending: [PERSON, trap], followUp: 'acted' }).mark,
    'machine',
  )
  const elsewhere = { ...trap, network: 'other' }
  assert.equal(classifyHit(PERSON, { ...ALONE, ofSending: [PERSON, elsewhere] }).mark, 'human')
})

test('what nobody says anything of does not count', () => {
  const nothing = { ...PERSON, method: '', userAgent: '', hasLanguage: false, network: null, sentAt: null }
  assert.notEqual(classifyHit(nothing, { ...ALONE, ofSending: [nothing] }).mark, 'human')
})
