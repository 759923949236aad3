import assert from 'node:assert/strict'
import { test } from 'node:test'
import { commandsFor, matchCommands } from './commands.ts'

const all = commandsFor('admin', 'marketing')
const labels = (typed: string, commands = all) =>
  matchCommands(commands, typed).flatMap((group) => group.commands.map((command) => command.label))

test('nothing typed offers everything', () => {
  assert.equal(labels('').length, all.flatMap((group) => group.commands).length)
})

test('the beginnings of words find a command, in any order', () => {
  assert.deepEqual(labels('dark the'), ['Theme: dark'])
  assert.deepEqual(labels('sales acc'), ['Stage: Sales accepted'])
})

test('a word that begins nothing finds nothing', () => {
  assert.deepEqual(labels('theme xylophone'), [])
})

test('each role is offered what it may open, in its own words', () => {
  const rep = commandsFor('rep', 'sales')
  assert.ok(labels('my queue', rep).includes('My queue'))
  assert.ok(labels('prosp', rep).includes('Prospects'))
  assert.deepEqual(labels('triage', rep), [])
})
