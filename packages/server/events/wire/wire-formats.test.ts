import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readPosthogEvent } from './posthog-event.ts'
import { readBody } from './read-body.ts'
import { type MessageType, type Receiving, readSegmentMessage } from './segment-event.ts'

const RECEIVED = Date.UTC(2026, 10, 22, 12)
const receiving: Receiving = { sender: { sourceId: 's', trust: 'public' }, receivedAt: RECEIVED }

function eventOf(message: Record<string, unknown>, more: Partial<Receiving> = {}, type?: MessageType) {
  const read = readSegmentMessage(message, { ...receiving, ...more }, type)
  assert.ok('event' in read, JSON.stringify(read))
  return read.event
}

function codeOf(message: unknown): string {
  const read = readSegmentMessage(message, receiving)
  return 'event' in read ? 'read' : read.refused.code
}

describe('a Segment message', () => {
  test('track keeps its name and properties', () => {
    const event = eventOf({
      type: 'track',
      userId: 7,
      event: 'Demo Requested',
      properties: { form: 'hero' },
      messageId: 'm',
    })
    assert.deepEqual(
      [event.name, event.properties, event.identity, event.messageId],
      ['Demo Requested', { form: 'hero' }, { userId: '7' }, 'm'],
    )
  })

  test('identify states traits as facts in our spelling', () => {
    const traits = {
      email: 'ada@acme.example',
      firstName: 'Ada',
      jobTitle: 'CTO',
      company: { id: 5, name: 'Acme', employee_count: '200' },
      address: { country: 'DE' },
      list: [1],
    }
    const event = eventOf({ type: 'identify', userId: 'ada', anonymousId: 'b', traits })
    assert.deepEqual(event.lead, {
      country: 'DE',
      email: 'ada@acme.example',
      first_name: 'Ada',
      title: 'CTO',
    })
    assert.deepEqual(event.company, { id: '5', fields: { name: 'Acme', employees: 200 } })
    assert.deepEqual(event.identity, { userId: 'ada', anonymousId: 'b', email: 'ada@acme.example' })
  })

  test('group states facts about the company', () => {
    const event = eventOf({
      type: 'group',
      userId: 'ada',
      groupId: 'g',
      traits: { industry: 'software', employees: 50 },
    })
    assert.deepEqual(
      [event.name, event.company],
      ['Company Identified', { id: 'g', fields: { industry: 'software', employees: 50 } }],
    )
  })

  test('page tells its kind from category or path', () => {
    const of = (more: object) => eventOf({ type: 'page', anonymousId: 'b', ...more }).properties['page_group']
    assert.equal(of({ category: 'Pricing' }), 'pricing')
    assert.equal(of({ properties: { path: '/docs/start' } }), 'docs')
    assert.equal(of({ context: { page: { path: '/' } } }), 'home')
    assert.equal(of({ properties: { path: '/imprint' } }), undefined)
  })

  test('alias takes the previous id for a browser, never for a known user', () => {
    assert.deepEqual(eventOf({ type: 'alias', userId: 'ada', previousId: 'b' }).identity, {
      userId: 'ada',
      anonymousId: 'b',
    })
  })

  test('without a message id gets one of its own', () => {
    assert.match(eventOf({ type: 'track', userId: 'a', event: 'X' }).messageId, /^[0-9a-f-]{36}$/)
  })

  test('keeps no address of the sender', () => {
    const { context } = eventOf({
      type: 'track',
      userId: 'a',
      event: 'X',
      context: { ip: '192.0.2.1', page: { path: '/' } },
    })
    assert.deepEqual(context, { page: { path: '/' } })
  })

  const refusals: [string, unknown, string][] = [
    ['without anybody', { type: 'track', event: 'X' }, 'no_user_anon_id'],
    ['with a null user', { type: 'track', event: 'X', userId: null }, 'no_user_anon_id'],
    ['track without a name', { type: 'track', userId: 'a' }, 'missing_event_name'],
    ['group without its id', { type: 'group', userId: 'a' }, 'no_user_anon_id'],
    ['of an unknown type', { type: 'toString', userId: 'a' }, 'unknown_type'],
    ['that is none', ['x'], 'not_an_object'],
  ]
  for (const [what, message, code] of refusals)
    test(`${what} is refused`, () => assert.equal(codeOf(message), code))
})

