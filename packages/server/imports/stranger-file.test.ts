/** A file that nobody here has seen before, imported by writing a mapping alone: other names, semicolons, windows-1252, broken rows. */
import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { columnProblems } from './check-columns.ts'
import { dryRun, type DryRun } from './dry-run.ts'
import { ErrorFile } from './error-file.ts'
import { inspectFile, type FileInspection } from './inspect-file.ts'
import { readMapping } from './read-mapping.ts'
import { readRows } from './read-rows.ts'

const folder = mkdtempSync(join(tmpdir(), 'baton-stranger-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const NOW = Date.UTC(2026, 10, 22)

const FILE = [
  'Kunden-Nr;Firma;Größe;Erstkontakt;Herkunft;Auftrag am;Umsatz;Bemerkung',
  '1001;Müller & Söhne;1.200;03.02.2026;Messe;17.05.2026 14:30;12.500,00;"zwei\nZeilen; mit Trenner"',
  '1002;Bäckerei Übel;12;04.02.2026;Empfehlung;;;',
  '1003;Weiß GmbH;viele;05.02.2026;Messe;;;Größe ist keine Zahl',
  '1004;Kurz',
  ';Ohne Nummer;5;06.02.2026;Messe;;;',
  '1005;Spät AG;80;30.02.2026;Messe;;;diesen Tag gibt es nicht',
  '1006;=Formel GmbH;90;07.02.2026;Sonstiges;;-;Umsatz ist ein Strich',
  '1007;"Anführung "mitten" drin";44;08.02.2026;Messe;;;',
  '',
].join('\r\n')

const MAPPING = `
source: kundenliste
lead: { id: Kunden-Nr }
key: Kunden-Nr
times: { format: dd.MM.yyyy, zone: Europe/Berlin }
numbers: { decimal: ',' }
facts:
  lead.source: { column: Herkunft, values: { Messe: trade-show, Empfehlung: referral } }
  company.name: Firma
  company.employees: Größe
events:
  - event: Contact Requested
    at: Erstkontakt
  - event: Opportunity Won
    at: { column: Auftrag am, format: dd.MM.yyyy HH:mm }
    properties: { amount: Umsatz, currency: { value: EUR } }
`

const windows1252 = (text: string): Buffer => Buffer.from(text, 'latin1')
const { mapping } = readMapping(MAPPING)
assert.ok(mapping)

async function inspected(name: string, bytes: Buffer): Promise<FileInspection> {
  const path = join(folder, name)
  writeFileSync(path, bytes)
  return await inspectFile(
    path,
    mapping!.csv,
    mapping!.columns.map(({ column }) => column),
  )
}

const tried = async (name: string, bytes: Buffer): Promise<DryRun> =>
  await dryRun(mapping, await inspected(name, bytes), NOW)

test('its delimiter and encoding are found out', async () => {
  const file = await inspected('kunden.csv', windows1252(FILE))
  assert.deepEqual([file.delimiter, file.encoding, file.isGzip], [';', 'windows-1252', false])
  assert.deepEqual(columnProblems(mapping, file), [])
})

test('its sound rows are imported, its broken ones named with line, column and reason', async () => {
  const result = await tried('kunden.csv', windows1252(FILE))
  assert.deepEqual(result.events, { 'Contact Requested': 4, 'Opportunity Won': 1 })
  assert.deepEqual(
    result.rejections.map(({ line, column, reason }) => `${line} ${column}: ${reason}`),
    [
      '5 Größe: is not a number with `,` before its decimals',
      '6 : has 2 cells, the file has 8 columns',
      '7 Kunden-Nr: says nothing of who it is about',
      '8 Erstkontakt: names a day or time that does not exist',
    ],
  )
  const [first, won] = result.sample
  assert.deepEqual(first?.company, { fields: { name: 'Müller & Söhne', employees: 1200 } })
  assert.deepEqual(won?.properties, { amount: 12500, currency: 'EUR' })
  assert.equal(new Date(won.occurredAt).toISOString(), '2026-05-17T12:30:00.000Z')
})

test('the same rows in another encoding or packed are the same events', async () => {
  const idsOf = async (name: string, bytes: Buffer): Promise<string[]> => {
    const { sample, events } = await tried(name, bytes)
    return [...sample.map(({ messageId }) => messageId), JSON.stringify(events)]
  }
  const ids = await idsOf('a.csv', windows1252(FILE))
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(FILE, 'utf16le')])
  assert.deepEqual(await idsOf('b.csv', Buffer.from(FILE)), ids)
  assert.deepEqual(await idsOf('c.csv', Buffer.from('\ufeff' + FILE)), ids)
  assert.deepEqual(await idsOf('d.csv', utf16), ids)
  assert.deepEqual(await idsOf('e.csv', Buffer.from(FILE, 'utf16le')), ids)
  assert.deepEqual(await idsOf('f.csv.gz', gzipSync(windows1252(FILE))), ids)
  assert.deepEqual(await idsOf('g.csv', Buffer.from(FILE.replaceAll(';', '\t'))), ids)
})

