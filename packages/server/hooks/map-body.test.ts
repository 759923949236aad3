import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { describe, test } from 'node:test'
import { type HookMapping, hookMappingSchema, HOOK_PRESETS } from '@baton/protocol'
import fc from 'fast-check'
import type { IncomingEvent } from '../events/index.ts'
import { mapBody } from './map-body.ts'
import { placeReader } from './place-reader.ts'
import { presetMapping } from './presets.ts'
import { proveShown, proveSignature, type Signature, zoomChallenge } from './prove-body.ts'
import { readHookBody } from './read-hook-body.ts'
import { readMapping } from './read-mapping.ts'
import { PRESET_SAMPLES } from './testing/preset-samples.ts'

const NOW = Date.parse('2026-02-01T00:00:00Z')
const RECEIVED = { sourceId: 's', receivedAt: NOW }

function mapped(given: Partial<HookMapping>, body: unknown) {
  const read = readMapping(hookMappingSchema.parse({ name: { is: '"Form Submitted"' }, ...given }))
  assert.ok('mapping' in read, JSON.stringify(read))
  return mapBody(read.mapping, body, RECEIVED)
}

function eventsOf(given: Partial<HookMapping>, body: unknown): readonly IncomingEvent[] {
  return mapped(given, body).flatMap((one) => ('event' in one ? one.event : []))
}

describe('each preset reads the body of its system', () => {
  const EXPECTED = {
    generic: ['Demo Requested', { email: 'gina@generic.example' }, 'g-1', NOW],
    'google-ads': ['Form Submitted', { email: 'greta@google.example' }, 'TeSter-123', NOW],
    meta: ['Form Submitted', { email: 'mia@meta.example' }, '778899', Date.parse('2026-01-15T10:00:00Z')],
    linkedin: ['Form Submitted', { email: 'lina@linkedin.example' }, 'li-1', 1768471200000],
    webinar: ['Webinar Attended', { email: 'zoe@webinar.example' }, 'z-uuid-1', 1768471200000],
    chat: ['Chat Started', { email: 'cem@chat.example' }, 'conv-1', 1768471200000],
    call: [
      'Call Received',
      { externalId: 'phone:+4930123456' },
      'call-1',
      Date.parse('2026-01-15T10:00:00Z'),
    ],
  } as const
  for (const preset of HOOK_PRESETS)
    test(preset, () => {
      const [event, ...more] = eventsOf(presetMapping(preset), PRESET_SAMPLES[preset])
      assert.deepEqual([event!.name, event!.identity, event!.messageId, event!.occurredAt], EXPECTED[preset])
      assert.deepEqual([event!.trust, more.length], ['server', 0])
    })

  test('with the facts that it states', () => {
    const [google] = eventsOf(presetMapping('google-ads'), PRESET_SAMPLES['google-ads'])
    assert.deepEqual(google!.lead, {
      name: 'Greta Ohm',
      phone: '+493012345678',
      title: 'Head of Sales',
      source: 'google-ads',
    })
    assert.deepEqual(google!.company, { fields: { name: 'Ohm Works' } })
    assert.deepEqual(google!.properties, { form: 40000000000, kind: 'product', campaign: 123456 })
    const [call] = eventsOf(presetMapping('call'), PRESET_SAMPLES.call)
    assert.deepEqual([call!.lead?.['phone'], call!.properties], ['+4930123456', { minutes: 4 }])
  })
})

test('each item of a list is an event, and only what begins with $ leads out of it', () => {
  const body = {
    email: 'host@webinar.example',
    webinar: { title: 'Prices', id: 7 },
    attendees: [{ email: 'a@acme.example', minutes: 30 }, { email: 'b@acme.example' }, { name: 'nobody' }],
  }
  const given: Partial<HookMapping> = {
    each: 'attendees',
    name: { is: '"Webinar Attended"', table: {} },
    identity: { email: 'email' },
    properties: { title: '$.webinar.title', minutes: 'minutes' },
    messageId: '$.webinar.id',
  }
  const events = eventsOf(given, body)
  assert.deepEqual(
    events.map(({ identity, properties, messageId }) => [identity.email, properties, messageId]),
    [
      ['a@acme.example', { title: 'Prices', minutes: 30 }, '7#0'],
      ['b@acme.example', { title: 'Prices' }, '7#1'],
      [undefined, { title: 'Prices' }, '7#2'],
    ],
  )
  assert.deepEqual(mapped(given, { attendees: null }), [
    { skipped: 'there is nothing where the list should be' },
  ])
})

