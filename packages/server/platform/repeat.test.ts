import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { repeat } from './repeat.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('work is repeated, never twice at once, and a row of failures is told once', async () => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] })
  const said: string[] = []
  let begun = 0
  let finish: (fails: boolean) => void = () => {}
  const end = repeat({ everyMs: 100, what: 'Looking', log: (line) => said.push(line) }, () => {
    begun += 1
    return new Promise<void>((resolve, reject) => {
      finish = (fails) => (fails ? reject(new Error('gone')) : resolve())
    })
  })
  mock.timers.tick(99)
  assert.equal(begun, 0)
  mock.timers.tick(301)
  assert.equal(begun, 1)
  for (const fails of [true, true, false, true]) {
    finish(fails)
    await settle()
    mock.timers.tick(100)
  }
  assert.deepEqual(
    [begun, said],
    [5, ['Looking failed, to be tried again: gone', 'Looking failed, to be tried again: gone']],
  )
  let hasEnded = false
  const ended = end().then(() => (hasEnded = true))
  await settle()
  assert.equal(hasEnded, false)
  finish(false)
  await ended
  mock.timers.tick(1_000)
  assert.equal(begun, 5)
  mock.timers.reset()
})

test('the first time may come at once, or at a time of its own', async () => {
  mock.timers.enable({ apis: ['setInterval', 'setTimeout'] })
  const begun = { now: 0, later: 0 }
  const log = () => {}
  const ends = [
    repeat({ everyMs: 100, firstAfterMs: 0, what: '', log }, async () => (begun.now += 1)),
    repeat({ everyMs: 100, firstAfterMs: 10, what: '', log }, async () => (begun.later += 1)),
  ]
  assert.deepEqual(begun, { now: 1, later: 0 })
  mock.timers.tick(10)
  assert.deepEqual(begun, { now: 1, later: 1 })
  for (const end of ends) await end()
  mock.timers.reset()
})
