import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { readAgreement, standardCatalogue } from '@baton/engine'
import { readAudience } from '@baton/engine/audience'
import { CONTENT_KINDS } from '@baton/engine/content'
import { DEMO_CONTENT, DEMO_PERSONAS, DEMO_SEGMENTS } from './demo-content.ts'

const AGREEMENT = join(import.meta.dirname, '..', '..', 'agreements', 'northbeam-b2b.yaml')

test('the library is of kinds that there are, each piece once', () => {
  const kinds: readonly string[] = CONTENT_KINDS
  for (const { kind, title } of DEMO_CONTENT) assert.ok(kinds.includes(String(kind)), String(title))
  for (const field of ['id', 'title', 'url'])
    assert.equal(new Set(DEMO_CONTENT.map((one) => one[field])).size, DEMO_CONTENT.length, field)
})

test('content answers what troubles a persona', () => {
  const pains = new Set<unknown>(DEMO_PERSONAS.flatMap((persona) => persona.pains))
  const answered = new Set(
    DEMO_CONTENT.flatMap((one) => (one['pains'] as readonly string[] | undefined) ?? []),
  )
  assert.ok(answered.size > 0)
  assert.deepEqual(
    [...answered].filter((pain) => !pains.has(pain)),
    [],
  )
})

test("segments can be read under the company's agreement", () => {
  const { agreement } = readAgreement(readFileSync(AGREEMENT, 'utf8'), standardCatalogue)
  const context = { catalogue: standardCatalogue, meters: agreement!.meters, hasFit: true }
  for (const { id, document } of DEMO_SEGMENTS)
    assert.deepEqual(readAudience(document, context).problems, [], id)
})
