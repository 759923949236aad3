import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Form, FormDefinition } from '@baton/protocol'
import { consentTeller, recordConsent, standingConsents, suppress } from '../consents/index.ts'
import type { Mail } from '../platform/mail/post.ts'
import { openSigning, type Signing } from '../platform/signing/open-signing.ts'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { addContentFile } from '../content/index.ts'
import { submissionOf } from './confirm-address.ts'
import { formBySlug } from './form-rows.ts'
import { pageToken } from './guard-post.ts'
import { readPosted } from './posted.ts'
import { readAnswers } from './read-answers.ts'
import { type FormServices, submitForm } from './submit-form.ts'

let server: TestServer
let marketing: TestPerson
let signing: Signing
let services: FormServices
const mails: Mail[] = []

const field = (id: string, maps: string, type: FormDefinition['fields'][number]['type'], more = {}) => ({
  id,
  maps,
  label: id,
  type,
  required: false,
  options: [],
  help: '',
  showWhen: null,
  progressive: false,
  ...more,
})

const definition = (slug: string, more: Partial<FormDefinition> = {}): FormDefinition => ({
  name: slug,
  slug,
  kind: 'content',
  title: 'The handbook',
  intro: '',
  submit: 'Get it',
  fields: [
    field('email', 'lead.email', 'email', { required: true }),
    field('name', 'lead.name', 'text'),
    field('interest', 'answer', 'choice', { options: ['buying', 'reading'] }),
    field('seats', 'answer', 'number', { showWhen: { field: 'interest', is: ['buying'] }, required: true }),
    field('employees', 'company.employees', 'number'),
  ],
  consents: [{ purpose: 'newsletter', text: 'Write to me now and then.', required: false }],
  doubleOptIn: false,
  thanks: { title: 'Thank you', text: '' },
  delivers: null,
  ...more,
})

before(async () => {
  server = await testServer()
  marketing = await signInAs(server.pool, 'marketing')
  signing = openSigning(server.dataDir)
  services = {
    pool: server.pool,
    intake: server.intake,
    signing,
    post: { send: async (mail) => (mails.push(mail), true) },
    mail: true,
    baseUrl: () => 'https://baton.test.example',
    dataDir: server.dataDir,
    tell: await consentTeller(server.pool, server.intake),
  }
})
after(() => server.stop())

async function makeLive(wanted: FormDefinition): Promise<Form> {
  const { headers } = marketing
  const added = await server.ask('POST', '/api/forms', { headers, body: wanted })
  assert.equal(added.status, 200, added.text)
  const { id } = added.json() as Form
  await server.pool.query(`update forms set status = 'live' where id = $1`, [id])
  return (await server.ask('GET', `/api/forms/${id}`, { headers })).json() as Form
}

const inject = (slug: string, fields: Record<string, string>, ip = '203.0.113.1') =>
  server.app.inject({
    method: 'POST',
    url: `/f/${slug}`,
    remoteAddress: ip,
    headers: {
      host: '127.0.0.1',
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0',
    },
    payload: new URLSearchParams(fields).toString(),
  })
const tokenOf = (form: Pick<Form, 'id' | 'version'>, ageMs = 10_000) =>
  pageToken(signing, form, Date.now() - ageMs)
const count = async (sql: string) =>
  Number((await server.pool.query(`select count(*) as n from ${sql}`)).rows[0].n)

/** Past the guard, as the route does it. */
async function submit(slug: string, fields: Record<string, string>) {
  const form = (await formBySlug(server.pool, slug))!
  const posted = readPosted({ ...fields })
  const read = readAnswers(form.definition, posted)
  assert.ok('answers' in read, JSON.stringify(read))
  const { answers } = read
  const submission = { id: uuidV7(), posted, answers, network: 'n', userAgent: '' }
  return await submitForm(services, form, submission, Date.now())
}

