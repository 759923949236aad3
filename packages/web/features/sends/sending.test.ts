import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sendingSettingsSchema } from '@baton/protocol'
import { hoursProblem, LIMIT_NAMES, LIMITS, limitProblem, limitsOf, typedLimits } from './sending-limits.ts'
import { sayGate, sayNext, sayWarmUp, sayWhatHappened } from './send-words.ts'

const NOW = Date.UTC(2026, 4, 4, 12)

test('the form takes exactly what the server takes', () => {
  const usual = sendingSettingsSchema.parse({})
  assert.deepEqual(limitsOf(typedLimits(usual)), {
    perDay: usual.perDay,
    perWeek: usual.perWeek,
    perSecond: usual.perSecond,
    perSecondToGroup: usual.perSecondToGroup,
  })
  for (const name of LIMIT_NAMES) {
    const { min, max } = LIMITS[name]
    for (const value of [min, max, min - 0.01, min / 2, max + 1, 1.5, 0])
      assert.equal(
        limitProblem(name, String(value)) === '',
        sendingSettingsSchema.safeParse({ ...usual, [name]: value }).success,
        `${name} ${value}`,
      )
    for (const text of ['', ' ', 'x', '1e1', '-1', '0x2', '1,5'])
      assert.notEqual(limitProblem(name, text), '', `${name} ${text}`)
  }
  assert.equal(limitsOf({ ...typedLimits(usual), perDay: '0' }), null)
})

test('hours are taken as the server takes them', () => {
  const usual = sendingSettingsSchema.parse({})
  for (const hours of [
    '',
    ' ',
    'Europe/Berlin mon-sun 08:00-20:00',
    'UTC mon 09:00-17:00, sat 10:00-12:00',
    'nights',
    'UTC',
  ])
    assert.equal(
      hoursProblem(hours) === '',
      sendingSettingsSchema.safeParse({ ...usual, hours }).success,
      hours,
    )
  assert.match(hoursProblem('Mars/Base mon-sun 08:00-20:00'), /Mars\/Base/)
})

test('when the next leaves', () => {
  assert.equal(sayNext(null, NOW), 'Nothing waits')
  assert.equal(sayNext(new Date(NOW - 5_000).toISOString(), NOW), 'The next leaves now')
  assert.equal(sayNext(new Date(NOW + 7_200_000).toISOString(), NOW), 'The next leaves in 2 h')
})

test('what holds mail back, and what became of a send', () => {
  const closedUntil = new Date(NOW + 720_000).toISOString()
  assert.equal(
    sayGate({ group: 'gmail', share: 0.5, closedUntil }, NOW),
    'nothing for 12 min, then 50 % of the rate',
  )
  assert.match(sayGate({ group: 'gmail', share: 0.25, closedUntil: null }, NOW), /^25 % of the rate, /)
  const domain = { domain: 'northbeam.example', sent: 1, day: 3, days: 7 }
  assert.equal(sayWarmUp({ ...domain, allowed: 250 }), '1 mail of 250 today, step 3 of 7')
  assert.match(sayWarmUp({ ...domain, allowed: null }), /^1 mail today, as many/)
  assert.equal(sayWhatHappened({ reason: 'gave up', attempts: 12 }), 'Given up after 12 attempts')
  assert.equal(
    sayWhatHappened({ reason: 'worker lost', attempts: 1 }),
    'Baton stopped while it was handed over',
  )
})
