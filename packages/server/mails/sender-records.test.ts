import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ResolveTxt, senderRecords } from './sender-records.ts'

const failing = (code: string) => Object.assign(new Error(code), { code })

function zone(records: Readonly<Record<string, readonly string[]>>): ResolveTxt {
  return async (name) => {
    const found = records[name]
    if (!found) throw failing('ENOTFOUND')
    return found.map((record) => [record.slice(0, 5), record.slice(5)])
  }
}

const FULL = {
  'northbeam.example': ['some=thing', 'v=spf1 include:mail.example -all'],
  'b1._domainkey.northbeam.example': ['v=DKIM1; k=rsa; p=MIIBIjANBg'],
  '_dmarc.northbeam.example': ['v=DMARC1; p=quarantine'],
}
const SENDER = { domain: 'northbeam.example', selector: 'b1' }

async function statesOf(resolve: ResolveTxt, sender: { domain: string; selector: string | null } = SENDER) {
  const { spf, dkim, dmarc } = await senderRecords(resolve, sender)
  return [spf.state, dkim.state, dmarc.state]
}

test('what is there is found, also in several strings', async () => {
  assert.deepEqual(await statesOf(zone(FULL)), ['found', 'found', 'found'])
})

test('what is missing, empty or there twice is said to be missing', async () => {
  assert.deepEqual(await statesOf(zone({})), ['missing', 'missing', 'missing'])
  const odd = {
    'northbeam.example': ['v=spf1 -all', 'v=spf1 +all'],
    // A key that was taken back.
    'b1._domainkey.northbeam.example': ['v=DKIM1; p='],
    '_dmarc.northbeam.example': ['v=spf1 -all'],
  }
  assert.deepEqual(await statesOf(zone(odd)), ['missing', 'missing', 'missing'])
})

test('without a network nothing is claimed', async () => {
  const offline: ResolveTxt = async () => {
    throw failing('ECONNREFUSED')
  }
  assert.deepEqual(await statesOf(offline), ['unknown', 'unknown', 'unknown'])
  const { spf } = await senderRecords(offline, SENDER)
  assert.match(spf.detail, /northbeam\.example could not be asked \(ECONNREFUSED\)/)
})

test('the key of a mail server that signs by itself is not guessed', async () => {
  assert.deepEqual(await statesOf(zone(FULL), { ...SENDER, selector: null }), ['found', 'unknown', 'found'])
})
