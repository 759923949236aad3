import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { dayOf } from '../event.ts'
import { compileAgreement, type CompiledAgreement } from '../fold/compile-agreement.ts'
import { foldHistory } from '../fold/fold-history.ts'
import { agreementOf, centralEurope, event, shippedAgreement, START } from '../testing/given.ts'
import { randomAudience } from '../testing/random-audience.ts'
import { randomHistory } from '../testing/random-history.ts'
import {
  type Audience,
  audienceContext,
  type AudienceContext,
  audienceDocument,
  conditionsOf,
  isIn,
  nextChange,
  readAudience,
  segmentsOf,
  spelledOut,
  type Standing,
} from './index.ts'

const northbeam = agreementOf(shippedAgreement('northbeam-b2b'))
const context: AudienceContext = {
  catalogue: standardCatalogue,
  meters: northbeam.meters,
  hasFit: true,
}

function audienceFrom(text: string): Audience {
  const { audience, problems } = readAudience(text, context)
  assert.ok(audience, JSON.stringify(problems))
  return audience
}

function compiledWith(...audiences: readonly Audience[]): CompiledAgreement {
  return compileAgreement(northbeam, standardCatalogue, centralEurope, audiences.flatMap(conditionsOf))
}

function standingAfter(
  compiled: CompiledAgreement,
  events: Parameters<typeof foldHistory>[1],
  day: number,
): Standing {
  const { state } = foldHistory(compiled, events)
  return { state, day, persona: 'buyer', segments: new Set(['hot']) }
}

const TODAY = dayOf(START)

test('[U1] an audience is read from YAML and JSON alike', () => {
  const written = audienceFrom(
    '{ all: [ { stage: recycled }, { not: { persona: [Buyer, User] } }, { segment: hot } ] }',
  )
  assert.deepEqual(written, {
    kind: 'all',
    parts: [
      { kind: 'stage', stages: ['recycled'] },
      { kind: 'not', part: { kind: 'persona', personas: ['Buyer', 'User'] } },
      { kind: 'segment', segment: 'hot' },
    ],
  })
  assert.deepEqual(segmentsOf(written), ['hot'])
  assert.deepEqual(audienceFrom(JSON.stringify(audienceDocument(written))), written)
})

test('[U1] every problem is told at once, with place, expectation and remedy', () => {
  const { audience, problems } = readAudience(
    'any:\n  - { stge: lead }\n  - { stage: [laed] }\n  - { did: Demo Requestd }\n  - { score: 100000 }\n  - { segment: Hot Ones }\n  - { field: { lead.email: a } }\n',
    context,
  )
  assert.equal(audience, null)
  assert.deepEqual(
    problems.map(({ code, line, column, remedy }) => [code, line, column, remedy]),
    [
      ['bad-value', 2, 5, 'did you mean `stage`?'],
      ['bad-value', 3, 15, 'did you mean `lead`?'],
      ['not-catalogued', 4, 12, 'did you mean `Demo Requested`?'],
      ['unreachable', 5, 14, 'lower it, or raise the max of a meter'],
      ['bad-id', 6, 7, 'write `hot-ones`'],
      [
        'personal',
        7,
        16,
        'ask a field derived from it (such as `lead.email_class`), or name it under `mql.complete`',
      ],
    ],
  )
})

test('[U1] an audience is bounded, and an empty list is none', () => {
  const many = `any: [${'{ score: 1 }, '.repeat(200)}{ score: 1 }]`
  assert.equal(readAudience(many, context).problems[0]?.code, 'too-large')
  assert.equal(readAudience('all: []', context).problems[0]?.code, 'bad-value')
  assert.equal(readAudience('', context).problems[0]?.code, 'wrong-type')
})

test('[U2] whoever is in it is told by state, day, persona and segments', () => {
  const downloads = audienceFrom('{ did: Content Downloaded, times: 2, within: 7 days }')
  const compiled = compiledWith(downloads)
  const events = [event('Content Downloaded', 0), event('Content Downloaded', 3)]
  const standing = standingAfter(compiled, events, TODAY + 3)
  const holdsNow = (text: string) => isIn(compiled, audienceFrom(text), standing)
  assert.equal(isIn(compiled, downloads, standing), true)
  assert.equal(isIn(compiled, downloads, { ...standing, day: TODAY + 7 }), false)
  assert.deepEqual(
    ['{ stage: lead }', '{ stage: mql }', '{ persona: BUYER }', '{ persona: User }', '{ segment: hot }'].map(
      holdsNow,
    ),
    [true, false, true, false, true],
  )
  assert.equal(isIn(compiled, audienceFrom('{ persona: Buyer }'), { ...standing, persona: null }), false)
  assert.equal(
    holdsNow('{ all: [ { not: { segment: cold } }, { any: [ { stage: mql }, { score: 20 } ] } ] }'),
    true,
  )
})

