import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { standingConsents } from '../consents/index.ts'
import { definition, type FormsServer, formsServer, linkIn, NEWS } from './testing/forms-server.ts'

let server: FormsServer
before(async () => {
  server = await formsServer({ mail: true })
  await server.live(definition('optin', { kind: 'newsletter', doubleOptIn: true, consents: [NEWS] }))
})
after(() => server.stop())

const TICKED = { 'consent-0': 'yes' }

async function standing(email: string, purpose = 'newsletter') {
  return (await standingConsents(server.pool, await server.leadOf(email))).get(purpose)?.status ?? null
}

const confirmLink = async (email: string, nth = 0) =>
  linkIn((await server.mailsTo(email))[nth]!.text, '/f/confirm/')

describe('confirming an address', () => {
  test('lets stand what was ticked, tells it as an event, and proves whose the address is', async () => {
    await server.send('optin', { email: 'a@one.example', _visitor: 'browser-a-1', ...TICKED })
    const url = await confirmLink('a@one.example')
    assert.equal((await server.open('GET', url)).statusCode, 200)
    assert.equal(await standing('a@one.example'), 'pending')
    await Promise.all([server.open('POST', url), server.open('POST', url)])
    assert.equal(await standing('a@one.example'), 'given')
    const { rows } = await server.pool.query(
      'select name, trust from events where lead_id = $1 order by seq',
      [await server.leadOf('a@one.example')],
    )
    assert.deepEqual(
      rows.map(({ name, trust }) => `${name} ${trust}`),
      [
        'Form Submitted public',
        'Newsletter Subscribed public',
        'Email Confirmed signed',
        'Consent Given signed',
      ],
    )
    const { rows: identities } = await server.pool.query(
      `select trust from identities where value = 'a@one.example'`,
    )
    assert.equal(identities[0].trust, 'signed')
  })

  test('works by the second mail when the first was lost', async () => {
    await server.send('optin', { email: 'b@one.example', ...TICKED })
    await server.send('optin', { email: 'b@one.example', ...TICKED })
    await server.open('POST', await confirmLink('b@one.example', 1))
    assert.equal(await standing('b@one.example'), 'given')
  })

  test('lifts what the person took back before, and the post alone does not', async () => {
    await server.send('optin', { email: 'c@one.example', ...TICKED })
    await server.open('POST', await confirmLink('c@one.example'))
    const lead = await server.leadOf('c@one.example')
    await server.api('POST', `/api/leads/${lead}/consents`, {
      purpose: 'newsletter',
      status: 'withdrawn',
      note: 'by telephone',
    })
    await server.send('optin', { email: 'c@one.example', ...TICKED })
    assert.equal(await standing('c@one.example'), 'withdrawn')
    await server.open('POST', await confirmLink('c@one.example', 1))
    assert.equal(await standing('c@one.example'), 'given')
  })

  test('holds after the form got another address', async () => {
    const given = definition('renamed', { doubleOptIn: true, consents: [NEWS] })
    const id = await server.live(given)
    await server.send('renamed', { email: 'd@one.example', ...TICKED })
    await server.api('PUT', `/api/forms/${id}`, { ...given, slug: 'renamed-since' })
    await server.open('POST', await confirmLink('d@one.example'))
    assert.equal(await standing('d@one.example'), 'given')
  })

  test('confirms nobody whose data was erased', async () => {
    await server.send('optin', { email: 'erased@one.example', ...TICKED })
    const url = await confirmLink('erased@one.example')
    const lead = await server.leadOf('erased@one.example')
    const erased = await server.api('POST', `/api/leads/${lead}/erasure`, { reason: 'asked for it' })
    assert.equal(erased.statusCode, 200, erased.body)
    assert.equal((await server.open('POST', url)).statusCode, 404)
    const { rows } = await server.pool.query('select proof::text from consents where lead_id = $1', [lead])
    assert.deepEqual(rows, [{ proof: '{}' }])
    const confirmed = await server.pool.query(
      `select 1 from submissions where lead_id = $1 and status = 'confirmed'`,
      [lead],
    )
    assert.equal(confirmed.rowCount, 0)
  })
})

