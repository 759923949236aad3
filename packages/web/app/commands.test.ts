import assert from 'node:assert/strict'
import { test } from 'node:test'
import { COMMANDS, matchCommands } from './commands.ts'

const labels = (typed: string) =>
  matchCommands(typed).flatMap((group) => group.commands.map((command) => command.label))

test('nothing typed offers everything', () => {
  assert.equal(labels('').length, COMMANDS.flatMap((group) => group.commands).length)
})

test('the beginnings of words find a command, in any order', () => {
  assert.deepEqual(labels('dark the'), ['Theme: dark'])
  assert.deepEqual(labels('sales acc'), ['Stage: Sales accepted'])
})

test('a word that begins nothing finds nothing', () => {
  assert.deepEqual(labels('theme xylophone'), [])
})
