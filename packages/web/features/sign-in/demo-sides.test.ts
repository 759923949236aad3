import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoSides, type DemoPerson } from './demo-sides.ts'

const person = (id: string, role: DemoPerson['role']): DemoPerson => ({
  id,
  name: id,
  role,
  teams: [],
  about: '',
})

test('people stand by their side, managers first', () => {
  const sides = demoSides([person('r', 'rep'), person('a', 'admin'), person('m', 'manager')])
  assert.deepEqual(
    sides.map(({ title, people }) => [title, people.map(({ id }) => id)]),
    [
      ['Sales', ['m', 'r']],
      ['Around them', ['a']],
    ],
  )
})
