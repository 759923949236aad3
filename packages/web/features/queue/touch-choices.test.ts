import { CHANNELS, OUTCOMES } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CHANNEL_CHOICES, touchOf } from './touch-choices.ts'

test('every channel of the protocol has a key of its own', () => {
  assert.deepEqual(
    CHANNEL_CHOICES.map(({ channel }) => channel),
    [...CHANNELS],
  )
  assert.equal(new Set(CHANNEL_CHOICES.map(({ key }) => key)).size, CHANNELS.length)
})

test('every outcome of the protocol can be said', () => {
  const offered = new Set(CHANNEL_CHOICES.flatMap(({ outcomes }) => outcomes.map(({ outcome }) => outcome)))
  for (const outcome of OUTCOMES) assert.ok(offered.has(outcome), outcome)
})

test('what was not said is left out', () => {
  assert.deepEqual(touchOf('email', null, '  '), { act: 'touch', channel: 'email' })
  assert.deepEqual(touchOf('call', 'connected', ' asked for a quote '), {
    act: 'touch',
    channel: 'call',
    outcome: 'connected',
    note: 'asked for a quote',
  })
})
