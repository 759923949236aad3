import { importMappingSchema, type ImportMapping } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  hasStages,
  isSourceName,
  mappingToSend,
  meaningGroups,
  placeProblems,
  withMeaning,
} from './edited-mapping.ts'

const mapping: ImportMapping = {
  source: 'fair',
  columns: ['identity.email', 'ignore', 'ignore'],
  tells: null,
  times: { format: 'auto', zone: null },
  decimal: '.',
  known: 'update',
  system: null,
}

test('a column is given a meaning, and the others keep theirs', () => {
  const edited = withMeaning(mapping, 1, 'fact.lead.title')
  assert.deepEqual(edited.columns, ['identity.email', 'fact.lead.title', 'ignore'])
  assert.deepEqual(mapping.columns, ['identity.email', 'ignore', 'ignore'])
})

test('meanings stand in their groups, in the order in which those come first', () => {
  const meaning = (value: string, group: string) => ({ value, label: value, group })
  const groups = meaningGroups([
    meaning('ignore', ''),
    meaning('identity.email', 'Who it is'),
    meaning('fact.lead.name', 'Person'),
    meaning('identity.id', 'Who it is'),
  ])
  assert.deepEqual(
    groups.map(({ group, meanings }) => [group, meanings.map(({ value }) => value)]),
    [
      ['', ['ignore']],
      ['Who it is', ['identity.email', 'identity.id']],
      ['Person', ['fact.lead.name']],
    ],
  )
})

test('stages are of a system; where nobody chose one, of the one that the screen shows', () => {
  assert.equal(mappingToSend(mapping).system, null)
  const staged = withMeaning(mapping, 2, 'stage-at.mql')
  assert.ok(hasStages(staged.columns))
  assert.equal(mappingToSend(staged).system, 'hubspot')
  assert.equal(mappingToSend({ ...staged, system: 'salesforce' }).system, 'salesforce')
})

test('a problem stands at its column until that column means something else', () => {
  const header = ['Mail', 'Name', 'Name']
  const tried = ['identity.email', 'fact.lead.name', 'ignore']
  const problems = [
    { column: 'Name', message: 'two columns are called so' },
    { column: null, message: 'no column says when' },
  ]
  const placed = placeProblems(problems, header, tried, tried)
  assert.deepEqual([...placed.columns], [[1, ['two columns are called so']]])
  assert.deepEqual(placed.general, ['no column says when'])
  const now = ['identity.email', 'fact.lead.title', 'ignore']
  assert.equal(placeProblems(problems, header, tried, now).columns.size, 0)
})

test('source names are those that the server takes', () => {
  for (const name of ['fair-2026', 'a', '', '-fair', 'Fair', 'a b', 'x'.repeat(61)])
    assert.equal(
      isSourceName(name),
      importMappingSchema.safeParse({ ...mapping, source: name }).success,
      `“${name}”`,
    )
})
