/** Short letters for tests, and random ones. */
import fc from 'fast-check'
import type { LetterContext } from '../letter-context.ts'
import { type Block, type LetterDocument, letterSchema } from '../letter-document.ts'
import { sampleContext } from '../sample-context.ts'
import { PAYLOADS } from './payloads.ts'

export function letterOf(blocks: readonly unknown[], more: object = {}): LetterDocument {
  return letterSchema.parse({ subject: 'A subject', preheader: 'A preview', blocks, ...more })
}

export function textLetter(text: string, more: object = {}): LetterDocument {
  return letterOf([{ id: 'a', kind: 'text', text }], more)
}

/** Every value that a lead, its company, or anybody else brings along is this. */
export function contextFilledWith(value: string): LetterContext {
  const all = (of: object) => Object.fromEntries(Object.keys(of).map((name) => [name, value]))
  return {
    ...sampleContext,
    lead: all(sampleContext.lead),
    company: all(sampleContext.company),
    sender: { name: value, email: value, title: value },
    asset: { title: value, teaser: value, url: 'https://northbeam.example/a' },
    organisation: { name: value, address: value },
  }
}

const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(...PAYLOADS),
  fc.constantFrom(
    '{{ lead.first_name | default: "there" }}',
    '{{#if lead.title}}',
    '{{else}}',
    '{{/if}}',
    '{{ asset.url }}',
    '**',
    '*',
    '[a](https://a.example/',
    '[a](https://a.example/{{ lead.title }})',
    ')',
    '\n\n',
    '- ',
    '\\',
  ),
)
const source = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('').slice(0, 2_000))
// eslint-disable-next-line no-control-regex
const lineSource = source.map((text) => text.replace(/[\u0000-\u001f\u007f\u2028\u2029]/g, ' ').slice(0, 100))
const align = fc.constantFrom('left' as const, 'center' as const)
const id = fc.uuid()
const kindOf = <Kind extends Block['kind']>(kind: Kind) => fc.constant(kind)

const plain = fc.oneof(
  fc.record({
    id,
    kind: kindOf('heading'),
    text: lineSource,
    level: fc.constantFrom(1 as const, 2 as const),
    align,
  }),
  fc.record({ id, kind: kindOf('text'), text: source, align }),
  fc.record({ id, kind: kindOf('button'), text: lineSource, url: lineSource, align }),
  fc.record({
    id,
    kind: kindOf('image'),
    url: lineSource,
    alt: lineSource,
    width: fc.integer({ min: 16, max: 600 }),
    link: lineSource,
    align,
  }),
  fc.record({ id, kind: kindOf('divider') }),
  fc.record({
    id,
    kind: kindOf('asset'),
    asset: fc.option(lineSource.map((text) => text.slice(0, 60))),
    button: lineSource,
  }),
  fc.record({ id, kind: kindOf('signature'), closing: lineSource }),
)
const columns = fc.record({
  id,
  kind: kindOf('columns'),
  left: fc.array(plain, { maxLength: 3 }),
  right: fc.array(plain, { maxLength: 3 }),
})

export const anyLetter: fc.Arbitrary<LetterDocument> = fc
  .record({
    subject: lineSource,
    preheader: lineSource,
    blocks: fc.array(fc.oneof({ arbitrary: plain, weight: 5 }, { arbitrary: columns, weight: 1 }), {
      maxLength: 8,
    }),
  })
  .map((letter) => ({
    ...letter,
    lang: 'en',
    footer: { why: 'Because.', preferences: 'Choose', unsubscribe: 'Unsubscribe' },
    theme: { accent: '#2f5bd7', font: 'sans' as const },
  }))

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(...PAYLOADS),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
)

export const anyContext: fc.Arbitrary<LetterContext> = fc
  .record({ first_name: value, title: value, name: value, email: value })
  .map((lead) => ({ ...sampleContext, lead }))
