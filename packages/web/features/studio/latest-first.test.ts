import assert from 'node:assert/strict'
import { test } from 'node:test'
import { latestFirst } from './latest-first.ts'

const soon = () => new Promise<void>((resolve) => setImmediate(resolve))

test('while a question is under way only the newest one waits', async () => {
  const asked: number[] = []
  let release = () => {}
  const asking = latestFirst<number>(async (question) => {
    asked.push(question)
    await new Promise<void>((resolve) => (release = resolve))
  })
  for (const question of [1, 2, 3, 4]) asking.ask(question)
  assert.deepEqual(asked, [1])
  release()
  await soon()
  assert.deepEqual(asked, [1, 4])
  release()
  await soon()
  asking.ask(5)
  assert.deepEqual(asked, [1, 4, 5])
})

test('once stopped nothing is asked, and what is under way is told', async () => {
  const asked: number[] = []
  const aborted: boolean[] = []
  let release = () => {}
  const asking = latestFirst<number>(async (question, signal) => {
    asked.push(question)
    await new Promise<void>((resolve) => (release = resolve))
    aborted.push(signal.aborted)
  })
  asking.ask(1)
  asking.ask(2)
  asking.stop()
  release()
  await soon()
  assert.deepEqual([asked, aborted], [[1], [true]])
})
