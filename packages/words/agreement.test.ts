import { readAgreement, standardCatalogue, type Agreement } from '@baton/engine'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { test } from 'node:test'
import { sayAgreement } from './agreement.ts'

const folder = join(import.meta.dirname, '..', '..', 'agreements')

function read(file: string): Agreement {
  const { agreement, problems } = readAgreement(readFileSync(file, 'utf8'), standardCatalogue)
  assert.ok(agreement !== null, JSON.stringify(problems))
  return agreement
}

for (const file of globSync('*.yaml', { cwd: folder })) {
  test(`every clause of ${basename(file)} is said, once, in a whole sentence`, () => {
    const agreement = read(join(folder, file))
    const sentences = sayAgreement(agreement).flatMap((section) => section.sentences)
    const clauses = [
      ...agreement.points.map(({ id }) => id),
      ...agreement.fit.points.map(({ id }) => id),
      ...agreement.disqualify.map(({ id }) => id),
      ...agreement.tiers.map(({ clauseId }) => clauseId),
      ...agreement.sql.criteria.map(({ clauseId }) => clauseId),
    ]
    for (const clause of clauses) {
      assert.equal(sentences.filter((sentence) => sentence.clause === clause).length, 1, clause)
    }
    for (const { text } of sentences) {
      assert.match(text, /^[A-Z0-9].*\.$/)
      assert.doesNotMatch(text, /undefined|null|\[object|NaN| {2}/)
    }
  })
}

test('the demo agreement is said section by section, in the order of the file', () => {
  const sections = sayAgreement(read(join(folder, 'northbeam-b2b.yaml')))
  assert.deepEqual(
    sections.map(({ id }) => id),
    ['meters', 'points', 'fit', 'disqualify', 'mql', 'handoff', 'sql', 'recycle', 'promises'],
  )
})