test('without an id the body itself is what is absorbed when it comes again', () => {
  const ids = (body: unknown, each: string | null = null) =>
    eventsOf({ each, identity: { email: 'email' } }, body).map(({ messageId }) => messageId)
  assert.deepEqual(ids({ email: 'a@b.example' }), ids({ email: 'a@b.example' }))
  assert.notDeepEqual(ids({ email: 'a@b.example' }), ids({ email: 'c@b.example' }))
  assert.equal(new Set(ids({ l: [{}, {}] }, 'l')).size, 2)
})

test('what the table of names does not have is left out, and no fault', () => {
  const name = { is: 'topic', table: { begun: 'Chat Started' } }
  assert.deepEqual(mapped({ name }, { topic: 'closed' }), [
    { skipped: '“closed” is not in the table of names' },
  ])
  assert.deepEqual(mapped({ name }, { topic: 'toString' }), [
    { skipped: '“toString” is not in the table of names' },
  ])
  assert.equal(eventsOf({ name }, { topic: 'begun' })[0]!.name, 'Chat Started')
  assert.equal(eventsOf({ name: { is: 'event', table: {} } }, { event: 'As It Is' })[0]!.name, 'As It Is')
})

test('times are read in the form that they are said to have, and what is no time is refused later', () => {
  const at = (format: 'iso' | 'seconds' | 'milliseconds', t: unknown) =>
    eventsOf({ occurredAt: { is: 't', format } }, { t })[0]!.occurredAt
  assert.equal(at('iso', '2026-01-15T10:00:00Z'), 1768471200000)
  assert.equal(at('seconds', '1768471200'), 1768471200000)
  assert.equal(at('milliseconds', 1768471200000), 1768471200000)
  for (const [format, value] of [
    ['iso', 5],
    ['seconds', 'soon'],
    ['milliseconds', {}],
    ['seconds', true],
  ] as const)
    assert.ok(Number.isNaN(at(format, value)), String(value))
  assert.equal(at('iso', undefined), NOW)
})

test('numbers that come as text are numbers where the catalogue wants them, and lists are no facts', () => {
  const [event] = eventsOf(
    { lead: { title: 'a', name: 'b' }, company: { employees: 'c', domain: 'd' } },
    { a: ['x'], b: ' Ada ', c: '250', d: 'acme.example' },
  )
  assert.deepEqual(event!.lead, { name: 'Ada' })
  assert.deepEqual(event!.company, { fields: { employees: 250 }, domain: 'acme.example' })
})

test('a telephone names a lead only where nothing else does, and only with its country code', () => {
  const who = (body: object) => eventsOf({ identity: { email: 'email', phone: 'phone' } }, body)[0]!.identity
  assert.deepEqual(who({ phone: '0049 30 123456' }), { externalId: 'phone:+4930123456' })
  assert.deepEqual(who({ phone: '030 123456' }), {})
  assert.deepEqual(who({ phone: '+49 30 123456', email: 'a@b.example' }), { email: 'a@b.example' })
})

test('every place of a mapping that is wrong is told, each with where it stands', () => {
  const read = readMapping(
    hookMappingSchema.parse({
      name: { is: '"Form' },
      identity: { email: 'a..b' },
      lead: { name: 'a[' },
      check: { is: ']', equals: 'x' },
    }),
  )
  assert.deepEqual('problems' in read && read.problems.map(({ path }) => path), [
    'name',
    'identity.email',
    'lead.name',
    'check',
  ])
})

