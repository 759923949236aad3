import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, test } from 'node:test'
import type { Observed } from '@baton/protocol'
import { type Handoffs, putHandoffs, putVersion } from '../platform/testing/ledger.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { agreementVersion, agreementVersions, withObserved } from './agreement-versions.ts'
import { observedEffects } from './observed-effects.ts'

const DAY_MS = 86_400_000
const NOW = Date.now()

const DOCUMENT = `agreement: observed
meters: { intent: { max: 100 } }
points: { demo: { on: Demo Requested, give: 50, to: intent } }
mql:
  tiers:
    - { id: hot, all: [ { meter: intent, at-least: 60 } ] }
    - { id: warm, all: [ { score: 50 } ] }
    - { id: asked, all: [ { did: Demo Requested } ] }
`
const EASIER = DOCUMENT.replace('give: 50', 'give: 80').replace('at-least: 60', 'at-least: 40')

let database: TestDatabase

// The ledger is only appended to: each test has one of its own.
beforeEach(async () => {
  database = await testDatabase()
})
afterEach(() => database.drop())

const daysAgo = (days: number) => NOW - days * DAY_MS

const version = (number: number, from: number | null, document = DOCUMENT) =>
  putVersion(database.pool, number, document, from === null ? null : daysAgo(from))

const handedOver = (
  number: number,
  [from, until]: readonly [from: number, until: number],
  count: number,
  more: Partial<Handoffs> = {},
) =>
  putHandoffs(database.pool, { version: number, from: daysAgo(from), until: daysAgo(until), count, ...more })

async function observed(number: number): Promise<Observed> {
  const effect = (await observedEffects(database.pool, number)).get(number)
  assert.ok(effect, `something is observed of version ${number}`)
  return effect
}

interface Figures {
  readonly days: number
  readonly mqls: Observed['mqls']
  readonly accepted: Observed['accepted']
}

const told = ({ days, mqls, accepted }: Figures) => ({
  days: Math.round(days),
  mqls: mqls.count,
  accepted: `${accepted.successes} of ${accepted.n}, ${accepted.open} open`,
})

describe('what is observed of a version', () => {
  test('is what was handed over while it was in force, and for as long before', async () => {
    await version(1, 200)
    await version(2, 60)
    await version(3, 20)
    await handedOver(1, [150, 140], 10)
    await handedOver(1, [100, 60], 24, { ended: 'accepted' })
    await handedOver(1, [100, 60], 8, { ended: 'refused' })
    await handedOver(1, [100, 60], 8)
    await handedOver(2, [60, 40], 20, { ended: 'accepted' })
    await handedOver(2, [40, 20], 40, { ended: 'refused' })
    await handedOver(3, [20, 1], 12)
    const [first, second, third] = [await observed(1), await observed(2), await observed(3)]
    assert.deepEqual(told(first), { days: 140, mqls: 50, accepted: '24 of 32, 18 open' })
    assert.deepEqual([first.before, first.alarms], [null, []])
    assert.deepEqual(told(second), { days: 40, mqls: 60, accepted: '20 of 60, 0 open' })
    assert.deepEqual(told(second.before!), { days: 40, mqls: 40, accepted: '24 of 32, 8 open' })
    assert.equal(second.mqls.rate.toFixed(3), (60 / (40 / 7)).toFixed(3))
    assert.deepEqual(told(third), { days: 20, mqls: 12, accepted: '0 of 0, 12 open' })
    assert.deepEqual(told(third.before!), { days: 20, mqls: 40, accepted: '0 of 40, 0 open' })
  })

  test('looks back at most 90 days, and no farther than the version before it', async () => {
    await version(1, 400)
    await version(2, 150)
    await handedOver(1, [300, 241], 30)
    await handedOver(1, [239, 150], 30)
    const second = await observed(2)
    assert.deepEqual([told(second).days, told(second.before!).days, second.before?.mqls.count], [150, 90, 30])
    await version(3, 140)
    assert.equal(told((await observed(3)).before!).days, 10)
  })

  test('is nothing where it never was in force', async () => {
    await version(1, 100)
    await version(2, null)
    await version(3, -5)
    await version(4, 10)
    await version(5, 50)
    // Agreed for the same moment as the one after it.
    await version(6, 8)
    await version(7, 8)
    const versions = await agreementVersions(database.pool)
    assert.deepEqual(
      versions.filter((one) => one.observed !== null).map((one) => one.version),
      [7, 5, 1],
    )
    for (const number of [2, 3, 4, 6]) {
      const stored = await agreementVersion(database.pool, number)
      assert.equal((await withObserved(database.pool, stored!)).observed, null, `version ${number}`)
    }
    const seventh = await observed(7)
    assert.deepEqual([told(seventh).days, told(seventh.before!).days], [8, 8])
  })

  test('counts a clock that ran out, and a fact that disqualified, as no word of sales', async () => {
    await version(1, 30)
    await handedOver(1, [30, 2], 5, { ended: 'accepted' })
    await handedOver(1, [30, 2], 4, { ended: 'refused' })
    await handedOver(1, [30, 2], 3, { ended: 'clock' })
    await handedOver(1, [30, 2], 2, { ended: 'facts' })
    assert.deepEqual(told(await observed(1)), { days: 30, mqls: 14, accepted: '5 of 9, 5 open' })
  })

  test('is what was decided as things happened, not what judging anew concluded', async () => {
    await version(1, 30)
    await handedOver(1, [30, 2], 6, { ended: 'accepted' })
    for (const addedBy of ['refold', 'signing'] as const) {
      await handedOver(1, [30, 2], 5, { ended: 'accepted', addedBy })
      await handedOver(1, [30, 2], 3, { ended: 'refused', endedBy: addedBy })
      await handedOver(1, [30, 2], 1, { ended: 'accepted', endedBy: addedBy })
    }
    assert.deepEqual(told(await observed(1)), { days: 30, mqls: 14, accepted: '6 of 6, 8 open' })
  })
})

