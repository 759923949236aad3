import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { readAgreement } from '../agreement/read-agreement.ts'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { PRESETS, shippedAgreement } from '../testing/given.ts'
import { type DocumentPath, type EditValue, withEntry, withoutEntry, withValue } from './document-edit.ts'
import { mayBeAbsent } from './language-shape.ts'

const RUNS = { seed: 20261128, numRuns: 100 }
const YAML = [...PRESETS, 'northbeam-b2b'].map(shippedAgreement)
const DOCUMENTS = [
  ...YAML,
  ...YAML.map((text) => text.replaceAll('\n', '\r\n')),
  ...YAML.map((text) => JSON.stringify(parse(text), null, 2)),
  ...YAML.map((text) => JSON.stringify(parse(text))),
]

/** Every place in a document, collections included. */
function pathsOf(value: EditValue, path: DocumentPath = []): readonly DocumentPath[] {
  const inside =
    value === null || typeof value !== 'object'
      ? []
      : Object.entries(value).flatMap(([key, part]) =>
          pathsOf(part, [...path, Array.isArray(value) ? Number(key) : key]),
        )
  return path.length > 0 ? [path, ...inside] : inside
}

const PLACES = DOCUMENTS.map((text) => ({ text, paths: pathsOf(parse(text) as EditValue) }))
const place = fc
  .constantFrom(...PLACES)
  .chain(({ text, paths }) => fc.record({ text: fc.constant(text), path: fc.constantFrom(...paths) }))

type Holder = Record<string | number, EditValue>

function valueAt(root: EditValue, path: DocumentPath): EditValue {
  return path.reduce<EditValue>((value, key) => (value as unknown as Holder)[key]!, root)
}

/** The data of a document after an edit of plain data, which is what the edit of text has to come to. */
function edited(
  text: string,
  path: DocumentPath,
  edit: (holder: Holder | EditValue[], key: string | number) => void,
) {
  const root = parse(text) as EditValue
  edit(valueAt(root, path.slice(0, -1)) as unknown as Holder, path.at(-1)!)
  return root
}

/** Read to the same data, and to the same agreement or the same problems. */
function assertReads(text: string, expected: EditValue): void {
  assert.deepEqual(parse(text), expected)
  const reading = (document: string) => {
    const { agreement, problems } = readAgreement(document, standardCatalogue)
    return agreement ?? problems.map(({ code, path, found }) => [code, path, found]).sort()
  }
  assert.deepEqual(reading(text), reading(JSON.stringify(expected)))
}

/** The lines that differ, between the first and the last that do: those before the edit, and those after it. */
function changed(
  before: string,
  after: string,
): readonly [before: readonly string[], after: readonly string[]] {
  const [a, b] = [before.split('\n'), after.split('\n')]
  const most = Math.min(a.length, b.length)
  let [head, tail] = [0, 0]
  while (head < most && a[head] === b[head]) head++
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++
  return [a.slice(head, a.length - tail), b.slice(head, b.length - tail)]
}

/** Something of the same kind, so that the document's own manner is the only one it can be written in. */
function another(value: EditValue): fc.Arbitrary<EditValue> {
  if (typeof value === 'number')
    return fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
  if (typeof value === 'boolean') return fc.constant(!value)
  if (typeof value === 'string')
    return fc.oneof(fc.string(), fc.constantFrom('90 days', 'a, b', 'a: b', 'no # no'))
  return fc.constantFrom<EditValue>([1, 'two'], { a: 1, b: ['x, y', true] })
}

test('[E1] whatever value is exchanged, the document reads as just that, its other lines stay, and back is back', () => {
  fc.assert(
    fc.property(
      place.chain(({ text, path }) =>
        fc.record({
          text: fc.constant(text),
          path: fc.constant(path),
          value: another(valueAt(parse(text) as EditValue, path)),
        }),
      ),
      ({ text, path, value }) => {
        const after = withValue(text, path, value)
        assertReads(
          after,
          edited(text, path, (holder, key) => ((holder as Holder)[key] = value)),
        )
        const was = valueAt(parse(text) as EditValue, path)
        if (was !== null && typeof was === 'object') return
        const [gone, come] = changed(text, after)
        assert.ok(gone.length <= 1 && come.length === gone.length, come.join('\n'))
        assert.equal(withValue(after, path, was), text)
      },
    ),
    RUNS,
  )
})

