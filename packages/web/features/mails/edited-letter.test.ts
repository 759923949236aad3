import type { Block, LetterDocument } from '@baton/letters'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  blocksIn,
  changedBlock,
  copied,
  fieldText,
  inserting,
  marked,
  movedBlock,
  newBlock,
  withBlock,
  withoutBlock,
} from './edited-letter.ts'

const divider = (id: string): Block => ({ id, kind: 'divider' })
const letter: LetterDocument = {
  subject: 'S',
  preheader: '',
  lang: 'en',
  blocks: [
    divider('a'),
    { id: 'c', kind: 'columns', left: [{ id: 'l', kind: 'text', text: 'x', align: 'left' }], right: [] },
    divider('b'),
  ],
  footer: { why: '', preferences: '', unsubscribe: '' },
  theme: { accent: '#000000', font: 'sans' },
}
const ids = (of: LetterDocument) => of.blocks.map(({ id }) => id).join('')

test('blocks are moved, and stay at the ends', () => {
  assert.equal(ids(movedBlock(letter, 'letter', 'a', 1)), 'cab')
  assert.equal(ids(movedBlock(letter, 'letter', 'a', 9)), 'cba')
  assert.equal(ids(movedBlock(letter, 'letter', 'b', -1)), 'bac')
  assert.equal(movedBlock(letter, 'letter', 'a', -1), letter)
  assert.equal(movedBlock(letter, 'letter', 'gone', 1), letter)
})

test('blocks are added behind another, and taken away', () => {
  assert.equal(ids(withBlock(letter, 'letter', divider('n'), 'a')), 'ancb')
  assert.equal(ids(withBlock(letter, 'letter', divider('n'), null)), 'acbn')
  assert.equal(ids(withoutBlock(letter, 'letter', 'c')), 'ab')
})

test('the same inside of columns', () => {
  const right = { columns: 'c', side: 'right' } as const
  const more = withBlock(letter, right, divider('r'), null)
  assert.deepEqual(blocksIn(more, right), [divider('r')])
  assert.deepEqual(blocksIn(withoutBlock(more, right, 'r'), right), [])
  const changed = changedBlock(more, 'l', { text: 'y' })
  assert.deepEqual(
    blocksIn(changed, { columns: 'c', side: 'left' }).map((block) => 'text' in block && block.text),
    ['y'],
  )
})

test('a copy shares no id', () => {
  const copy = copied(letter.blocks[1]!)
  assert.ok(copy.kind === 'columns' && copy.id !== 'c' && copy.left[0]!.id !== 'l')
  assert.notEqual(newBlock('text').id, newBlock('text').id)
})

test('what is chosen is marked, and marked again it is not', () => {
  const once = marked('a word b', 2, 6, '**')
  assert.deepEqual(once, { text: 'a **word** b', from: 4, to: 8 })
  assert.deepEqual(marked(once.text, once.from, once.to, '**'), { text: 'a word b', from: 2, to: 6 })
  assert.deepEqual(inserting('Dear x', 5, 6, 'y'), { text: 'Dear y', from: 6, to: 6 })
})

test('a field comes with its default', () => {
  assert.equal(
    fieldText({ name: 'lead.first_name', fallback: 'there' }),
    '{{ lead.first_name | default: "there" }}',
  )
  assert.equal(fieldText({ name: 'sender.name', fallback: null }), '{{ sender.name }}')
})
