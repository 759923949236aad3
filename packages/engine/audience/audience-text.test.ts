import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { standardCatalogue } from '../catalogue/standard-catalogue.ts'
import { agreementOf, shippedAgreement } from '../testing/given.ts'
import { randomAudience } from '../testing/random-audience.ts'
import { audienceDocument, audienceText, readAudience } from './index.ts'

const { meters } = agreementOf(shippedAgreement('northbeam-b2b'))
const context = { catalogue: standardCatalogue, meters, hasFit: true }

test('groups are written one part a line, within each other too', () => {
  const { audience } = readAudience(
    '{ all: [ { score: 20 }, { any: [ { grade: [A, B] }, { did: Demo Requested, within: 7 days } ] } ] }',
    context,
  )
  assert.equal(
    audienceText(audience!),
    [
      'all:',
      '  - { score: 20 }',
      '  - any:',
      '      - { grade: [A, B] }',
      '      - { did: Demo Requested, within: 7 days }',
      '',
    ].join('\n'),
  )
})

test('whatever is written reads back as the same', () => {
  fc.assert(
    fc.property(randomAudience, (document) => {
      const { audience } = readAudience(JSON.stringify(document), context)
      if (!audience) return
      const again = readAudience(audienceText(audience), context)
      assert.ok(again.audience, audienceText(audience))
      assert.deepEqual(audienceDocument(again.audience), audienceDocument(audience))
    }),
    { numRuns: 300 },
  )
})
