import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { clauseLines, offsetOfLine, readDraft } from './read-draft.ts'

const document = readFileSync(new URL('../../../../agreements/northbeam-b2b.yaml', import.meta.url), 'utf8')

test('a draft is read and its golden leads are run as it is written', () => {
  const model = readDraft(document, null)
  assert.deepEqual(model.problems, [])
  assert.ok(model.examples.length > 0 && model.examples.every(({ passed }) => passed))
})

test('a document that cannot be read says where', () => {
  const { problems, agreement } = readDraft(document.replace('give: 50', 'give: many'), null)
  assert.equal(agreement, null)
  assert.ok(problems[0]!.line > 0)
})

test('a contested part of a clause is found where the clause stands', () => {
  const model = readDraft(document, null)
  const span = clauseLines(model, document, 'mql.hand-raiser/grade')!
  assert.match(document.split('\n')[span.from - 1]!, /hand-raiser/)
})

test('lines begin behind the line ends before them', () => {
  assert.equal(offsetOfLine('ab\nc\nd', 1), 0)
  assert.equal(offsetOfLine('ab\nc\nd', 3), 5)
  assert.equal(offsetOfLine('ab', 9), 2)
})
