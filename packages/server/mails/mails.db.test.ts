import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LetterDocument } from '@baton/letters'
import type { Mail, MailFields, MailPreview, MailSender } from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { ensureSource } from '../sources/index.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureMails } from './ensure-mails.ts'
import { letterOfSend } from './letter-of-send.ts'
import { sendableMail } from './mail-rows.ts'

const AGREEMENT = `agreement: mails
mql: { tiers: [ { id: hot, all: [ { did: Demo Requested } ] } ] }
`
let server: TestServer
let marketing: TestPerson
let viewer: TestPerson
let lead: string

before(async () => {
  // Nobody listens there: what is queued is looked at, and never leaves.
  const nowhere = { url: 'smtp://127.0.0.1:1', from: 'baton@test.example' }
  server = await testServer({ demo: false, name: 'Northbeam' }, undefined, AGREEMENT, nowhere)
  marketing = await signInAs(server.pool, 'marketing')
  viewer = await signInAs(server.pool, 'viewer')
  lead = await leadNamed('Ada <b>Marsh</b> {{ lead.email }}')
})
after(() => server.stop())

async function leadNamed(name: string): Promise<string> {
  const { id: sourceId } = await ensureSource(server.pool, 'crm')
  const email = `${uuidV7()}@millbrook.example`
  const now = Date.now()
  await server.intake.accept([
    {
      sourceId,
      messageId: uuidV7(),
      name: 'Lead Identified',
      occurredAt: now,
      receivedAt: now,
      trust: 'server',
      identity: { email },
      lead: { email, first_name: name },
      properties: {},
    },
  ])
  const { rows } = await server.pool.query<{ id: string }>('select id from leads where email = $1', [email])
  return rows[0]!.id
}

const TEXT = 'Hello {{ lead.first_name | default: "there" }}'

function letter(more: object = {}): LetterDocument {
  return {
    subject: 'First steps',
    preheader: 'Where the hours go',
    lang: 'en',
    blocks: [{ id: 'a', kind: 'text', text: TEXT, align: 'left' }],
    footer: { why: 'Because you asked.', preferences: 'Choose', unsubscribe: 'Unsubscribe' },
    theme: { accent: '#2f5bd7', font: 'sans' },
    ...more,
  }
}

async function as(person: TestPerson, method: string, url: string, body?: unknown) {
  return await server.ask(method, url, { headers: { ...person.headers }, body })
}

async function mailOf(method: string, url: string, body?: unknown): Promise<Mail> {
  const answer = await as(marketing, method, url, body)
  assert.equal(answer.status, 200, answer.text)
  return answer.json() as Mail
}

test('a mail is written in versions, and none of them is ever changed', async () => {
  const added = await mailOf('POST', '/api/mails', { id: 'one', name: 'One', letter: letter() })
  assert.deepEqual([added.version, added.ready, added.problems], [1, true, []])
  const changed = await mailOf('PUT', '/api/mails/one', {
    name: 'One more',
    letter: letter({ subject: 'Second' }),
    version: 1,
  })
  assert.deepEqual([changed.version, changed.name, changed.subject], [2, 'One more', 'Second'])
  assert.deepEqual(
    changed.versions.map(({ version, subject, by }) => [version, subject, by]),
    [
      [2, 'Second', marketing.name],
      [1, 'First steps', marketing.name],
    ],
  )
  const first = await as(marketing, 'GET', '/api/mails/one/versions/1')
  assert.equal((first.json() as { letter: LetterDocument }).letter.subject, 'First steps')
  for (const sql of ['update mail_versions set ready = true', 'delete from mail_versions'])
    await assert.rejects(server.pool.query(sql), /append only/)
  assert.equal((await as(marketing, 'GET', '/api/mails/one/versions/3')).status, 404)
})

