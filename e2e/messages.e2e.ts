/** Ten thousand messages as they leave, read again by a reader that knows nothing of us. */
import assert from 'node:assert/strict'
import { createVerify, generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { test } from 'node:test'
import { Worker } from 'node:worker_threads'
import { messageComposer } from '../packages/server/platform/mail/smtp.ts'
import { FROM, leads, messageFor } from './composed-messages.ts'

const WORKER = new URL('./read-back-worker.ts', import.meta.url)

for (const half of [1, 2])
  test(`each is read as it was written, with exactly the headers that it should have (${half} of 2)`, async () => {
    const [code] = await once(new Worker(WORKER, { workerData: { count: 5_000, seed: half } }), 'exit')
    assert.equal(code, 0)
  })

test('the signature covers both headers of unsubscribing, and breaks with either', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  const key = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const compose = messageComposer({ from: FROM, dkim: { domain: 'northbeam.example', selector: 'b1', key } })
  for (const lead of leads(200, 9)) {
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
