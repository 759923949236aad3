import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ContentEvidence, type LeadSituation, type LibraryAsset, nextBestContent } from './next-best.ts'

const asset = (id: string, more: Partial<LibraryAsset> = {}): LibraryAsset => ({
  id,
  funnel: 'top',
  topic: '',
  personas: [],
  pains: [],
  language: '',
  isFresh: true,
  publishedOn: null,
  ...more,
})
const LEAD: LeadSituation = {
  stage: 'lead',
  persona: null,
  language: null,
  topics: new Map(),
  seen: new Set(),
}
const NONE: ContentEvidence = { all: { takers: 0, moved: 0 }, of: new Map() }

const ids = (lead: Partial<LeadSituation>, assets: readonly LibraryAsset[], evidence = NONE) =>
  nextBestContent({ ...LEAD, ...lead }, assets, evidence).map((offer) => offer.asset)

test('nothing that is seen, stale, in another language, for another persona or out of place is offered', () => {
  const persona = { id: 'anna', pains: [] }
  const library = [
    asset('seen'),
    asset('stale', { isFresh: false }),
    asset('french', { language: 'fr' }),
    asset('for-ben', { personas: ['ben'] }),
    asset('bottom', { funnel: 'bottom' }),
    asset('german', { language: 'de' }),
  ]
  assert.deepEqual(ids({ seen: new Set(['seen']), language: 'de-AT', persona }, library), ['german'])
})

test('the place that fits the stage comes before the next one, and topics of late before others', () => {
  const library = [asset('middle', { funnel: 'middle' }), asset('top'), asset('about', { topic: 'Finance' })]
  assert.deepEqual(ids({}, library), ['about', 'top', 'middle'])
  assert.deepEqual(ids({ stage: 'recycled' }, library), ['middle', 'about', 'top'])
  assert.deepEqual(ids({ topics: new Map([['finance', 3]]) }, library), ['about', 'top', 'middle'])
})

test('what moved others decides among equals, and few takers say little', () => {
  const library = [asset('a'), asset('b'), asset('c')]
  const evidence: ContentEvidence = {
    all: { takers: 1000, moved: 100 },
    of: new Map([
      ['a', { takers: 2, moved: 1 }],
      ['b', { takers: 400, moved: 80 }],
      ['c', { takers: 400, moved: 20 }],
    ]),
  }
  assert.deepEqual(ids({}, library, evidence), ['b', 'a', 'c'])
  const [best] = nextBestContent(LEAD, library, evidence)
  assert.deepEqual(best!.reasons[1], {
    kind: 'moved',
    takers: 400,
    moved: 80,
    rate: (80 + 20 * 0.1) / 420,
    mean: 0.1,
  })
})

test('the order is the same however the library is listed; the newer stands first', () => {
  const library = [
    asset('a'),
    asset('b', { publishedOn: '2026-01-01' }),
    asset('c', { publishedOn: '2026-02-01' }),
  ]
  assert.deepEqual(ids({}, library), ['c', 'b', 'a'])
  assert.deepEqual(ids({}, library.toReversed()), ['c', 'b', 'a'])
})

test('a persona and its pains are reasons', () => {
  const persona = { id: 'anna', pains: ['Rework'] }
  const [offer] = nextBestContent(
    { ...LEAD, persona },
    [asset('a', { personas: ['anna'], pains: ['rework'] })],
    NONE,
  )
  assert.deepEqual(
    offer!.reasons.map(({ kind }) => kind),
    ['place', 'persona', 'pain'],
  )
})

test('nobody is offered anything who is disqualified', () => {
  assert.deepEqual(ids({ stage: 'disqualified' }, [asset('a')]), [])
})