test('what somebody sends becomes events of a lead with first touch, and the funnel counts it', async () => {
  const form = await makeLive(definition('handbook'))
  await server.app.inject({
    method: 'POST',
    url: '/f/handbook/seen',
    headers: { host: '127.0.0.1', 'user-agent': 'Mozilla/5.0 (X11) Gecko/1 Firefox/1' },
  })
  await server.app.inject({
    method: 'POST',
    url: '/f/handbook/seen',
    headers: { host: '127.0.0.1', 'user-agent': 'Googlebot/2.1' },
  })
  const page = await server.app.inject({ url: '/f/handbook', headers: { host: '127.0.0.1' } })
  assert.equal(page.statusCode, 200)
  assert.match(String(page.headers['content-security-policy']), /frame-ancestors 'none'/)
  assert.equal(page.headers['set-cookie'], undefined)
  const answer = await inject('handbook', {
    _token: tokenOf(form),
    _visitor: 'browser-000001',
    _url: 'https://shop.example/ebook?utm_source=ads&utm_medium=cpc',
    email: 'Ada@acme.example',
    name: 'Ada',
    interest: 'buying',
    seats: '12',
    employees: '250',
    'consent-0': 'yes',
    owner: 'mallory',
  })
  assert.equal(answer.statusCode, 200, answer.body)
  assert.match(answer.body, /Thank you/)
  const { rows } = await server.pool.query(
    `select l.stage, l.source, l.email, e.trust, e.properties, e.lead, e.company
     from events e join leads l on l.id = e.lead_id where e.name = 'Form Submitted'`,
  )
  assert.deepEqual(
    [rows[0].stage, rows[0].source, rows[0].email, rows[0].trust],
    ['lead', 'ads', 'ada@acme.example', 'public'],
  )
  assert.deepEqual(rows[0].properties, { interest: 'buying', seats: 12, form: 'handbook', kind: 'content' })
  assert.equal(rows[0].lead.owner, undefined)
  assert.equal(rows[0].company.employees, 250)
  const { funnel } = (
    await server.ask('GET', `/api/forms/${form.id}`, { headers: marketing.headers })
  ).json() as Form
  assert.deepEqual([funnel.seen, funnel.submitted, funnel.leads], [1, 1, 1])
  // A tick that anybody can make for anybody waits.
  const consents = await server.pool.query('select status, text, text_version from consents')
  assert.deepEqual(
    [consents.rows[0].status, consents.rows[0].text, consents.rows[0].text_version.length],
    ['pending', 'Write to me now and then.', 12],
  )
})

test('who is asked what follows from what they answered, and each fault has its place', async () => {
  const form = (await formBySlug(server.pool, 'handbook'))!
  const read = (fields: Record<string, string>) => readAnswers(form.definition, readPosted(fields))
  assert.ok('answers' in read({ email: 'a@b.example', interest: 'reading' }))
  assert.deepEqual(read({ email: 'no', interest: 'buying', employees: 'many' }), {
    faults: {
      email: '“no” is not an e-mail address.',
      seats: 'seats is needed.',
      employees: 'This has to be a number.',
    },
  })
  assert.deepEqual(read({ email: 'a@b.example', interest: 'stealing' }), {
    faults: { interest: 'Choose one of the answers.' },
  })
  const wrong = await inject(
    'handbook',
    { _token: tokenOf(form), email: '<script>alert(1)</script>' },
    '198.51.100.9',
  )
  assert.equal(wrong.statusCode, 422)
  assert.ok(!wrong.body.includes('<script>alert'))
})

