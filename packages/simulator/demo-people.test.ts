import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readHoursLine } from '@baton/engine'
import { isZone } from '@baton/zones'
import { DEMO_PEOPLE } from './demo-people.ts'

test('everybody of the demo company has an id and an address of their own, and hours that can be read', () => {
  assert.equal(new Set(DEMO_PEOPLE.map(({ id }) => id)).size, DEMO_PEOPLE.length)
  assert.equal(new Set(DEMO_PEOPLE.map(({ email }) => email)).size, DEMO_PEOPLE.length)
  for (const { email, hours, capacity, role } of DEMO_PEOPLE) {
    assert.match(email, /^[a-z]+\.[a-z]+@northbeam\.example$/)
    assert.ok(isZone(readHoursLine(hours)!.zone), hours)
    // Managers pass handoffs on, and get none.
    assert.ok(role === 'manager' ? capacity === 0 : capacity >= 15 && capacity <= 30)
  }
})
