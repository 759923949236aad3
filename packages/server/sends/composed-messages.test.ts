/** Ten thousand messages as they leave, read again by a reader that knows nothing of us. */
import assert from 'node:assert/strict'
import { createVerify, generateKeyPairSync, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import PostalMime from 'postal-mime'
import { letterSchema, type LetterContext, renderLetter, sampleContext } from '@baton/letters'
import { messageComposer } from '../platform/mail/smtp.ts'
import { openSigning } from '../platform/signing/open-signing.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { composeLetter } from './compose-letter.ts'
import { addressesOf } from './send-addresses.ts'
import type { DueSend } from './send-types.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'baton-messages-'))
after(() => rmSync(dataDir, { recursive: true, force: true }))

const FROM = 'news@northbeam.example'
const BASE = 'https://baton.northbeam.example'
const signing = openSigning(dataDir)
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
const facts = fc.record({ first_name: value, last_name: value, title: value, company: value })

async function messageFor(
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

async function readBack(seed: number): Promise<void> {
  const compose = messageComposer({ from: FROM })
  for (const lead of fc.sample(facts, { numRuns: 2_500, seed })) {
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

for (const quarter of [1, 2, 3, 4])
  test(`each is read as it was written, with exactly the headers that it should have (${quarter} of 4)`, () =>
    readBack(quarter))

test('the signature covers both headers of unsubscribing, and breaks with either', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const compose = messageComposer({ from: FROM, dkim: { domain: 'northbeam.example', selector: 'b1', key } })
  for (const lead of fc.sample(facts, { numRuns: 200, seed: 9 })) {
    const raw = (await messageFor(compose, lead)).raw.toString('latin1')
    const signed = /\bh=([^;]+);/.exec(unfolded(raw))![1]!.toLowerCase().replaceAll(/\s/g, '').split(':')
    for (const name of ['from', 'subject', 'list-unsubscribe', 'list-unsubscribe-post'])
      assert.ok(signed.includes(name), name)
    assert.ok(isSigned(raw, publicKey))
    assert.ok(!isSigned(raw.replace('One-Click', 'Two-Click'), publicKey))
    assert.ok(!isSigned(raw.replace('/u/', '/v/'), publicKey))
  }
})

function unfolded(raw: string): string {
  return raw.slice(0, raw.indexOf('\r\n\r\n')).replaceAll(/\r\n(?=[ \t])/g, '')
}

/** The signature over the headers, relaxed (RFC 6376, 3.4.2). */
function isSigned(raw: string, key: Parameters<ReturnType<typeof createVerify>['verify']>[0]): boolean {
  const fields = unfolded(raw)
    .split('\r\n')
    .map(
      (line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1)] as const,
    )
  const relaxed = (value: string) => value.replaceAll(/[ \t]+/g, ' ').trim()
  const dkim = fields.find(([name]) => name === 'dkim-signature')![1]
  const tag = (name: string) => new RegExp(`(?:^|;)\\s*${name}=([^;]*)`).exec(dkim)![1]!
  assert.match(tag('c'), /^relaxed\//)
  const signed = tag('h')
    .toLowerCase()
    .replaceAll(/\s/g, '')
    .split(':')
    .flatMap((name) =>
      fields.filter(([field]) => field === name).map(([, value]) => `${name}:${relaxed(value)}\r\n`),
    )
  const own = `dkim-signature:${relaxed(dkim.replace(/(;\s*b=)[^;]*/, '$1'))}`
  const signature = Buffer.from(tag('b').replaceAll(/\s/g, ''), 'base64')
  return createVerify('sha256')
    .update(signed.join('') + own, 'latin1')
    .verify(key, signature)
}