test('of 10,000 posts of programs at most one in a hundred is taken', async () => {
  const form = await makeLive(definition('target'))
  const before = await count('submissions')
  const read = signing.sign(
    'form',
    { form: form.id, at: Date.now() - 5_000, id: 'replayed' },
    Date.now() + 60_000,
  )
  const kinds: ((index: number) => Record<string, string>)[] = [
    (index) => ({ email: `bot${index}@spam.example` }),
    (index) => ({ email: `bot${index}@spam.example`, _token: 'x.y' }),
    (index) => ({ email: `bot${index}@spam.example`, _token: tokenOf(form, 100) }),
    (index) => ({
      email: `bot${index}@spam.example`,
      _token: tokenOf(form),
      website_url: 'https://spam.example',
    }),
    (index) => ({ email: `bot${index}@spam.example`, _token: read }),
    (index) => ({ email: `bot${index}@spam.example`, _token: tokenOf(form, 25 * 3_600_000) }),
    // A patient one that fetches a page for every post, from few networks.
    (index) => ({ email: `bot${index}@spam.example`, _token: tokenOf(form) }),
  ]
  for (let index = 0; index < 10_000; index += 1)
    await inject('target', kinds[index % kinds.length]!(index), `192.0.2.${index % 250}`)
  const taken = (await count('submissions')) - before
  assert.ok(taken <= 100, `${taken} were taken`)
  assert.ok(taken > 0, 'the guard did not refuse everybody')
})

test('nobody gets more than three mails a day because of forms, however many forms and networks there are', async () => {
  mails.length = 0
  for (let index = 0; index < 100; index += 1) {
    const slug = `bomb-${index}`
    if (index < 5) await makeLive(definition(slug, { doubleOptIn: true }))
    await submit(`bomb-${index % 5}`, { email: index % 2 ? 'victim@home.example' : ' Victim@home.example ' })
  }
  assert.equal(mails.length, 3)
  await suppress(server.pool, signing, 'never@home.example', 'asked for it')
  await submit('bomb-0', { email: 'never@home.example' })
  assert.equal(mails.length, 3)
})

