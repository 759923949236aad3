/** The page about imports says what happens: its example is run, and its tables name every part of the language. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { dryRun } from './dry-run.ts'
import { inspectFile } from './inspect-file.ts'
import { readMapping } from './read-mapping.ts'

const PAGE = readFileSync(
  join(import.meta.dirname, '..', '..', '..', 'docs', 'how-to', 'import-a-file.md'),
  'utf8',
)
const block = (language: string): string => PAGE.split(`\`\`\`${language}\n`)[1]!.split('```')[0]!
const folder = mkdtempSync(join(tmpdir(), 'baton-documented-'))
after(() => rmSync(folder, { recursive: true, force: true }))

test('the example of the page does what the page says', async () => {
  const path = join(folder, 'contacts.csv')
  writeFileSync(path, Buffer.from(block('csv'), 'latin1'))
  const { mapping, problems } = readMapping(block('yaml'))
  assert.deepEqual(problems, [])
  const file = await inspectFile(
    path,
    mapping!.csv,
    mapping!.columns.map(({ column }) => column),
  )
  assert.deepEqual([file.delimiter, file.encoding], [';', 'windows-1252'])
  const { rejected, rejections, events } = await dryRun(mapping!, file, Date.UTC(2026, 10, 22))
  assert.deepEqual(events, { 'Contact Requested': 2, 'Demo Attended': 1, 'Opportunity Won': 1 })
  assert.equal(rejected, 1)
  assert.deepEqual([rejections[0]!.column, rejections[0]!.text], ['Mitarbeiter', 'viele'])
})

test('the additions to the catalogue that the page shows can be read', () => {
  const additions = PAGE.split('```yaml\n')[2]!.split('```')[0]!
  const { mapping, problems } = readMapping(
    `source: x\nlead: { id: a }\nevents: [{ event: Loan Requested, at: b }]\n${additions}`,
  )
  assert.deepEqual(problems, [])
  assert.equal(mapping?.additions.events.length, 2)
})

test('the page names every section and every key of the language', () => {
  for (const source of ['read-mapping.ts', 'read-cells.ts', '../../engine/catalogue/read-catalogue.ts']) {
    const code = readFileSync(join(import.meta.dirname, source), 'utf8')
    const lists = [...code.matchAll(/(?:SECTIONS|[A-Z_]+_KEYS) = \[([^\]]+)\]/g)].map(([, list]) => list!)
    for (const key of lists.join(',').match(/'[a-z]+'/g) ?? []) {
      assert.ok(PAGE.includes(`\`${key.slice(1, -1)}`), `${key} of ${source} is not on the page`)
    }
  }
})
