import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formProblems } from './form-problems.ts'
import { formDefinitionSchema } from './form-schemas.ts'

const EMAIL = { id: 'email', maps: 'lead.email', label: 'E-mail', type: 'email', required: true }
const SIZE = { id: 'size', maps: 'answer', label: 'Size', type: 'choice', options: ['small', 'large'] }
const KNOWN = { purposes: ['newsletter'], assets: ['file-1'], mail: true }

function problemsOf(more: object, known = KNOWN) {
  const definition = formDefinitionSchema.parse({
    name: 'n',
    slug: 'n',
    kind: 'content',
    title: 't',
    fields: [EMAIL],
    thanks: { title: 'Thanks' },
    ...more,
  })
  return formProblems(definition, known).map(({ path }) => path)
}

test('a form that can be filled in as it is meant has no problems', () => {
  const seats = {
    id: 'seats',
    maps: 'answer',
    label: 'Seats',
    type: 'number',
    showWhen: { field: 'size', is: ['large'] },
  }
  const consents = [{ purpose: 'newsletter', text: 'Yes.' }]
  assert.deepEqual(
    problemsOf({ fields: [EMAIL, SIZE, seats], consents, delivers: 'file-1', doubleOptIn: true }),
    [],
  )
})

const TEXT = { id: 'text', maps: 'answer', label: 'Text', type: 'text' }
const WRONG: readonly (readonly [about: string, more: object, path: string])[] = [
  ['no address', { fields: [SIZE] }, 'fields'],
  ['two fields of one id', { fields: [EMAIL, SIZE, { ...TEXT, id: 'size' }] }, 'fields/2/id'],
  [
    'one fact asked for twice',
    { fields: [EMAIL, { ...TEXT, maps: 'lead.name' }, { ...TEXT, id: 'b', maps: 'lead.name' }] },
    'fields/2/maps',
  ],
  ['a choice of nothing', { fields: [EMAIL, { ...SIZE, options: ['one'] }] }, 'fields/1/options'],
  [
    'a condition on what comes later',
    { fields: [EMAIL, { ...TEXT, showWhen: { field: 'size', is: ['small'] } }, SIZE] },
    'fields/1/showWhen/field',
  ],
  [
    'a condition on no choice',
    { fields: [EMAIL, TEXT, { ...TEXT, id: 'b', showWhen: { field: 'text', is: ['x'] } }] },
    'fields/2/showWhen/field',
  ],
  [
    'a condition on an answer that is none',
    { fields: [EMAIL, SIZE, { ...TEXT, showWhen: { field: 'size', is: ['huge'] } }] },
    'fields/2/showWhen/is',
  ],
  [
    'a required question for the second time',
    { fields: [EMAIL, { ...TEXT, progressive: true, required: true }] },
    'fields/1/required',
  ],
  ['an unknown purpose', { consents: [{ purpose: 'spam', text: 'Yes.' }] }, 'consents/0/purpose'],
  ['a file that is not there', { delivers: 'file-2' }, 'delivers'],
]

for (const [about, more, path] of WRONG)
  test(`${about} is a problem at ${path}`, () =>
    assert.ok(problemsOf(more).includes(path), problemsOf(more).join()))

test('an address cannot be confirmed without mail', () => {
  assert.deepEqual(problemsOf({ doubleOptIn: true }, { ...KNOWN, mail: false }), ['doubleOptIn'])
})