test('[E2] whatever entry is taken out, the rest of the document reads as it did, and no other line changes', () => {
  fc.assert(
    fc.property(place, ({ text, path }) => {
      const after = withoutEntry(text, path)
      const expected = edited(text, path, () => {})
      removeFrom(expected, path)
      assertReads(after, expected)
      const [gone, come] = changed(text, after)
      // A line that holds several entries changes; in JSON the line before the last one loses its comma.
      assert.ok(come.length <= 1, come.join('\n'))
      const span = JSON.stringify(valueAt(parse(text) as EditValue, path), null, 2).split('\n').length
      assert.ok(gone.length <= span + come.length + 4, gone.join('\n'))
    }),
    RUNS,
  )
})

function removeFrom(root: EditValue, path: DocumentPath): void {
  const [holder, key] = [valueAt(root, path.slice(0, -1)), path.at(-1)!]
  if (Array.isArray(holder)) (holder as EditValue[]).splice(key as number, 1)
  else delete (holder as Holder)[key]
  const isEmpty = Object.keys(holder as object).length === 0
  if (isEmpty && path.length > 1 && mayBeAbsent(path.slice(0, -1))) removeFrom(root, path.slice(0, -1))
}

const ADDED: readonly EditValue[] = [
  7,
  'Ad Clicked, twice',
  ['a', 'b'],
  { on: 'Ad Clicked', give: 2, to: 'reach' },
  { name: 'Asked: for a quote', events: [{ 'Quote Requested': '0 days ago' }], expect: { stage: 'lead' } },
]

test('[E3] whatever is added comes last or behind what was named, no line is lost, and taking it out is the way back', () => {
  fc.assert(
    fc.property(place, fc.constantFrom(...ADDED), fc.boolean(), ({ text, path }, value, isBehind) => {
      const [holderPath, sibling] = [path.slice(0, -1), path.at(-1)!]
      const isItem = typeof sibling === 'number'
      const added = [...holderPath, isItem ? '-' : 'one-more']
      const after = withEntry(text, added, value, isBehind ? { after: sibling } : {})
      const expected = edited(text, path, (holder) => {
        if (Array.isArray(holder)) holder.splice(isBehind ? (sibling as number) + 1 : holder.length, 0, value)
        else holder['one-more'] = value
      })
      assertReads(after, expected)
      const entries = (of: string) => Object.keys(valueAt(parse(of) as EditValue, holderPath) as object)
      if (isBehind && !isItem)
        assert.equal(entries(after).indexOf('one-more'), entries(text).indexOf(sibling) + 1)
      assert.ok(changed(text, after)[0].length <= 1)
      const count = entries(after).length
      const place = isItem ? [...holderPath, isBehind ? sibling + 1 : count - 1] : added
      assert.equal(withoutEntry(after, place), text)
    }),
    RUNS,
  )
})

test('[E4] edits of JSON are JSON, and no line break of another kind comes in', () => {
  fc.assert(
    fc.property(place, fc.constantFrom(...ADDED), ({ text, path }, value) => {
      const isItem = typeof path.at(-1) === 'number'
      const edits = [
        withValue(text, path, value),
        withoutEntry(text, path),
        withEntry(text, [...path.slice(0, -1), isItem ? '-' : 'one-more'], value),
      ]
      for (const after of edits) {
        if (text.startsWith('{')) assert.doesNotThrow(() => JSON.parse(after))
        else if (text.includes('\r\n')) assert.equal(/[^\r]\n/.test(after), false)
        else assert.equal(after.includes('\r'), false)
      }
    }),
    RUNS,
  )
})

/** What YAML gives a meaning, and a few letters. */
const SIGNS = Array.from('{}[]:,#&*!|>\'"%@`?- \nab1')

test('[E5] any text is read back as itself, in blocks, in braces, as key and as item', () => {
  const text = fc.oneof(
    fc.string(),
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom(...SIGNS) }),
  )
  fc.assert(
    fc.property(text, (value) => {
      assert.deepEqual(parse(withValue('a: 1\n', ['a'], value)), { a: value })
      assert.deepEqual(parse(withValue('a: [1]\n', ['a', 0], value)), { a: [value] })
      assert.deepEqual(parse(withValue("a: 'x'\n", ['a'], value)), { a: value })
      assert.deepEqual(parse(withEntry('a:\n  - x\n', ['a', '-'], value)), { a: ['x', value] })
      if (value === '-' || value === '' || value === 'x' || value === '<<' || value === '__proto__') return
      assert.deepEqual(parse(withEntry('a: { x: 1 }\n', ['a', value], value)), {
        a: { x: 1, [value]: value },
      })
      assert.deepEqual(parse(withEntry('a:\n  x: 1\n', ['a', value], 2)), { a: { x: 1, [value]: 2 } })
    }),
    { ...RUNS, numRuns: 400 },
  )
})
