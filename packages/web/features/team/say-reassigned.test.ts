import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayMoved, sayUndone } from './say-reassigned.ts'

const move = (to: string | null) => ({
  lead: 'l',
  name: null,
  company: null,
  from: null,
  to: to === null ? null : { id: to, name: to },
  problem: to === null ? 'Nobody has room.' : null,
})

test('passing on says how many went to whom, and how many stayed', () => {
  assert.equal(
    sayMoved({ moves: [move('Ada'), move('Ben'), move('Ada')] }),
    '3 handoffs passed on to Ada and Ben.',
  )
  assert.equal(
    sayMoved({ moves: [move('Ada'), move(null)] }),
    '1 handoff passed on to Ada. 1 stayed where it was.',
  )
})

test('undoing says what could not come back, and why', () => {
  assert.equal(sayUndone({ moved: 1, kept: [] }), '1 handoff is back.')
  assert.equal(
    sayUndone({ moved: 2, kept: [{ lead: 'l', why: 'it was touched since.' }] }),
    '2 handoffs are back. 1 stays: it was touched since.',
  )
})