test('[U3] watching changes no verdict, counts behind the agreement, and each question once', () => {
  fc.assert(
    fc.property(randomHistory(), randomAudience, randomAudience, (events, one, other) => {
      const audiences = [one, other].map((document) => audienceFrom(JSON.stringify(document)))
      const plain = compiledWith()
      const watching = compiledWith(...audiences)
      const [before, after] = [foldHistory(plain, events), foldHistory(watching, events)]
      assert.deepEqual(after.decisions, before.decisions)
      const { occurrences, ...state } = after.state
      assert.deepEqual({ ...state, occurrences: occurrences.slice(0, plain.dids.length) }, before.state)
      assert.equal(
        watching.didByQuestion.size,
        new Set(watching.dids.map((did) => JSON.stringify({ ...did, id: '' }))).size,
      )
    }),
  )
})

test('[U3] the same question read elsewhere finds its count; one that nobody watches is refused', () => {
  const text = '{ did: Content Downloaded, where: { funnel: bottom } }'
  const compiled = compiledWith(audienceFrom(text), audienceFrom(`{ not: ${text} }`))
  assert.equal(compiled.dids.length, compiledWith().dids.length + 1)
  const events = [event('Content Downloaded', 0, { properties: { funnel: 'bottom' } })]
  const standing = standingAfter(compiled, events, TODAY)
  assert.equal(isIn(compiled, audienceFrom(`{ any: [ ${text} ] }`), standing), true)
  assert.throws(() => isIn(compiled, audienceFrom('{ did: Trial Used }'), standing), /without watching/)
})

test('[U4] the next change is that of looking at every day', () => {
  fc.assert(
    fc.property(randomHistory(), randomAudience, (events, document) => {
      const audience = audienceFrom(JSON.stringify(document))
      const compiled = compiledWith(audience)
      const last = Math.max(TODAY, ...events.map(({ occurredAt }) => dayOf(occurredAt)))
      const standing = standingAfter(compiled, events, last)
      const now = isIn(compiled, audience, standing)
      const days = Array.from({ length: 400 }, (_, index) => last + 1 + index)
      const plain = days.find((day) => isIn(compiled, audience, { ...standing, day }) !== now) ?? null
      const found = nextChange(compiled, audience, standing)
      assert.equal(found !== null && found > last + 400 ? null : found, plain)
    }),
    { numRuns: 300 },
  )
})

test('[U4] what holds for ever never changes, and what has to be met first neither', () => {
  const compiled = compiledWith()
  const standing = standingAfter(compiled, [event('Content Downloaded', 0)], TODAY)
  const changes = (text: string) => nextChange(compiled, audienceFrom(text), standing)
  assert.equal(changes('{ stage: lead }'), null)
  assert.equal(changes('{ score: 100 }'), null)
  // 20 points with a half-life of 60 days are 10 after as many.
  assert.equal(changes('{ score: 10 }'), TODAY + 61)
  assert.equal(changes('{ not: { score: 10 } }'), TODAY + 61)
})

test('[U5] a segment spelt out is its audience', () => {
  const hot = audienceFrom('{ any: [ { score: 10 }, { segment: friends } ] }')
  const friends = audienceFrom('{ any: [ { stage: advocate }, { segment: hot } ] }')
  const segments = new Map([
    ['hot', hot],
    ['friends', friends],
  ])
  const nobody = { kind: 'any', parts: [] } as const
  const [scored, advocates] = ['{ any: [ { score: 10 } ] }', '{ any: [ { stage: advocate } ] }'].map(
    audienceFrom,
  )
  assert.deepEqual(spelledOut(audienceFrom('{ not: { segment: hot } }'), segments), {
    kind: 'not',
    part: { kind: 'any', parts: [partOf(scored!), { kind: 'any', parts: [partOf(advocates!), nobody] }] },
  })
  assert.deepEqual(spelledOut(audienceFrom('{ segment: gone }'), segments), nobody)
})

function partOf(group: Audience): Audience {
  assert.ok(group.kind === 'any')
  return group.parts[0]!
}

test('[U6] an audience written as a document reads back the same', () => {
  fc.assert(
    fc.property(randomAudience, (document) => {
      const audience = audienceFrom(JSON.stringify(document))
      assert.deepEqual(audienceFrom(JSON.stringify(audienceDocument(audience))), audience)
    }),
  )
})

test('[U1] grades are asked for only where the agreement has fit', () => {
  const without = agreementOf(
    'agreement: plain\nmql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }\n',
  )
  const read = (agreement: typeof without) =>
    readAudience('grade: [A, B]', audienceContext({ agreement, catalogue: standardCatalogue }))
  assert.equal(read(northbeam).problems.length, 0)
  assert.equal(read(without).audience, null)
})