describe('what is agreed to', () => {
  test('is what stood on the page that was sent, whatever the form says since', async () => {
    const given = definition('drift', { consents: [NEWS, { purpose: 'phone', text: 'Call me.' }] })
    const id = await server.live(given)
    const token = await server.token('drift')
    await server.api('PUT', `/api/forms/${id}`, { ...given, consents: given.consents.toReversed() })
    await server.open('POST', '/f/drift', { fields: { _token: token, email: 'e@one.example', ...TICKED } })
    assert.deepEqual(
      [await standing('e@one.example', 'phone'), await standing('e@one.example')],
      [null, 'pending'],
    )
    const { rows } = await server.pool.query('select text, source from consents where lead_id = $1', [
      await server.leadOf('e@one.example'),
    ])
    assert.deepEqual(rows, [{ text: 'Send me news.', source: 'form drift, version 1' }])
  })

  test('is kept though the purpose is asked for no more', async () => {
    await server.live(definition('gone', { consents: [{ purpose: 'product', text: 'Offers.' }] }))
    const { data } = (await server.api('GET', '/api/purposes')).json() as { data: { id: string }[] }
    const rest = { data: data.filter(({ id }) => id !== 'product') }
    assert.deepEqual((await server.api('PUT', '/api/purposes', rest)).json(), rest)
    const sent = await server.send('gone', { email: 'f@one.example', ...TICKED })
    assert.equal(sent.statusCode, 200, sent.body)
    assert.equal(await standing('f@one.example', 'product'), 'pending')
    await server.api('PUT', '/api/purposes', { data })
  })

  test('is shown in our words where the page of another site asked for it', async () => {
    const asked = await server.open('POST', '/f/optin', { fields: { email: 'g@one.example', ...TICKED } })
    assert.match(asked.body, /name="consent-0"[^>]*checked[\s\S]*Send me news\./)
  })
})

describe('a file', () => {
  test('comes by mail, and counts once it is known that a person took it', async () => {
    const delivers = await server.asset()
    await server.live(definition('file', { delivers, consents: [NEWS] }))
    const thanked = await server.send('file', { email: 'h@one.example' })
    assert.match(thanked.body, /on its way to you by mail/)
    assert.doesNotMatch(thanked.body, /\/d\//)
    const url = linkIn((await server.mailsTo('h@one.example'))[0]!.text, '/d/')
    const gateway = await server.open('GET', url)
    assert.equal(gateway.body, '%PDF-1.4 test')
    // Who comes later, in another browser, is not taken for the one who was there first.
    const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0'
    for (let times = 0; times < 2; times += 1)
      await server.open('GET', url, {
        ip: '10.200.0.1',
        headers: { 'user-agent': firefox, 'accept-language': 'de' },
      })
    const { rows } = await server.pool.query(
      `select e.trust, e.counts, h.has_language from events e join hits h on h.event_id = e.id
       where e.name = 'Content Downloaded' and e.lead_id = $1 order by e.seq`,
      [await server.leadOf('h@one.example')],
    )
    assert.deepEqual(rows, [
      { trust: 'signed', counts: false, has_language: false },
      { trust: 'signed', counts: false, has_language: true },
    ])
  })

  test('is to be had at once where there is no mail, and counts as what anybody can say', async () => {
    const plain = await formsServer({ mail: false })
    try {
      const delivers = await plain.asset()
      const id = await plain.live(definition('file', { delivers }))
      const thanked = await plain.send('file', { email: 'i@one.example' })
      const url = linkIn(thanked.body, '/d/')
      assert.equal((await plain.open('GET', url)).body, '%PDF-1.4 test')
      await plain.open('GET', url)
      const { rows } = await plain.pool.query(
        `select trust, counts from events where name = 'Content Downloaded'`,
      )
      assert.deepEqual(rows, [{ trust: 'public', counts: true }])
      // An address cannot be confirmed without mail, so a form that asks for it does not go live.
      await plain.api('PUT', `/api/forms/${id}/status`, { status: 'closed' })
      await plain.api('PUT', `/api/forms/${id}`, definition('file', { doubleOptIn: true }))
      const refused = await plain.api('PUT', `/api/forms/${id}/status`, { status: 'live' })
      assert.deepEqual([refused.statusCode, /no mail server/.test(refused.body)], [409, true])
    } finally {
      await plain.stop()
    }
  })
})