describe('time', () => {
  const message = { type: 'track', userId: 'a', event: 'X' }
  const minute = 60_000

  test('is corrected by how wrong the client’s clock was when it sent', () => {
    const wrong = RECEIVED - 3_600_000
    const sent = {
      ...message,
      timestamp: new Date(wrong - minute).toISOString(),
      sentAt: new Date(wrong).toISOString(),
    }
    assert.equal(eventOf(sent).occurredAt, RECEIVED - minute)
    assert.equal(
      eventOf({ ...message, originalTimestamp: wrong - minute }, { sentAt: wrong }).occurredAt,
      RECEIVED - minute,
    )
  })

  test('is kept as given without the time of sending, and in imports', () => {
    const timestamp = new Date(RECEIVED - 5 * minute).toISOString()
    assert.equal(eventOf({ ...message, timestamp }).occurredAt, RECEIVED - 5 * minute)
    assert.equal(
      eventOf({ ...message, timestamp }, { sentAt: RECEIVED - 99, keepTimes: true }).occurredAt,
      RECEIVED - 5 * minute,
    )
  })

  test('is the time of receipt when none is given, and no moment when it makes no sense', () => {
    assert.equal(eventOf(message).occurredAt, RECEIVED)
    assert.ok(Number.isNaN(eventOf({ ...message, timestamp: 'yesterday' }).occurredAt))
  })
})

describe('a PostHog event', () => {
  const of = (sent: Record<string, unknown>) => {
    const read = readPosthogEvent(sent, receiving)
    assert.ok('event' in read)
    return read.event
  }

  test('from a server is of a known user', () => {
    const event = of({
      event: 'Trial Started',
      distinct_id: 'ada',
      uuid: 'u',
      properties: { plan: 'pro', $lib: 'posthog-node' },
    })
    assert.deepEqual(
      [event.name, event.identity, event.properties, event.messageId],
      ['Trial Started', { userId: 'ada' }, { plan: 'pro' }, 'u'],
    )
  })

  test('$pageview of a device is a page of a visitor', () => {
    const event = of({
      event: '$pageview',
      properties: {
        distinct_id: 'd',
        $device_id: 'd',
        $current_url: 'https://acme.example/pricing',
        $pathname: '/pricing',
      },
    })
    assert.deepEqual([event.name, event.identity], ['Page Viewed', { anonymousId: 'd' }])
    assert.deepEqual(event.properties, {
      path: '/pricing',
      url: 'https://acme.example/pricing',
      page_group: 'pricing',
    })
  })

  test('$identify links the device and states facts', () => {
    const event = of({
      event: '$identify',
      distinct_id: 'ada',
      properties: { $anon_distinct_id: 'd' },
      $set: { email: 'ada@acme.example' },
    })
    assert.deepEqual(event.identity, { userId: 'ada', anonymousId: 'd', email: 'ada@acme.example' })
    assert.deepEqual(event.lead, { email: 'ada@acme.example' })
  })
})

describe('a body', () => {
  const json = '{"batch":[]}'
  const bodies: [string, Buffer][] = [
    ['plain', Buffer.from(json)],
    ['gzipped', gzipSync(json)],
    ['in a form', Buffer.from(`data=${encodeURIComponent(json)}`)],
    ['in a form as base64', Buffer.from(`data=${encodeURIComponent(Buffer.from(json).toString('base64'))}`)],
  ]
  for (const [what, body] of bodies)
    test(`is read ${what}`, async () => assert.deepEqual(await readBody(body), { batch: [] }))

  test('that is not JSON is refused', () =>
    assert.rejects(readBody(Buffer.from('{"a":')), { code: 'invalid_json' }))
  test('that is empty is refused', () => assert.rejects(readBody(undefined), { code: 'invalid_json' }))
  test('that unpacks to more than four million bytes is refused', () =>
    assert.rejects(readBody(gzipSync(Buffer.alloc(5_000_000))), { code: 'batch_too_large' }))
})
