import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FormField } from '@baton/protocol'
import {
  changedField,
  definitionOf,
  editedForm,
  moved,
  problemAt,
  shownFields,
  unfinished,
  withField,
  withoutField,
} from './edited-form.ts'
import { startingForm } from './starting-points.ts'

const demo = startingForm('demo', { purposes: [], mail: true, slugs: [] })
const form = editedForm(demo)
const ids = (fields: readonly FormField[]) => fields.map(({ id }) => id)

test('a form that is not changed is the same definition', () => {
  assert.deepEqual(definitionOf(form), demo)
})

test('a field moves one place and stays at the ends', () => {
  assert.deepEqual(ids(moved(form, 'name', -1).fields).slice(0, 2), ['name', 'email'])
  assert.deepEqual(ids(moved(form, 'email', 1).fields).slice(0, 2), ['name', 'email'])
  assert.equal(moved(form, 'email', -1), form)
  assert.equal(moved(form, 'phone', 1), form)
})

test('a new field takes its id from its label, and one that depends on it follows', () => {
  const added = changedField(withField(form, 'k1'), 'k1', { type: 'choice', options: ['a', 'b'] })
  const depending = changedField(withField(added, 'k2'), 'k2', {
    showWhen: { field: 'new-question', is: ['a'] },
  })
  const named = changedField(depending, 'k1', { label: 'Größe: wie viele?' })
  const [choice, other] = named.fields.slice(-2)
  assert.equal(choice!.id, 'gro-e-wie-viele')
  assert.equal(other!.showWhen?.field, choice!.id)
  assert.equal(changedField(named, 'k2', { label: 'Name' }).fields.at(-1)!.id, 'name-2')
})

test('an id under which answers stand is not changed by another label', () => {
  const named = changedField(form, 'company', { label: 'Organisation' })
  assert.equal(named.fields.find(({ key }) => key === 'company')!.id, 'company')
})

test('what fills in the address is an address, required and always asked', () => {
  const [field] = changedField(withField(withoutField(form, 'email'), 'k'), 'k', {
    maps: 'lead.email',
  }).fields.toReversed()
  assert.deepEqual(
    { type: field!.type, required: field!.required, progressive: field!.progressive },
    { type: 'email', required: true, progressive: false },
  )
})

test('what cannot be sent is said where it stands', () => {
  const bad = changedField({ ...form, slug: 'No Such', title: ' ' }, 'name', {
    label: '',
    showWhen: { field: 'reach-by', is: [] },
  })
  assert.deepEqual(
    unfinished(bad).map(({ path }) => path),
    ['slug', 'title', 'fields/1/label', 'fields/1/showWhen'],
  )
  assert.deepEqual(unfinished(form), [])
})

test('a problem stands at its place and not at one that begins alike', () => {
  const problems = [{ path: 'fields/1/showWhen/is', message: 'wrong' }]
  assert.equal(problemAt(problems, 'fields/1/showWhen'), 'wrong')
  assert.equal(problemAt(problems, 'fields/11'), '')
  assert.equal(problemAt([{ path: 'fields/11/type', message: 'wrong' }], 'fields/1'), '')
})

test('a field that depends on an answer is seen once that is given', () => {
  assert.ok(!ids(shownFields(form.fields, {}, false)).includes('phone'))
  assert.ok(ids(shownFields(form.fields, { 'reach-by': 'By telephone' }, false)).includes('phone'))
})

test('the second time the later questions come, and what may be left out goes', () => {
  const ebook = startingForm('ebook', { purposes: [], mail: true, slugs: [] })
  assert.deepEqual(ids(shownFields(ebook.fields, {}, false)), ['email', 'name'])
  assert.deepEqual(ids(shownFields(ebook.fields, {}, true)), ['email', 'name', 'company', 'job-title'])
  assert.ok(!ids(shownFields(form.fields, {}, true)).includes('employees'))
})