test('two who write at once: the second is told who was first', async () => {
  await mailOf('POST', '/api/mails', { id: 'two', name: 'Two', letter: letter() })
  const write = () => as(marketing, 'PUT', '/api/mails/two', { name: 'Two', letter: letter(), version: 1 })
  const answers = await Promise.all([write(), write(), write()])
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409])
  assert.match(answers.find(({ status }) => status === 409)!.text, new RegExp(marketing.name))
  const taken = await as(marketing, 'POST', '/api/mails', { id: 'two', name: 'x', letter: letter() })
  assert.equal(taken.status, 409)
})

test('what must never be followed cannot be kept, and what is unfinished can, but is not sent', async () => {
  const bad = letter({
    blocks: [{ id: 'b', kind: 'button', text: 'x', url: 'javascript:alert(1)', align: 'left' }],
  })
  const refused = await as(marketing, 'POST', '/api/mails', { id: 'bad', name: 'Bad', letter: bad })
  assert.equal(refused.status, 400)
  assert.match(refused.text, /b: The address of the button has to begin with https/)
  const broken = letter({ subject: 'Hello\r\nBcc: x@evil.example' })
  assert.equal(
    (await as(marketing, 'POST', '/api/mails', { id: 'bad', name: 'x', letter: broken })).status,
    400,
  )
  const mail = await mailOf('POST', '/api/mails', {
    id: 'half',
    name: 'Half',
    letter: letter({ subject: '' }),
  })
  assert.equal(mail.ready, false)
  assert.equal(await sendableMail(server.pool, 'half'), null)
  const { version } = await mailOf('PUT', '/api/mails/half', { name: 'Half', letter: letter(), version: 1 })
  assert.deepEqual(await sendableMail(server.pool, 'half'), { version, name: 'Half' })
  await mailOf('PUT', '/api/mails/half/archived', { archived: true })
  assert.equal(await sendableMail(server.pool, 'half'), null)
})

test('a preview is the letter for a lead, in a page that can do nothing', async () => {
  const asked = { letter: letter(), lead, scheme: 'dark' }
  const preview = (await as(marketing, 'POST', '/api/mail-previews', asked)).json() as MailPreview
  assert.match(preview.text, /^Hello Ada <b>Marsh<\/b> \{\{ lead\.email \}\}\n/)
  assert.equal(preview.fromName, 'Northbeam')
  const page = await as(marketing, 'GET', preview.page)
  assert.equal(page.status, 200)
  assert.match(page.text, /Hello Ada &lt;b&gt;Marsh&lt;\/b&gt; \{\{ lead\.email \}\}/)
  assert.match(String(page.headers['content-type']), /^text\/html/)
  const policy = String(page.headers['content-security-policy'])
  assert.match(policy, /default-src 'none'.*frame-ancestors 'self'; sandbox$/)
  assert.doesNotMatch(policy, /script-src|allow-/)
  // Whoever did not ask for it does not get it.
  assert.equal((await as(viewer, 'GET', preview.page)).status, 404)
  assert.equal((await as(marketing, 'GET', '/api/mail-previews/none')).status, 404)
})

test('who may not read of leads sees letters filled with somebody made up', async () => {
  const made = await as(viewer, 'POST', '/api/mail-previews', { letter: letter() })
  assert.match((made.json() as MailPreview).text, /^Hello Ada\n/)
  assert.equal((await as(viewer, 'POST', '/api/mail-previews', { letter: letter(), lead })).status, 404)
  assert.equal((await as(viewer, 'POST', '/api/mail-tests', { letter: letter() })).status, 404)
  const nobody = { letter: letter(), lead: uuidV7() }
  assert.equal((await as(marketing, 'POST', '/api/mail-previews', nobody)).status, 404)
  assert.equal((await as(marketing, 'POST', '/api/mail-previews', { ...nobody, lead: 'x' })).status, 404)
})