test('opening links changes nothing, pressing the button confirms, delivers and lets what was ticked stand', async () => {
  const pdf = Buffer.from('%PDF-1.4 test')
  const { id: delivers } = await addContentFile(server.pool, server.dataDir, {
    name: 'hand book.pdf',
    bytes: pdf,
    person: null,
  })
  await makeLive(definition('opt-in', { doubleOptIn: true, delivers }))
  mails.length = 0
  const { isAwaited, download } = await submit('opt-in', { email: 'grace@acme.example', 'consent-0': 'yes' })
  assert.deepEqual([isAwaited, download], [true, null])
  const link = /\/f\/confirm\/\S+/.exec(mails[0]!.text)![0]
  for (let index = 0; index < 200; index += 1) {
    const agent =
      index % 2 ? 'Mozilla/5.0 (compatible; Barracuda Sentinel)' : 'Mozilla/5.0 (X11) Gecko Firefox/1'
    await server.app.inject({
      method: index % 3 ? 'GET' : 'HEAD',
      url: link,
      headers: { host: '127.0.0.1', 'user-agent': agent },
    })
  }
  assert.equal(await count(`submissions where status = 'confirmed'`), 0)
  const confirmed = await server.app.inject({ method: 'POST', url: link, headers: { host: '127.0.0.1' } })
  assert.equal(confirmed.statusCode, 200)
  await server.app.inject({ method: 'POST', url: link, headers: { host: '127.0.0.1' } })
  assert.equal(await count(`events where name = 'Email Confirmed' and trust = 'signed'`), 1)
  assert.equal(await count(`consents where status = 'given'`), 1)
  const file =
    /https:\/\/baton\.test\.example(\/d\/[^"]+)/.exec(confirmed.body)?.[1] ??
    /(\/d\/[^"]+)/.exec(confirmed.body)![1]!
  const take = (agent: string, method: 'GET' | 'HEAD' = 'GET') =>
    server.app.inject({ method, url: file, headers: { host: '127.0.0.1', 'user-agent': agent } })
  assert.equal((await take('Mozilla/5.0 (compatible; Barracuda Sentinel)', 'HEAD')).statusCode, 200)
  await take('Slackbot-LinkExpanding 1.0')
  assert.equal(await count(`events where name = 'Content Downloaded'`), 0)
  const got = await take('Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0')
  assert.deepEqual(
    [got.rawPayload.toString(), got.headers['content-type']],
    [pdf.toString(), 'application/pdf'],
  )
  assert.match(String(got.headers['content-disposition']), /^attachment; filename\*=UTF-8''hand%20book\.pdf$/)
  await take('Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0')
  assert.equal(await count(`events where name = 'Content Downloaded' and trust = 'signed'`), 1)
  assert.equal(
    (await server.app.inject({ url: file.replace('.', '.A'), headers: { host: '127.0.0.1' } })).statusCode,
    404,
  )
})

test('a form never lifts a withdrawal; the address itself does, and preferences hold at once', async () => {
  await makeLive(definition('again', { doubleOptIn: true }))
  await submit('again', { email: 'joan@acme.example' })
  const { rows } = await server.pool.query(
    `select lead_id as lead from identities where value = 'joan@acme.example'`,
  )
  const leadId = rows[0].lead as string
  const said = { leadId, purpose: 'newsletter', text: '', source: 'staff', proof: {} }
  await recordConsent(server.pool, { ...said, status: 'withdrawn', trust: 'server' })
  mails.length = 0
  await submit('again', { email: 'joan@acme.example', 'consent-0': 'yes' })
  const standing = async () => (await standingConsents(server.pool, leadId)).get('newsletter')?.status
  assert.equal(await standing(), 'withdrawn')
  const token = signing.sign('preferences', { lead: leadId }, null)
  const ask = (method: 'GET' | 'POST', payload = '') =>
    server.app.inject({
      method,
      url: `/preferences/${token}`,
      headers: { host: '127.0.0.1', 'content-type': 'application/x-www-form-urlencoded' },
      payload,
    })
  assert.equal((await ask('GET')).statusCode, 200)
  assert.equal(await standing(), 'withdrawn')
  await ask('POST', 'want-newsletter=yes&want-product=yes')
  assert.equal(await standing(), 'given')
  await ask('POST', 'none=yes&want-newsletter=yes')
  assert.equal(await standing(), 'withdrawn')
  assert.equal(
    await count(`events e where name like 'Consent %' and trust = 'signed' and lead_id = '${leadId}'`),
    4,
  )
})

test('an answer does not tell who is known, and a plain form of another site takes one more press', async () => {
  const form = await makeLive(definition('quiet'))
  const same = async (email: string, ip: string) =>
    (await inject('quiet', { _token: tokenOf(form), email }, ip)).body
  assert.equal(
    await same('ada@acme.example', '198.51.100.1'),
    await same('nobody@nowhere.example', '203.0.113.200'),
  )
  const before = await count('submissions')
  const asked = await inject('quiet', { email: 'plain@acme.example', name: 'Plain "&<b>' })
  assert.equal(await count('submissions'), before)
  assert.match(asked.body, /Is this right\?/)
  assert.ok(asked.body.includes('Plain &quot;&amp;&lt;b&gt;'))
})

test('a form that cannot be filled in as it is meant does not go live, and says why', async () => {
  const { headers } = marketing
  const wrong = definition('wrong', {
    consents: [{ purpose: 'nothing', text: 'x', required: false }],
    doubleOptIn: true,
  })
  const { id } = (await server.ask('POST', '/api/forms', { headers, body: wrong })).json() as Form
  const answer = await server.ask('PUT', `/api/forms/${id}/status`, { headers, body: { status: 'live' } })
  assert.deepEqual([answer.status, /consents\/0\/purpose/.test(answer.text)], [409, true])
  const taken = await server.ask('POST', '/api/forms', { headers, body: definition('wrong') })
  assert.equal(taken.status, 409)
  const found = await submissionOf(server.pool, 'nothing')
  assert.equal(found, null)
})
