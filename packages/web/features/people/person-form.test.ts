import type { Person } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesOf, personForm } from './person-form.ts'

const ada: Person = {
  id: 'a',
  name: 'Ada',
  email: 'ada@example.com',
  role: 'rep',
  active: true,
  joined: true,
  secondFactor: false,
  teams: [
    { id: 't2', name: 'rest' },
    { id: 't1', name: 'emea' },
  ],
  hours: null,
  capacity: 20,
  absences: [],
  lastSeenAt: null,
}

test('an untouched form changes nothing', () => {
  assert.deepEqual(changesOf(ada, personForm(ada)), {})
})

test('only what differs is sent', () => {
  const form = {
    ...personForm(ada),
    capacity: '12',
    hours: ' Europe/Berlin mon-fri 09:00-17:00 ',
    teams: ['t1'],
  }
  assert.deepEqual(changesOf(ada, form), {
    capacity: 12,
    hours: 'Europe/Berlin mon-fri 09:00-17:00',
    teams: ['t1'],
  })
})

test('a capacity that is no number is not sent', () => {
  assert.equal(changesOf(ada, { ...personForm(ada), capacity: 'many' }), null)
})