test('a test goes to whoever asks for it, and to nobody else', async () => {
  const answer = await as(marketing, 'POST', '/api/mail-tests', { letter: letter(), lead })
  assert.deepEqual(answer.json(), { to: marketing.email })
  const { rows } = await server.pool.query<{ recipient: string; message: Record<string, string> }>(
    "select recipient, message from deliveries where key like 'mail-test:%'",
  )
  assert.deepEqual(
    rows.map(({ recipient, message }) => [recipient, message['subject']]),
    [[marketing.email, 'Test: First steps']],
  )
  assert.match(rows[0]!.message['html']!, /Hello Ada &lt;b&gt;/)
  assert.match(rows[0]!.message['text']!, /^Hello Ada <b>/)
})

test('a send renders the version that it pinned, for its lead', async () => {
  await mailOf('POST', '/api/mails', {
    id: 'pinned',
    name: 'Pinned',
    letter: letter({
      from: { name: '{{ organisation.name }} people' },
      blocks: [
        {
          id: 'a',
          kind: 'text',
          text: `${TEXT} [x](https://a.example/?q={{ lead.first_name }})`,
          align: 'left',
        },
      ],
    }),
  })
  await mailOf('PUT', '/api/mails/pinned', { name: 'Pinned', letter: letter(), version: 1 })
  const letterOf = letterOfSend({ organisation: { name: 'Northbeam' }, from: 'baton@test.example' })
  const send = {
    id: uuidV7(),
    leadId: lead,
    email: 'x@millbrook.example',
    mail: 'pinned',
    mailVersion: 1,
    purpose: 'newsletter',
    from: null,
    program: null,
    enrolment: null,
    step: null,
    tone: null,
    asset: null,
    addresses: {
      unsubscribe: 'https://baton.test.example/u/1',
      preferences: 'https://baton.test.example/preferences/1',
      link: (index: number) => `https://baton.test.example/c/${index}`,
    },
  }
  const client = await server.pool.connect()
  try {
    const rendered = await letterOf(client, send)
    assert.ok('html' in rendered, JSON.stringify(rendered))
    assert.equal(rendered.fromName, 'Northbeam people')
    assert.match(rendered.text, /\(https:\/\/baton\.test\.example\/c\/0\)/)
    assert.ok(rendered.html.includes(send.addresses.unsubscribe))
    assert.deepEqual(rendered.links, [
      {
        index: 0,
        url: 'https://a.example/?q=Ada%20%3Cb%3EMarsh%3C%2Fb%3E%20%7B%7B%20lead.email%20%7D%7D',
        label: 'x',
      },
    ])
    assert.ok('problem' in (await letterOf(client, { ...send, mailVersion: 9 })))
    assert.ok('problem' in (await letterOf(client, { ...send, leadId: uuidV7() })))
  } finally {
    client.release()
  }
})

test('fields come with what they are about, and the postal address stands below every mail', async () => {
  const { fields } = (await as(marketing, 'GET', '/api/mail-fields')).json() as MailFields
  assert.ok(fields.some(({ name, fallback }) => name === 'lead.first_name' && fallback === 'there'))
  const admin = await signInAs(server.pool, 'admin')
  const set = await as(admin, 'PUT', '/api/mail-sender', { address: ' 12 Harbour Street ' })
  const sender = set.json() as MailSender
  assert.deepEqual([sender.from, sender.address], ['baton@test.example', '12 Harbour Street'])
  const preview = (
    await as(marketing, 'POST', '/api/mail-previews', { letter: letter() })
  ).json() as MailPreview
  assert.match(preview.text, /Northbeam\n12 Harbour Street\n/)
})

test('mails to begin with are added once, and what people made of them stays', async () => {
  const given = [{ id: 'given', name: 'Given', letter: { subject: 'One', blocks: [] } }]
  await ensureMails(server.pool, given)
  await mailOf('PUT', '/api/mails/given', { name: 'Mine', letter: letter(), version: 1 })
  await ensureMails(server.pool, given)
  const { name, version } = await mailOf('GET', '/api/mails/given')
  assert.deepEqual([name, version], ['Mine', 2])
})
