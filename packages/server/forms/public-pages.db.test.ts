import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  aged,
  definition,
  EMAIL,
  type FormsServer,
  formsServer,
  linkIn,
  NEWS,
  tokenIn,
} from './testing/forms-server.ts'

let server: FormsServer
before(async () => {
  server = await formsServer({ mail: true })
})
after(() => server.stop())

const isKnown = async (email: string) =>
  (await server.pool.query('select 1 from identities where value = $1', [email])).rowCount === 1
const submissions = async (slug: string) =>
  (
    await server.pool.query(
      `select count(*)::int as n from submissions s join forms f on f.id = s.form_id where f.slug = $1`,
      [slug],
    )
  ).rows[0].n as number

describe('what somebody entered is not lost', () => {
  test('when they mend a field at once', async () => {
    const name = { id: 'name', maps: 'lead.name', label: 'Name', type: 'text', required: true }
    await server.live(definition('mend', { fields: [EMAIL, name] }))
    const first = await server.send('mend', { email: 'mend@one.example' })
    assert.equal(first.statusCode, 422)
    const fields = { _token: tokenIn(first.body), email: 'mend@one.example', name: 'Kim' }
    await server.open('POST', '/f/mend', { fields })
    assert.ok(await isKnown('mend@one.example'))
  })

  test('when it is more than can be kept: they are told which part to shorten', async () => {
    const texts = Array.from({ length: 8 }, (_, n) => ({
      id: `t${n}`,
      maps: 'answer',
      label: `T${n}`,
      type: 'long-text',
    }))
    await server.live(definition('long', { fields: [EMAIL, ...texts] }))
    const answers = Object.fromEntries(texts.map(({ id }, n) => [id, 'é'.repeat(2_000 + n)]))
    const sent = await server.send('long', { email: 'long@one.example', ...answers })
    assert.equal(sent.statusCode, 422)
    assert.match(sent.body, /id="e-t7"[^>]*>All answers together are too long/)
    const less = Object.fromEntries(texts.slice(0, 4).map(({ id }) => [id, 'é'.repeat(2_000)]))
    assert.equal((await server.send('long', { email: 'long@one.example', ...less })).statusCode, 200)
  })

  test('nor doubled by pressing twice, and the second answer is the first one', async () => {
    await server.live(definition('twice'))
    const fields = { _token: await server.token('twice'), email: 'twice@one.example' }
    const [first, second] = await Promise.all([
      server.open('POST', '/f/twice', { fields }),
      server.open('POST', '/f/twice', { fields }),
    ])
    assert.equal(first.body, second.body)
    assert.equal((await server.open('POST', '/f/twice', { fields })).body, first.body)
    assert.equal(await submissions('twice'), 1)
    // Going back and sending something else is no second press.
    const other = await server.open('POST', '/f/twice', { fields: { ...fields, email: 'other@one.example' } })
    assert.match(other.body, /Please send it once more/)
  })

  test('when something fails in the middle: sent again, it comes in once', async () => {
    await server.live(definition('fails'))
    const fields = { _token: await server.token('fails'), email: 'fails@one.example' }
    await server.pool.query('alter table submissions rename to submissions_away')
    const failed = await server.open('POST', '/f/fails', { fields })
    await server.pool.query('alter table submissions_away rename to submissions')
    assert.equal(failed.statusCode, 500)
    assert.match(String(failed.headers['content-type']), /^text\/html/)
    assert.match((await server.open('POST', '/f/fails', { fields })).body, /Thanks/)
    const { rows } = await server.pool.query(
      `select count(*)::int as n from events where name = 'Form Submitted' and lead_id = $1`,
      [await server.leadOf('fails@one.example')],
    )
    assert.deepEqual([rows[0].n, await submissions('fails')], [1, 1])
  })
})

