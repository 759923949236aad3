import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { canonicalEvent } from './canonical-event.ts'
import type { IncomingEvent } from './incoming-event.ts'
import { NotPlain } from './plain-json.ts'

const RECEIVED = Date.UTC(2026, 10, 22, 12)

function incoming(more: Partial<IncomingEvent> = {}): IncomingEvent {
  return {
    sourceId: '00000000-0000-7000-8000-000000000001',
    messageId: 'm-1',
    name: 'Demo Requested',
    occurredAt: RECEIVED - 1000,
    receivedAt: RECEIVED,
    trust: 'public',
    identity: { userId: 'u-1' },
    properties: {},
    ...more,
  }
}

const factsOf = (more: Partial<IncomingEvent>) =>
  (canonicalEvent(incoming(more)).lead ?? {}) as Record<string, unknown>

function refusalOf(more: Partial<IncomingEvent>): string {
  try {
    canonicalEvent(incoming(more))
    return 'accepted'
  } catch (error) {
    assert.ok(error instanceof NotPlain, String(error))
    return error.code
  }
}

describe('an event that could not be read back as it was sent is refused', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`)
  const cases: [string, Partial<IncomingEvent>, string][] = [
    ['NUL in a value', { properties: { a: 'x\0y' } }, 'invalid_text'],
    ['NUL in a name', { properties: { 'x\0y': 1 } }, 'invalid_text'],
    ['half a surrogate pair', { properties: { a: '\ud800' } }, 'invalid_text'],
    ['a number beyond double', { properties: { a: JSON.parse('1e400') } }, 'invalid_number'],
    [
      'a whole number beyond 2^53',
      { properties: { a: JSON.parse('12345678901234567890123') } },
      'invalid_number',
    ],
    ['nesting deeper than 32', { properties: deep }, 'too_deep'],
    ['more than 32 KB', { properties: { a: 'ü'.repeat(17_000) } }, 'event_too_large'],
    ['nobody', { identity: {} }, 'no_user_anon_id'],
    [
      'an id that stands for nobody',
      { identity: { userId: 'null', anonymousId: 'undefined' } },
      'no_user_anon_id',
    ],
    ['an id that is too long', { identity: { userId: 'x'.repeat(300) } }, 'invalid_identity'],
    ['no moment', { occurredAt: Number.NaN }, 'invalid_timestamp'],
    ['no name', { name: '  ' }, 'missing_event_name'],
    ['no message id', { messageId: '' }, 'invalid_message_id'],
  ]
  for (const [what, more, code] of cases) test(what, () => assert.equal(refusalOf(more), code))
})

describe('an event', () => {
  test('keeps what is text and numbers as it is', () => {
    const properties = { text: 'Zoë 日本 😀', n: 1.5, zero: -0, list: [1, null, { a: true }], empty: '' }
    assert.deepEqual(canonicalEvent(incoming({ properties })).properties, {
      ...properties,
      zero: 0,
    })
  })

  test('loses names that reach into prototypes', () => {
    const properties = JSON.parse('{"__proto__":{"admin":true},"constructor":1,"a":{"prototype":2,"b":3}}')
    assert.deepEqual(canonicalEvent(incoming({ properties })).properties, { a: { b: 3 } })
  })

  test('does not happen after it was received', () => {
    assert.equal(canonicalEvent(incoming({ occurredAt: RECEIVED + 86_400_000 })).occurredAt, RECEIVED)
  })
})

describe('an e-mail address', () => {
  test('of a company states its class and names the company by its registrable domain', () => {
    const event = canonicalEvent(incoming({ identity: { email: 'Ada@Mail.Acme.co.uk' } }))
    assert.deepEqual(event.lead, { email: 'ada@mail.acme.co.uk', email_class: 'business' })
    assert.deepEqual(event.companyKey, { externalId: null, domain: 'acme.co.uk' })
    assert.equal(event.companyNamed, false)
  })

  test('of a free provider names no company', () => {
    const event = canonicalEvent(incoming({ lead: { email: 'ada@gmail.com' } }))
    assert.equal(event.lead?.['email_class'], 'free')
    assert.equal(event.companyKey, null)
  })

  test('made to be thrown away is told apart', () =>
    assert.equal(factsOf({ lead: { email: 'a@mailinator.com' } }).email_class, 'disposable'))
  test('that is none is not kept as one', () =>
    assert.equal(factsOf({ lead: { email: 'call me', title: 'CTO' } }).email, undefined))
})

describe('the first touch', () => {
  const page = (url: string, referrer?: string) => ({ context: { page: { url, referrer } } })
  const cases: [string, Partial<IncomingEvent>, Record<string, unknown>][] = [
    [
      'is the campaign in lower case',
      { context: { campaign: { source: 'Newsletter', medium: 'Email', name: 'Q4' } } },
      { source: 'newsletter', medium: 'email', campaign: 'q4' },
    ],
    [
      'is read from the address',
      page('https://acme.example/pricing?utm_source=Partner&utm_campaign=x'),
      { source: 'partner', campaign: 'x', landing_page: '/pricing' },
    ],
    [
      'is an advertiser by its click id',
      page('https://acme.example/?gclid=abc', 'https://www.google.com/'),
      { source: 'google', medium: 'paid search', landing_page: '/' },
    ],
    [
      'is a search engine',
      page('https://acme.example/', 'https://www.google.co.uk/'),
      { source: 'google', medium: 'organic search', landing_page: '/' },
    ],
    [
      'is a social network',
      page('https://acme.example/', 'https://lnkd.in/abc'),
      { source: 'linkedin', medium: 'social', landing_page: '/' },
    ],
    [
      'is an AI assistant',
      page('https://acme.example/', 'https://gemini.google.com/app'),
      { source: 'gemini', medium: 'ai assistant', landing_page: '/' },
    ],
    [
      'is another site',
      page('https://acme.example/', 'https://blog.partner.example/post'),
      { source: 'blog.partner.example', medium: 'referral', landing_page: '/' },
    ],
    [
      'is nothing when the site refers to itself',
      page('https://www.acme.example/a', 'https://docs.acme.example/b'),
      {},
    ],
    ['is nothing without any sign of it', page('https://acme.example/'), {}],
  ]
  for (const [what, more, expected] of cases) test(what, () => assert.deepEqual(factsOf(more), expected))

  test('gives way to what the sender states', () => {
    assert.equal(
      factsOf({ lead: { source: 'trade fair' }, context: { campaign: { source: 'x' } } }).source,
      'trade fair',
    )
  })
})

test('what is folded is what reading back the stored text yields', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (properties) => {
      let event
      try {
        event = canonicalEvent(incoming({ properties }))
      } catch (error) {
        assert.ok(error instanceof NotPlain)
        return
      }
      const cells = event.copyTail.slice(0, -1).split('\t')
      const stored = cells[7]!.replaceAll(/\\(.)/g, (_, escaped: string) => UNESCAPED[escaped] ?? escaped)
      assert.deepEqual(JSON.parse(stored), event.properties)
    }),
    { numRuns: 2000, seed: 20261122 },
  )
})

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
