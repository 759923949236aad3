import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sayRung } from './lifecycle-words.ts'

const stage = (name: string) => name.toUpperCase()

test('a rung is said by all its ways, stages by the names that the reader knows', () => {
  const rung = sayRung(
    {
      any: [
        { kind: 'did', events: ['Trial Started', 'Demo Attended'] },
        { kind: 'stage', stage: 'mql' },
        { kind: 'active-after', days: 30, since: 'contact' },
      ],
    },
    stage,
  )
  assert.equal(
    rung,
    'Did one of “Trial Started” or “Demo Attended”; or came as far as “MQL”, or further; or did anything 30 days or more after they could first be contacted.',
  )
})

test('one event is not one of several', () => {
  assert.equal(
    sayRung({ any: [{ kind: 'did', events: ['Trial Started'] }, { kind: 'renewed' }] }, stage),
    'Did “Trial Started”; or renewed.',
  )
})
