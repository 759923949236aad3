import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDsn } from './parse-dsn.ts'
import { returnedMessages } from './testing/returned-messages.ts'

test('what comes back is read as what it says, and no reply of anybody is taken for it', () => {
  assert.ok(returnedMessages.length >= 70)
  assert.equal(new Set(returnedMessages.map(({ name }) => name)).size, returnedMessages.length)
  const wrong = returnedMessages
    .map(({ kind, name, raw }) => ({ name, kind, found: parseDsn(raw) }))
    .filter(({ kind, found }) => found.kind !== kind)
    .map(({ name, kind, found }) => `${name}: ${kind}, found ${found.kind} (${found.detail})`)
  assert.deepEqual(wrong, [])
})

test('whom it went to stands in the head alone', () => {
  const [first] = returnedMessages
  const found = parseDsn(first!.raw)
  assert.equal(found.sentTo.length, 1)
  assert.equal(found.recipient, 'ada@acme.example')
  assert.equal(found.status, '5.1.1')
})

test('whatever is sent, however broken, is read without a fault and in no time', () => {
  const raw = returnedMessages[0]!.raw
  for (let end = 0; end < raw.length; end += 7) parseDsn(raw.slice(0, end))
  const nested = Array.from(
    { length: 50 },
    (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
  ).join('')
  for (const odd of [
    '',
    '\n',
    ':::',
    '\0'.repeat(1_000),
    nested,
    `X: ${'a'.repeat(200_000)}`,
    ...['5.1.', 'a', '-', 'a@', ' user'].map(
      (text) => `From: mailer-daemon@x.example\n\n5.1.1 it failed\n${text.repeat(200_000)}`,
    ),
    ...['<', '<!--', '<style>', '<style><', '&lt;'].map(
      (text) => `From: mailer-daemon@x.example\nContent-Type: text/html\n\n${text.repeat(200_000)}`,
    ),
    `Content-Type: text/plain; ${'a'.repeat(200_000)}\n\nx`,
    `To: ${'a'.repeat(200_000)}\n\nx`,
    `Subject: ${'=?utf-8?b?'.repeat(50_000)}\n\nx`,
    `Content-Type: text/plain; charset=nonsense\n\nx`,
  ])
    assert.equal(typeof parseDsn(Buffer.from(odd)).kind, 'string')
})
