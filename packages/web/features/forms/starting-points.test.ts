import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formDefinitionSchema, formProblems } from '@baton/protocol'
import { STARTING_POINTS, startingForm } from './starting-points.ts'

const purposes = [
  { id: 'newsletter', name: 'News and articles', about: 'Now and then, by e-mail' },
  { id: 'phone', name: 'Calls', about: '' },
]

for (const start of STARTING_POINTS)
  for (const mail of [true, false])
    test(`${start} can go live as it is, ${mail ? 'with' : 'without'} mail`, () => {
      for (const some of [purposes, purposes.slice(1), []]) {
        const form = startingForm(start, { purposes: some, mail, slugs: [] })
        assert.deepEqual(formDefinitionSchema.parse(form), form)
        assert.deepEqual(formProblems(form, { purposes: some.map(({ id }) => id), assets: [], mail }), [])
      }
    })

test('an address that is taken is not taken again', () => {
  const known = { purposes, mail: true, slugs: ['demo', 'demo-2'] }
  assert.equal(startingForm('demo', known).slug, 'demo-3')
})

test('consent says what for and that it can be taken back', () => {
  const { consents } = startingForm('newsletter', { purposes, mail: true, slugs: [] })
  assert.equal(
    consents[0]!.text,
    'Yes, I agree to news and articles (now and then, by e-mail). I can take this back at any time.',
  )
})