describe('an alarm', () => {
  const acceptedOf = async (number: number, span: readonly [number, number], n: number, accepted: number) => {
    await handedOver(number, span, accepted, { ended: 'accepted' })
    await handedOver(number, span, n - accepted, { ended: 'refused' })
  }
  const alarmsOf = async (number: number) =>
    Object.fromEntries((await observed(number)).alarms.map((alarm) => [alarm.kind, alarm.changes]))

  test('is raised where more are passed on and sales takes fewer of them, and names the change', async () => {
    await version(1, 90)
    await version(2, 30, EASIER)
    await acceptedOf(1, [60, 30], 50, 40)
    await acceptedOf(2, [30, 1], 120, 40)
    const [alarm] = (await observed(2)).alarms
    assert.ok(alarm?.kind === 'more-but-worse')
    assert.equal(alarm.volume.ratio?.toFixed(1), '2.4')
    assert.deepEqual([alarm.acceptance.of.successes, alarm.acceptance.of.n], [40, 120])
    assert.deepEqual([alarm.acceptance.against.successes, alarm.acceptance.against.n], [40, 50])
    assert.deepEqual(alarm.changes, [
      'Demo Requested now gives 80 to intent instead of 50.',
      'Hot now asks for intent of at least 40 instead of 60.',
    ])
  })

  test('is not raised where more are passed on and taken as before, or as many and taken less', async () => {
    await version(1, 120)
    await version(2, 60)
    await version(3, 30)
    await acceptedOf(1, [90, 60], 50, 40)
    await acceptedOf(2, [60, 30], 120, 96)
    await acceptedOf(3, [30, 1], 120, 40)
    assert.deepEqual([await alarmsOf(2), await alarmsOf(3)], [{}, {}])
  })

  test('is not raised from too few, which is said', async () => {
    await version(1, 90)
    await version(2, 30, EASIER)
    await acceptedOf(1, [60, 30], 19, 19)
    await acceptedOf(2, [30, 1], 120, 0)
    const { alarms, tooFew } = await observed(2)
    assert.deepEqual([alarms, tooFew], [[], ['volume', 'acceptance', 'overshoot']])
  })

  for (const [what, tier, levels] of [
    ['a meter', 'hot', (level: number) => ({ meters: { intent: level } })],
    ['a score', 'warm', (level: number) => ({ score: level })],
  ] as const) {
    test(`is raised where more clear ${what} by a hair than before`, async () => {
      const threshold = tier === 'hot' ? 60 : 50
      await version(1, 60)
      await version(2, 30, DOCUMENT.replace('give: 50', 'give: 20'))
      await handedOver(1, [60, 30], 10, { tier, ...levels(threshold + 1) })
      await handedOver(1, [60, 30], 40, { tier, ...levels(threshold + 20) })
      await handedOver(2, [30, 1], 40, { tier, ...levels(threshold * 1.05) })
      await handedOver(2, [30, 1], 10, { tier, ...levels(threshold + 20) })
      const [alarm] = (await observed(2)).alarms
      assert.ok(alarm?.kind === 'bunching')
      assert.deepEqual(
        [alarm.justOver.of.successes, alarm.justOver.of.n, alarm.justOver.against.successes],
        [40, 50, 10],
      )
      assert.deepEqual(alarm.changes, ['Demo Requested now gives 20 to intent instead of 50.'])
    })
  }

  test('of a hair says nothing where no threshold decided', async () => {
    await version(1, 60)
    await version(2, 30, EASIER)
    await handedOver(1, [60, 30], 50, { tier: 'asked', score: 90 })
    await handedOver(2, [30, 1], 50, { tier: 'asked', score: 50, meters: { intent: 40 } })
    const { alarms, tooFew } = await observed(2)
    assert.deepEqual([alarms, tooFew], [[], ['acceptance', 'overshoot']])
  })

  test('holds each lead against the version that promoted it', async () => {
    await version(1, 60)
    await version(2, 30, EASIER)
    await handedOver(1, [60, 30], 50, { meters: { intent: 61 } })
    await handedOver(2, [30, 1], 50, { meters: { intent: 41 } })
    assert.deepEqual(await alarmsOf(2), {})
  })
})
