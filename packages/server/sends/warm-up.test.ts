import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allowedOn, nextRung, WARM_UP } from './warm-up.ts'

const clean = { bounced: 0, complained: 0 }

test('a domain climbs a rung for each day that was used and clean, and stays otherwise', () => {
  assert.equal(nextRung({ rung: 0, sent: 50, ...clean }), 1)
  assert.equal(nextRung({ rung: 0, sent: 24, ...clean }), 0)
  assert.equal(nextRung({ rung: 3, sent: 500, bounced: 9, complained: 0 }), 4)
  assert.equal(nextRung({ rung: 3, sent: 500, bounced: 10, complained: 0 }), 3)
  assert.equal(nextRung({ rung: 3, sent: 500, bounced: 0, complained: 1 }), 3)
  assert.equal(nextRung({ rung: 6, sent: 5_000, bounced: 0, complained: 4 }), 7)
  assert.equal(nextRung({ rung: 6, sent: 5_000, bounced: 0, complained: 5 }), 6)
})

test('behind the plan there is no limit', () => {
  assert.deepEqual(
    WARM_UP.map((_, rung) => allowedOn(rung)),
    WARM_UP,
  )
  assert.equal(allowedOn(WARM_UP.length), null)
  assert.equal(nextRung({ rung: WARM_UP.length, sent: 1e6, ...clean }), WARM_UP.length)
})