test('a column that the file lacks is named with its place in the mapping and the nearest one there is', async () => {
  const file = await inspected('h.csv', Buffer.from(FILE.replace('Erstkontakt', 'Erst-Kontakt')))
  assert.deepEqual(
    columnProblems(mapping, file).map(({ line, column, found, remedy }) => [line, column, found, remedy]),
    [[13, 9, '`Erstkontakt`', 'did you mean `Erst-Kontakt`?']],
  )
})

test('a quote that is never closed is refused with its line; what stands before it is imported', async () => {
  const result = await tried(
    'i.csv',
    windows1252(FILE.replace('1007;"Anführung "mitten" drin"', '1007;"Anführung')),
  )
  assert.deepEqual(result.events, { 'Contact Requested': 3, 'Opportunity Won': 1 })
  assert.match(result.rejections.at(-1)!.reason, /opens a quote that is never closed: lines 10 to 1\d/)
})

test('the error file can be mended and imported again: its cells are the original ones, formulas made harmless', async () => {
  const file = await inspected('j.csv', windows1252(FILE))
  const path = join(folder, 'j.errors.csv')
  const errors = new ErrorFile(path, file, false)
  for await (const row of readRows(file, mapping.csv)) {
    if (row.cells[0] === '1006')
      await errors.write(row, { column: 'Umsatz', text: '-', reason: 'for the test' })
  }
  assert.equal(await errors.close(), path)
  const text = readFileSync(path, 'utf8')
  assert.ok(text.includes(`'=Formel GmbH`), text)
  const again = await inspectFile(path, mapping.csv, [])
  const rows = []
  for await (const row of readRows(again, mapping.csv))
    rows.push([row.cell('Firma'), row.cell('Umsatz'), row.cell('Kunden-Nr')])
  assert.deepEqual(rows, [['=Formel GmbH', '-', '1006']])
})

test('nothing is written when nothing was refused', async () => {
  const errors = new ErrorFile(join(folder, 'none.csv'), await inspected('k.csv', windows1252(FILE)), false)
  assert.equal(await errors.close(), null)
})

test('a file without a header line is read by the names that the mapping gives its columns', async () => {
  const { mapping: headless } = readMapping(`
source: x
csv: { header: false, columns: [who, day] }
lead: { email: who }
events: [{ event: Newsletter Subscribed, at: day }]
`)
  const path = join(folder, 'headless.csv')
  writeFileSync(path, 'a@b.example|2026-01-05\nc@d.example|2026-01-06')
  const file = await inspectFile(path, headless!.csv, ['who', 'day'])
  const { events, leads } = await dryRun(headless!, file, NOW)
  assert.deepEqual([file.delimiter, leads, events], ['|', 2, { 'Newsletter Subscribed': 2 }])
})
