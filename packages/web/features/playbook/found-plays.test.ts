import type { Play } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { foundPlays } from './found-plays.ts'

const play = (objection: string, given: Partial<Play> = {}) =>
  ({ objection, answer: '', proof: '', contentTitle: '', archived: false, raised: 0, ...given }) as Play

const plays = [
  play('Too dear', { raised: 2 }),
  play('No time', { raised: 9 }),
  play('Old one', { archived: true }),
]

test('the most raised stand first, archived ones only when asked for and last', () => {
  assert.deepEqual(
    foundPlays(plays, '', true).map(({ objection }) => objection),
    ['No time', 'Too dear', 'Old one'],
  )
  assert.equal(foundPlays(plays, '', false).length, 2)
})

test('every word that was asked for has to be somewhere', () => {
  assert.deepEqual(
    foundPlays([play('Too dear', { answer: 'It pays back in a year' })], 'DEAR year', false).length,
    1,
  )
  assert.equal(foundPlays(plays, 'dear nothing', false).length, 0)
})
