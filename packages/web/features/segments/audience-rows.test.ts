import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standardCatalogue } from '@baton/engine'
import { audienceText, readAudience } from '@baton/engine/audience'
import { asGroup, fieldRowOf, kindsOf, type Named, newRow, unwrapped, whereOf, withPart, wrapped } from './audience-rows.ts' // prettier-ignore

const context = { catalogue: standardCatalogue, meters: [{ id: 'intent', max: 50 }], hasFit: true }
const NAMED: Named = {
  events: ['Page Viewed'],
  fields: ['company.employees'],
  meters: ['intent'],
  personas: ['Ops lead'],
  segments: [{ id: 'big', name: 'Big' }],
}

test('every new row is a document that can be read', () => {
  for (const kind of kindsOf(NAMED)) {
    const text = audienceText(newRow(kind, NAMED))
    assert.deepEqual(readAudience(text, context).problems, [], text)
  }
})

test('a row that there is nothing for is not offered', () => {
  const kinds = kindsOf({ ...NAMED, personas: [], segments: [], meters: [] })
  assert.ok(!kinds.some((kind) => kind === 'persona' || kind === 'segment' || kind === 'meter'))
})

test('a part is changed or taken out, and its opposite is taken back', () => {
  const group = asGroup(readAudience('{ not: { score: 5 } }', context).audience!)
  assert.equal(group.kind, 'all')
  const { isNot, row } = unwrapped(group.parts[0]!)
  assert.equal(isNot, true)
  assert.deepEqual(withPart(group, 0, wrapped(row, false)).parts, [row])
  assert.deepEqual(withPart(group, 0, null).parts, [])
})

test('fields are asked in four ways, and what is asked otherwise stays with the text', () => {
  for (const [field, test, value] of [
    ['lead.title', 'is', 'CEO, CTO'],
    ['company.employees', 'at-least', '50'],
    ['company.industry', 'known', ''],
    ['company.industry', 'unknown', ''],
  ] as const)
    assert.deepEqual(fieldRowOf(whereOf({ field, test, value })), { field, test, value })
  assert.equal(fieldRowOf([{ field: 'lead.title', matcher: { kind: 'starts', prefix: 'VP' } }]), null)
})
