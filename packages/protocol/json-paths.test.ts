import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parsePath, type Path, pathTo, valueAt, withoutValue, withValue } from './json-paths.ts'

const GOOGLE = {
  lead_id: 'x-1',
  user_column_data: [
    { column_id: 'FULL_NAME', string_value: 'Ada Berg' },
    { column_id: 'EMAIL', string_value: 'ada@acme.example' },
  ],
}
const META = {
  entry: [{ changes: [{ value: { field_data: [{ name: 'email', values: ['ada@acme.example'] }] } }] }],
}

function read(document: unknown, text: string): unknown {
  const path = parsePath(text)
  assert.ok('steps' in path, JSON.stringify(path))
  return valueAt(document, path.steps)
}

describe('a path', () => {
  const PLACES: readonly (readonly [string, unknown, unknown])[] = [
    ['a.b[1].c', { a: { b: [0, { c: 7 }] } }, 7],
    ['["a key"].x', { 'a key': { x: 1 } }, 1],
    ['a["b.c"]', { a: { 'b.c': 2 } }, 2],
    ['first name', { 'first name': 3 }, 3],
    ['user_column_data[column_id=EMAIL].string_value', GOOGLE, 'ada@acme.example'],
    ['entry[0].changes[0].value.field_data[name=email].values[0]', META, 'ada@acme.example'],
    ['list[name="a]b"].v', { list: [{ name: 'a]b', v: 4 }] }, 4],
    ['list[id=7].v', { list: [{ id: 7, v: 5 }] }, 5],
    ['[0].a', [{ a: 6 }], 6],
    ['$.a', { a: 8 }, 8],
    ['$', 9, 9],
    ['a.b', { a: null }, undefined],
    ['a.toString', { a: {} }, undefined],
    ['__proto__.polluted', {}, undefined],
    ['a[0]', { a: { 0: 'no list' } }, undefined],
  ]
  for (const [path, document, value] of PLACES)
    test(path, () => assert.deepEqual(read(document, path), value))

  for (const broken of ['', 'a..b', '.a', 'a.', 'a[', 'a[x]', 'a]b', 'a["b]', 'a[=x]', 'x'.repeat(301)])
    test(`“${broken.slice(0, 12)}” is none, and is told why`, () => {
      const path = parsePath(broken)
      assert.ok('problem' in path && path.problem.length > 10, JSON.stringify(path))
    })

  test('that was pointed at leads back to the same value', () => {
    const keys = fc.oneof(
      fc.constantFrom('name', 'value', 'a key', 'a.b', '"', ']', '=', 'ö', '0'),
      fc.string({ minLength: 1, maxLength: 5 }),
    )
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.integer(),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(keys, tie('tree'), { maxKeys: 3 }),
      ),
    }))
    fc.assert(
      fc.property(tree, (document) => {
        for (const place of placesIn(document)) {
          const path = parsePath(pathTo(document, place))
          assert.ok('steps' in path, `${pathTo(document, place)} ${JSON.stringify(path)}`)
          assert.equal(valueAt(document, path.steps), at(document, place))
        }
      }),
      { numRuns: 300 },
    )
  })

  test('into a list of names and values goes by the name', () => {
    assert.equal(
      pathTo(GOOGLE, ['user_column_data', 1, 'string_value']),
      'user_column_data[column_id=EMAIL].string_value',
    )
    assert.equal(
      pathTo(META, ['entry', 0, 'changes', 0, 'value', 'field_data', 0, 'values', 0]),
      'entry[0].changes[0].value.field_data[name=email].values[0]',
    )
    const people = { attendees: [{ name: 'Ada', email: 'ada@acme.example' }] }
    assert.equal(pathTo(people, ['attendees', 0, 'email']), 'attendees[0].email')
  })
})

test('a value is set and taken away without touching the document that was given', () => {
  const document = { a: { b: [1, { c: 2 }] }, d: 3 }
  const steps = (text: string) => (parsePath(text) as Path).steps
  assert.deepEqual(withValue(document, steps('a.b[1].c'), 5), { a: { b: [1, { c: 5 }] }, d: 3 })
  assert.deepEqual(withValue(document, steps('x.y'), 1), { ...document, x: { y: 1 } })
  assert.deepEqual(withoutValue(document, steps('a.b[0]')), { a: { b: [{ c: 2 }] }, d: 3 })
  assert.deepEqual(withoutValue(document, steps('d')), { a: document.a })
  assert.equal(withoutValue(document, steps('x.y')), document)
  assert.deepEqual(document, { a: { b: [1, { c: 2 }] }, d: 3 })
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
  withValue({}, steps('__proto__.polluted'), true)
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined)
})

function* placesIn(value: unknown, place: readonly (string | number)[] = []): Generator<(string | number)[]> {
  if (place.length > 0) yield [...place]
  if (typeof value !== 'object' || value === null) return
  for (const key of Object.keys(value)) {
    const step = Array.isArray(value) ? Number(key) : key
    yield* placesIn((value as Record<string, unknown>)[key], [...place, step])
  }
}

function at(value: unknown, place: readonly (string | number)[]): unknown {
  return place.reduce<unknown>((here, key) => (here as Record<string, unknown>)[key], value)
}