test('of several places the first that is there counts', () => {
  const read = placeReader('a.x | b | "none"') as (body: unknown, item: unknown) => unknown
  const of = (body: unknown) => read(body, body)
  assert.equal(of({ b: 2 }), 2)
  assert.equal(of({ a: { x: '' }, b: 3 }), 3)
  assert.equal(of({ a: { x: 0 }, b: 3 }), 0)
  assert.match(String(placeReader('a | ]')), /character 1/)
})

test('whatever comes, a mapping answers and throws nothing', () => {
  fc.assert(
    fc.property(fc.constantFrom(...HOOK_PRESETS), fc.jsonValue(), (preset, body) => {
      for (const each of [null, '$', 'a'])
        for (const one of mapped({ ...presetMapping(preset), each }, body))
          assert.ok('skipped' in one || one.event.messageId.length > 0)
    }),
    { numRuns: 300 },
  )
})

describe('a body is proven', () => {
  const raw = Buffer.from('{"a":1}')
  const body: Signature = { secret: 'a secret of the test', scheme: 'body', header: 'x-sig' }
  const digest = createHmac('sha256', body.secret).update(raw).digest()
  const hex = digest.toString('hex')
  const refused = (signature: Signature, headers: Record<string, string>, sent = raw, now = NOW) =>
    assert.throws(() => proveSignature(signature, sent, headers, now), { code: 'wrong_signature' })

  test('by a digest of it in hex or base64', () => {
    for (const shown of [hex, `sha256=${hex}`, digest.toString('base64'), hex.toUpperCase()])
      proveSignature(body, raw, { 'x-sig': shown }, NOW)
    for (const shown of [
      '',
      'sha256=',
      hex.slice(2),
      `${hex}00`,
      hex.replace(/./, (digit: string) => (digit === '0' ? '1' : '0')),
    ])
      refused(body, { 'x-sig': shown })
    refused(body, {})
    refused(body, { 'x-sig': hex }, Buffer.from('{"a":2}'))
  })

  test('as Zoom does it, and not when it is old', () => {
    const zoom: Signature = { ...body, scheme: 'zoom' }
    const at = String(NOW / 1_000)
    const shown = `v0=${createHmac('sha256', zoom.secret).update(`v0:${at}:{"a":1}`).digest('hex')}`
    const headers = { 'x-zm-signature': shown, 'x-zm-request-timestamp': at }
    proveSignature(zoom, raw, headers, NOW)
    refused(zoom, headers, raw, NOW + 400_000)
    refused(zoom, { ...headers, 'x-zm-request-timestamp': `${Number(at) + 1}` })
    const asked = { event: 'endpoint.url_validation', payload: { plainToken: 'plain' } }
    assert.deepEqual(zoomChallenge(zoom, asked), {
      plainToken: 'plain',
      encryptedToken: createHmac('sha256', zoom.secret).update('plain').digest('hex'),
    })
    for (const other of [null, 7, 'x', {}, { event: 'endpoint.url_validation' }])
      assert.equal(zoomChallenge(zoom, other), null)
    assert.equal(zoomChallenge(body, asked), null)
  })

  test('by a value that it shows', () => {
    const check = { is: 'google_key', equals: 'the key' }
    proveShown(check, { google_key: 'the key' })
    for (const wrong of [{}, { google_key: 'the keY' }, { google_key: 7 }, null])
      assert.throws(() => proveShown(check, wrong), { code: 'wrong_signature' })
  })
})

test('a form is read as its fields, and JSON in its one field as JSON', () => {
  const form = 'application/x-www-form-urlencoded; charset=utf-8'
  const read = (text: string, type: string | undefined) => readHookBody(Buffer.from(text), type)
  assert.deepEqual(read('a=1&b=x+y&a=2&c=', form), { a: ['1', '2'], b: 'x y', c: '' })
  assert.deepEqual(read(`payload=${encodeURIComponent('{"a":{"b":1}}')}`, form), { a: { b: 1 } })
  assert.deepEqual(read('payload=plain', form), { payload: 'plain' })
  assert.deepEqual(read('{"a":1}', undefined), { a: 1 })
  assert.throws(() => read('a=1', 'application/json'), { code: 'invalid_json' })
  assert.throws(() => read('', undefined), { code: 'invalid_json' })
})
