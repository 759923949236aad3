import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { DAY } from '../testing/given.ts'
import { Attribution, ATTRIBUTION_MODELS, type AttributionModel, isDirect, sharesOf } from './attribution.ts'
import { type ChannelDimension, Channels, mediumOfSpend } from './channels.ts'
import { momentOf, type ToldLead, toldJourneys } from './testing/told-journeys.ts'

const touch = (day: number, isDirect = false) => ({ at: day * DAY, isDirect })

function near(found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length)
  for (const [index, value] of expected.entries())
    assert.ok(Math.abs(found[index]! - value) < 1e-12, `${found[index]} is not ${value}`)
}

const FOUR = [touch(0), touch(2), touch(7), touch(14, true)]
const BY_HAND: Readonly<Record<AttributionModel, readonly number[]>> = {
  first: [1, 0, 0, 0],
  last: [0, 0, 0, 1],
  'last-non-direct': [0, 0, 1, 0],
  linear: [0.25, 0.25, 0.25, 0.25],
  position: [0.4, 0.1, 0.1, 0.4],
  // 14, 12, 7 and 0 days back from the last: weights 1/4, 2^(-12/7), 1/2 and 1.
  'time-decay': [0.25, 2 ** (-12 / 7), 0.5, 1].map((weight) => weight / (1.75 + 2 ** (-12 / 7))),
}

for (const model of ATTRIBUTION_MODELS)
  test(`four touches under ${model} have the parts that a hand computes`, () => {
    near(sharesOf(model, FOUR), BY_HAND[model])
  })

test('[J15] by position two touches have half each, and one has all', () => {
  near(sharesOf('position', FOUR.slice(0, 2)), [0.5, 0.5])
  near(sharesOf('position', FOUR.slice(0, 1)), [1])
})

test('where all touches are direct the last has all of it', () => {
  near(sharesOf('last-non-direct', [touch(0, true), touch(1, true)]), [0, 1])
})

test('a touch that lies decades back still leaves parts that sum to 1', () => {
  near(sharesOf('time-decay', [touch(0), touch(40_000)]), [0, 1])
})

test('direct is who came by the address, or is not known; a campaign without a source is not', () => {
  const origin = (source: string, medium: string, campaign = '') => isDirect({ source, medium, campaign })
  assert.deepEqual(
    [origin('Direct', ''), origin('(direct)', '(none)'), origin('', ''), origin('google', 'none')],
    [true, true, true, true],
  )
  assert.deepEqual([origin('google', ''), origin('', 'cpc'), origin('', '', 'spring')], [false, false, false])
})

test('the parts of a whole sum to 1 under every model, whatever the touches', () => {
  const touches = fc
    .array(fc.record({ at: fc.integer({ min: 0, max: 400 * DAY }), isDirect: fc.boolean() }), {
      minLength: 1,
      maxLength: 30,
    })
    .map((list) => list.toSorted((a, b) => a.at - b.at))
  fc.assert(
    fc.property(fc.constantFrom(...ATTRIBUTION_MODELS), touches, (model, given) => {
      const shares = sharesOf(model, given)
      assert.equal(shares.length, given.length)
      assert.ok(shares.every((share) => share >= 0 && share <= 1))
      assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9)
    }),
  )
})

function credited(lead: ToldLead, until: number, model: AttributionModel, by: ChannelDimension = 'source') {
  const channels = new Channels(by)
  const attribution = new Attribution(toldJourneys([lead], 100), model, channels)
  return attribution.creditsOf(0, momentOf(until)).map(({ channel, share }) => {
    const { source, name } = channels.all[channel]!
    return [source === null ? name : `${source}/${name}`, share]
  })
}

test('what comes after the outcome has no part in it, what comes at its moment has', () => {
  const touches = [
    { day: 1, source: 'search' },
    { day: 5, source: 'mail' },
    { day: 6, source: 'social' },
  ]
  assert.deepEqual(credited({ touches }, 5, 'linear'), [
    ['search', 0.5],
    ['mail', 0.5],
  ])
})

test('touches of one channel have their parts together, spelt in any case', () => {
  const touches = ['Search', 'mail', 'search ', 'SEARCH'].map((source, day) => ({ day, source }))
  assert.deepEqual(credited({ touches }, 9, 'linear'), [
    ['Search', 0.75],
    ['mail', 0.25],
  ])
})

test('without a touch the facts are credited, and without facts what is not known', () => {
  const facts = { source: 'fair', campaign: 'spring' }
  assert.deepEqual(credited({ facts, touches: [{ day: 8, source: 'mail' }] }, 5, 'last'), [['fair', 1]])
  assert.deepEqual(credited({ facts }, 5, 'position', 'campaign'), [['fair/spring', 1]])
  assert.deepEqual(credited({}, 5, 'first'), [['', 1]])
})

test('campaigns of one name in two sources are two', () => {
  const touches = [
    { day: 0, source: 'search', campaign: 'brand' },
    { day: 1, source: 'social', campaign: 'brand' },
  ]
  assert.deepEqual(credited({ touches }, 5, 'linear', 'campaign'), [
    ['search/brand', 0.5],
    ['social/brand', 0.5],
  ])
})

test('the medium of spend is known where everything that names it agrees', () => {
  const touches = [
    { day: 0, source: 'google', medium: 'cpc', campaign: 'brand' },
    { day: 1, source: 'google', medium: 'organic' },
    { day: 2, source: 'social', medium: 'paid' },
  ]
  const mediumOf = mediumOfSpend(toldJourneys([{ touches }], 100))
  assert.deepEqual(
    [mediumOf('Google', 'Brand'), mediumOf('google', ''), mediumOf('social', ''), mediumOf('fair', '')],
    ['cpc', '', 'paid', ''],
  )
})
