import { type HookMapping, hookMappingSchema } from '@baton/protocol'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseEventSearch } from './event-tab.ts'
import { fixedText, pickedPath, targetText, withTarget } from './mapping-targets.ts'
import { isPersonal } from './proposed-fields.ts'

const EMPTY: HookMapping = hookMappingSchema.parse({ name: { is: '"Form Submitted"' } })
const TARGETS = [
  'each',
  'name',
  'identity.email',
  'lead.title',
  'company.name',
  'properties.a.b',
  'occurredAt',
  'messageId',
  'check',
]

test('what is written at a target is read there again, and nowhere else', () => {
  for (const target of TARGETS) {
    const written = withTarget(EMPTY, target, 'a.b[0]')
    assert.equal(targetText(written, target), 'a.b[0]', target)
    for (const other of TARGETS)
      if (other !== target)
        assert.equal(targetText(written, other), targetText(EMPTY, other), `${target} ${other}`)
  }
})

test('an empty text takes a target away, and what is changed stays in its place', () => {
  let mapping = EMPTY
  for (const name of ['one', 'two', 'three']) mapping = withTarget(mapping, `properties.${name}`, name)
  mapping = withTarget(mapping, 'properties.two', 'second')
  assert.deepEqual(Object.entries(mapping.properties), [
    ['one', 'one'],
    ['two', 'second'],
    ['three', 'three'],
  ])
  assert.deepEqual(Object.keys(withTarget(mapping, 'properties.two', '').properties), ['one', 'three'])
  assert.equal(withTarget(withTarget(EMPTY, 'each', 'list'), 'each', '').each, null)
})

test('a place inside of the list is named from the item, others from the whole', () => {
  const sample = { title: 'x', people: [{ mail: 'a' }, { mail: 'b', tags: [1] }] }
  const pick = (place: (string | number)[], each: string | null = 'people', target = 'identity.email') =>
    pickedPath(sample, each, target, place)
  assert.equal(pick(['people', 1, 'mail']), 'mail')
  assert.equal(pick(['people', 1, 'tags', 0]), 'tags[0]')
  assert.equal(pick(['title']), '$.title')
  assert.equal(pick(['people', 1, 'mail'], null), 'people[1].mail')
  assert.equal(pick(['people'], 'people', 'each'), 'people')
  assert.equal(pick(['people', 1, 'mail'], 'broken['), 'people[1].mail')
  assert.equal(pickedPath([{ mail: 'a' }], '$', 'identity.email', [0, 'mail']), 'mail')
})

test('text in quotes is fixed, a place is not', () => {
  assert.equal(fixedText('"Form \\"Sent\\""'), 'Form "Sent"')
  assert.equal(fixedText('event'), null)
  assert.equal(fixedText('"broken'), null)
})

test('what says who somebody is, is proposed as personal', () => {
  const field = (name: string, sample: string | null) => ({ name, sample, type: 'text' as const, events: 1 })
  for (const one of [field('email', null), field('contact_phone', '1'), field('who', 'a@b.example')])
    assert.ok(isPersonal(one), one.name)
  for (const one of [field('plan', 'team'), field('ship', 'x'), field('emailed', null)])
    assert.ok(!isPersonal(one), one.name)
})

test('an address holds a tab and what it shows, and nothing else', () => {
  assert.deepEqual(parseEventSearch({ tab: 'live', x: '1' }), {})
  assert.deepEqual(parseEventSearch({ tab: 'webhooks', hook: 'h', counts: 'no' }), {
    tab: 'webhooks',
    hook: 'h',
  })
  assert.deepEqual(parseEventSearch({ tab: 'nonsense', name: '' }), {})
})
