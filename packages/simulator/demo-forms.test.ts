import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DEMO_FORMS } from './demo-forms.ts'
import { plainPdf } from './plain-pdf.ts'

test('the handbook is a PDF whose table says where each of its objects begins', () => {
  const file = Buffer.from(DEMO_FORMS[0]!.file!.bytes).toString('latin1')
  assert.match(file, /^%PDF-1\.4\n/)
  const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)![1])
  assert.ok(file.startsWith('xref\n', table))
  const places = [...file.slice(table).matchAll(/^(\d{10}) 00000 n $/gm)].map(([, place]) => Number(place))
  places.forEach((place, index) =>
    assert.ok(file.startsWith(`${index + 1} 0 obj\n`, place), `object ${index + 1}`),
  )
  for (const [, length, content] of file.matchAll(/<< \/Length (\d+) >>\nstream\n([\s\S]*?)\nendstream/g))
    assert.equal(content!.length, Number(length))
})

test('brackets and backslashes of a text do not end it', () => {
  const file = Buffer.from(plainPdf('t', [{ heading: 'a) (b \\', paragraphs: [] }])).toString('latin1')
  assert.ok(file.includes('(a\\) \\(b \\\\) Tj'))
})

test('what is written in it are letters that its typefaces have', () => {
  for (const { file } of DEMO_FORMS) if (file) assert.ok(file.bytes.every((byte) => byte < 127))
})
