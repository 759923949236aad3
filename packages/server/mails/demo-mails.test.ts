import assert from 'node:assert/strict'
import { test } from 'node:test'
import { standardCatalogue } from '@baton/engine'
import { checkLetter, letterSchema, renderLetter, sampleContext } from '@baton/letters'
import { DEMO_MAILS } from '@baton/simulator'

const names = (fields: readonly { readonly name: string }[]) => fields.map(({ name }) => name)
const known = { leadFields: names(standardCatalogue.lead), companyFields: names(standardCatalogue.company) }

test('nothing keeps the mails of the demo company from being sent', () => {
  for (const { id, letter } of DEMO_MAILS)
    assert.deepEqual(checkLetter(letterSchema.parse(letter), known), [], id)
})

test('they read well for whom nothing is known', () => {
  for (const { id, letter } of DEMO_MAILS) {
    const { subject, text } = renderLetter(
      letterSchema.parse(letter),
      { ...sampleContext, lead: {}, company: {} },
      { link: (url) => url },
    )
    assert.doesNotMatch(`${subject}\n${text}`, /\{\{|undefined|null| {2}|\s[,.]/, id)
    assert.match(text, /Hello there,/, id)
  }
})
