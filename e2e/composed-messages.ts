/** Messages as they leave, and a reader that knows nothing of us. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { letterSchema, type LetterContext, renderLetter, sampleContext } from '@baton/letters'
import { messageComposer } from '../packages/server/platform/mail/smtp.ts'
import { signingWith } from '../packages/server/platform/signing/open-signing.ts'
import { uuidV7 } from '../packages/server/platform/uuid-v7.ts'
import { composeLetter } from '../packages/server/sends/compose-letter.ts'
import { addressesOf } from '../packages/server/sends/send-addresses.ts'
import type { DueSend } from '../packages/server/sends/send-types.ts'

export const FROM = 'news@northbeam.example'
const BASE = 'https://baton.northbeam.example'
const signing = signingWith(Buffer.alloc(32, 7))
const letter = letterSchema.parse({
  subject: 'For {{ lead.first_name | default: "you" }}',
  preheader: '{{ lead.title }}',
  from: { name: '{{ lead.last_name | default: "Northbeam" }}' },
  blocks: [
    { id: 'a', kind: 'heading', text: '{{ company.name }}' },
    {
      id: 'b',
      kind: 'text',
      text: 'Hello **{{ lead.first_name | default: "there" }}**, [{{ lead.title }}](https://a.example/{{ lead.title }})',
    },
    {
      id: 'c',
      kind: 'button',
      text: 'Go {{ lead.last_name }}',
      url: 'https://a.example/?q={{ lead.first_name }}',
    },
    { id: 'd', kind: 'asset' },
    { id: 'e', kind: 'signature', closing: 'Regards,' },
  ],
})

const value = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    'a\r\nBcc: x@evil.example',
    '\r\n\r\n<html>',
    '=?utf-8?B?eA==?=',
    '.\r\n.',
    '"; x=y',
    'ä'.repeat(300),
  ),
  fc.constantFrom('{{ lead.email }}', '<script>', '--boundary', 'From x', '\0', ' '),
)

/** As many leads as are asked for, no two of them alike: making values costs more than joining them. */
export function leads(count: number, seed: number): readonly Record<string, string>[] {
  // Prime to each other, so that the first to come twice is far behind the last.
  const [first, last, title, company] = [101, 103, 107, 109].map((size) =>
    fc.sample(value, { numRuns: size, seed: seed * size }),
  )
  const at = (values: readonly string[] | undefined, index: number) => values![index % values!.length]!
  return Array.from({ length: count }, (_, index) => ({
    first_name: at(first, index),
    last_name: at(last, index),
    title: at(title, index),
    company: at(company, index),
  }))
}

export async function messageFor(
  compose: ReturnType<typeof messageComposer>,
  { company, ...lead }: Record<string, string>,
): Promise<{ readonly raw: Buffer; readonly rendered: ReturnType<typeof renderLetter> }> {
  const id = uuidV7()
  const addressed = { id, leadId: uuidV7(), email: 'kim@millbrook.example', purpose: 'newsletter' }
  const addresses = addressesOf(signing, BASE, addressed, randomBytes(12).toString('hex'))
  const context: LetterContext = {
    ...sampleContext,
    lead,
    company: { name: company! },
    links: { unsubscribe: addresses.unsubscribe, preferences: addresses.preferences },
  }
  const rendered = renderLetter(letter, context, { link: (_url, index) => addresses.link(index) })
  const send: DueSend = {
    ...addressed,
    mail: 'first-steps',
    mailVersion: 1,
    from: null,
    program: 'p',
    enrolment: null,
    step: null,
    tone: null,
    asset: null,
    addresses,
  }
  const shown = { ...rendered, fromName: rendered.fromName ?? undefined }
  const from = { address: FROM, bounceDomain: 'bounce.northbeam.example' }
  const composed = composeLetter(signing, from, send, shown, addresses, false)
  return { raw: await compose(composed.letter), rendered }
}

const HEADERS = [
  'from',
  'to',
  'message-id',
  'subject',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
  'feedback-id',
  'date',
  'mime-version',
  'content-type',
].toSorted()

/** Each is read as it was written, with exactly the headers that it should have. */
export async function readBack(count: number, seed: number): Promise<void> {
  const compose = messageComposer({ from: FROM })
  for (const lead of leads(count, seed)) {
    const { raw, rendered } = await messageFor(compose, lead)
    const message = await PostalMime.parse(raw)
    const about = JSON.stringify(lead)
    // What looks like an encoded word is taken apart.
    assert.equal(message.subject ?? '', rendered.subject.replaceAll('=?', '= ?'), about)
    assert.equal(message.from?.address, FROM, about)
    assert.deepEqual(
      message.to?.map(({ address }) => address),
      ['kim@millbrook.example'],
      about,
    )
    assert.equal(message.text?.replaceAll('\r\n', '\n').trim(), rendered.text.trim(), about)
    const html = message.html!.replaceAll('\r\n', '\n').replace(/<a [^>]*mso-hide:all"><\/a>/, '')
    assert.equal(html.trim(), rendered.html.trim(), about)
    assert.deepEqual(message.headers.map(({ key }) => key).toSorted(), HEADERS, about)
    const header = (key: string) => message.headers.find((one) => one.key === key)!.value
    assert.match(
      header('list-unsubscribe'),
      /^<https:\/\/baton\.northbeam\.example\/u\/[\w.-]+>, <mailto:unsub\+[^>\s]+>$/,
    )
    assert.equal(header('list-unsubscribe-post'), 'List-Unsubscribe=One-Click')
    const longest = Math.max(
      ...raw
        .toString('latin1')
        .split('\r\n')
        .map(({ length }) => length),
    )
    assert.ok(longest <= 998, `${longest} ${about}`)
    assert.doesNotMatch(raw.toString('latin1'), /[^\r]\n|\r[^\n]|\0/)
  }
}