describe('where somebody came from', () => {
  const sourceOf = async (email: string) =>
    (await server.pool.query('select source from leads where id = $1', [await server.leadOf(email)])).rows[0]
      .source as string | null

  test('is kept from the hidden fields of a form in plain HTML, through the page that asks for a press', async () => {
    await server.live(definition('utm'))
    const asked = await server.open('POST', '/f/utm', {
      fields: { email: 'utm@one.example', utm_source: 'linkedin', utm_medium: 'cpc', utm_campaign: 'spring' },
    })
    const hidden = [...asked.body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const fields = Object.fromEntries(hidden.map(([, name, value]) => [name!, value!]))
    fields['_token'] = aged(server.signing, fields['_token']!)
    await server.open('POST', '/f/utm', { fields })
    assert.equal(await sourceOf('utm@one.example'), 'linkedin')
  })

  test('is kept from the address of the page, without scripts, and nothing else of it is', async () => {
    const page = await server.open('GET', '/f/utm?utm_source=ads&email=x@y.example&owner=me', {
      headers: { cookie: 'email=x@y.example' },
    })
    assert.match(page.body, /name="utm_source" value="ads"/)
    assert.doesNotMatch(page.body, /x@y|owner/)
    assert.equal(page.headers['set-cookie'], undefined)
  })

  test('and by what click of an advertisement', async () => {
    const fields = { email: 'click@one.example', gclid: 'abc', _url: 'https://shop.example/offer' }
    await server.send('utm', fields)
    assert.equal(await sourceOf('click@one.example'), 'google')
  })
})

describe('programs', () => {
  test('that each come from a network of their own and keep every rule get a hundred an hour through', async () => {
    await server.live(definition('bots'))
    const first = tokenIn((await server.open('GET', '/f/bots')).body)
    for (let n = 0; n < 1_500; n += 25)
      await Promise.all(
        Array.from({ length: 25 }, (_, k) =>
          server.open('POST', '/f/bots', {
            fields: { _token: aged(server.signing, first), email: `bot${n + k}@spam.example` },
          }),
        ),
      )
    assert.equal(await submissions('bots'), 100)
  })

  test('count for nothing where they say what they are', async () => {
    await server.live(definition('crawler', { kind: 'demo' }))
    const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
    await server.send('crawler', { email: 'bot@one.example' }, { headers: { 'user-agent': googlebot } })
    const { rows } = await server.pool.query('select distinct counts from events where lead_id = $1', [
      await server.leadOf('bot@one.example'),
    ])
    assert.deepEqual(rows, [{ counts: false }])
  })

  test('cannot flood a mailbox by spellings of its address', async () => {
    await server.live(definition('flood', { doubleOptIn: true, consents: [NEWS] }))
    const spellings = [
      'kim.roe@gmail.com',
      'Kim.Roe@gmail.com',
      'kimroe+1@gmail.com',
      'k.imroe@googlemail.com',
      'kimro.e+x@gmail.com',
    ]
    for (const email of spellings) await server.send('flood', { email })
    assert.equal((await server.mailsTo('%@g%mail.com')).length, 3)
  })

  test('that open every link change nothing', async () => {
    const delivers = await server.asset()
    await server.live(definition('scan', { delivers, consents: [NEWS] }))
    await server.live(definition('scan-optin', { delivers, doubleOptIn: true, consents: [NEWS] }))
    for (const slug of ['scan', 'scan-optin'])
      await server.send(slug, { email: 'scan@one.example', 'consent-0': 'yes' })
    const texts = (await server.mailsTo('scan@one.example')).map(({ text }) => text).join('\n')
    const urls = [
      linkIn(texts, '/d/'),
      linkIn(texts, '/preferences/'),
      linkIn(texts, '/f/confirm/'),
      '/f/scan',
      '/f/scan/embed',
    ]
    const agents = [
      'Googlebot/2.1',
      'Barracuda Sentinel',
      'curl/8.1',
      'python-requests/2.31',
      'Slackbot-LinkExpanding 1.0',
      'facebookexternalhit/1.1',
      'Mimecast bot',
      'bingbot/2.0',
      'Twitterbot/1.0',
      '',
    ]
    const before = await everything()
    for (let n = 0; n < 1_000; n += 1) {
      const answer = await server.open(n % 2 ? 'GET' : 'HEAD', urls[n % urls.length]!, {
        headers: { 'user-agent': agents[n % agents.length]! },
      })
      assert.equal(answer.statusCode, 200)
    }
    for (const purpose of ['purpose', 'sec-purpose'])
      await server.open('GET', urls[0]!, { headers: { [purpose]: 'prefetch' } })
    assert.equal(await everything(), before)
  })

  test('are answered like people, and known addresses like unknown ones, byte for byte', async () => {
    await server.live(definition('same', { doubleOptIn: true, consents: [NEWS] }))
    const answers = new Set<string>()
    const keep = ({ statusCode, headers, body }: Awaited<ReturnType<FormsServer['open']>>) => {
      const { 'x-request-id': _id, date: _date, ...rest } = headers
      answers.add(JSON.stringify([statusCode, rest, body]))
    }
    await server.api('POST', '/api/suppressions', { email: 'never@one.example', reason: 'complained' })
    for (const email of [
      'mend@one.example',
      'nobody@nowhere.example',
      'never@one.example',
      'kim.roe@gmail.com',
    ])
      keep(await server.send('same', { email, 'consent-0': 'yes' }))
    const { body } = await server.open('GET', '/f/same')
    keep(
      await server.open('POST', '/f/same', { fields: { _token: tokenIn(body), email: 'bot@spam.example' } }),
    )
    keep(await server.send('same', { email: 'bot@spam.example', website_url: 'x' }))
    assert.equal(answers.size, 1)
    assert.equal((await server.mailsTo('never@one.example')).length, 0)
  })

  test('cannot make up how many saw a form', async () => {
    for (let n = 0; n < 200; n += 1) await server.open('POST', '/f/same/seen', { ip: '10.9.9.9' })
    const { rows } = await server.pool.query(
      `select sum(d.seen)::int as n from form_days d join forms f on f.id = d.form_id where f.slug = 'same'`,
    )
    assert.equal(rows[0].n, 30)
  })
})

test('only the page for embedding may be framed, and none leaves anything behind', async () => {
  for (const [url, ancestors] of [
    ['/f/same', "'none'"],
    ['/f/same/embed', '*'],
    ['/f/nothing', "'none'"],
    ['/preferences/x.y', "'none'"],
    ['/d/x.y', "'none'"],
  ]) {
    const { headers } = await server.open('GET', url!)
    const policy = String(headers['content-security-policy'])
    assert.ok(policy.includes(`frame-ancestors ${ancestors}`), `${url}: ${policy}`)
    assert.doesNotMatch(policy, /unsafe|http/)
    assert.deepEqual(
      [headers['cache-control'], headers['referrer-policy'], headers['set-cookie']],
      ['no-store', 'no-referrer', undefined],
    )
    if (ancestors === '*') assert.equal(headers['x-frame-options'], undefined)
  }
})

async function everything(): Promise<string> {
  const { rows } = await server.pool.query(
    `select (select count(*) from events) as events, (select count(*) from consents) as consents,
       (select count(*) from suppressions) as suppressions, (select count(*) from deliveries) as mails,
       (select string_agg(status, ',' order by id) from submissions) as submissions,
       (select coalesce(sum(seen + started + refused), 0) from form_days) as days`,
  )
  return JSON.stringify(rows)
}
