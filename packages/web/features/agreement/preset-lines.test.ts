import { readAgreement, standardCatalogue } from '@baton/engine'
import { sayAgreement } from '@baton/words'
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { linesOf } from '../../api/clause-lines.ts'
import { yamlTokens } from './yaml-tokens.ts'

const folder = join(import.meta.dirname, '..', '..', '..', '..', 'agreements')

for (const file of globSync('*.yaml', { cwd: folder })) {
  test(`every sentence of ${file} leads to its lines, and colouring loses nothing of them`, () => {
    const text = readFileSync(join(folder, file), 'utf8')
    const lines = text.split('\n')
    const { agreement, places } = readAgreement(text, standardCatalogue)
    for (const { sentences } of sayAgreement(agreement!)) {
      for (const { clause } of sentences) assert.notEqual(linesOf(clause, places, lines), null, clause)
    }
    for (const line of lines)
      assert.equal(
        yamlTokens(line)
          .map((token) => token.text)
          .join(''),
        line,
      )
  })
}
