import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { LeadEntered } from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { createSecretKey } from '../sources/index.ts'

const AGREEMENT = `agreement: by-hand
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested } ] } ] }
handoff: { clocks: { hot: { first-touch: 5 days, decide: 9 days } } }
`

let server: TestServer
let rep: TestPerson
let other: TestPerson
let marketing: TestPerson

before(async () => {
  server = await testServer(undefined, undefined, AGREEMENT)
  rep = await signInAs(server.pool, 'rep', ['alpha'])
  other = await signInAs(server.pool, 'rep', ['beta'])
  marketing = await signInAs(server.pool, 'marketing')
})
after(() => server.stop())

type Headers = Readonly<Record<string, string>>

async function enter(who: { readonly headers: Headers }, given: object, status = 200): Promise<LeadEntered> {
  const answer = await server.ask('POST', '/api/leads', {
    headers: who.headers,
    body: { id: crypto.randomUUID(), ...given },
  })
  assert.equal(answer.status, status, answer.text)
  return answer.json() as LeadEntered
}

const standing = async (lead: string) =>
  (
    await server.pool.query<{
      stage: string
      owner: string | null
      name: string | null
      title: string | null
    }>('select stage, owner, name, title from leads where id = $1', [lead])
  ).rows[0]!

const eventsOf = async (lead: string) =>
  (
    await server.pool.query<{ name: string; source: string; trust: string; properties: object }>(
      `select e.name, s.name as source, e.trust, e.properties from events e join sources s on s.id = e.source_id
       where e.lead_id = $1 order by e.seq`,
      [lead],
    )
  ).rows

test('a prospect that a rep enters is theirs, as if they had taken it up, and once however often it is sent', async () => {
  const given = {
    id: crypto.randomUUID(),
    how: 'prospect',
    name: 'Paula Prospect',
    email: 'paula@prospect.example',
    company: 'Prospect Ltd',
    title: 'CFO',
    note: 'met at the fair',
  }
  const entered = await enter(rep, given)
  assert.deepEqual([entered.known, entered.inReach, entered.owner?.id], [false, true, rep.id])
  assert.deepEqual(await standing(entered.lead), {
    stage: 'sal',
    owner: rep.id,
    name: 'Paula Prospect',
    title: 'CFO',
  })
  await enter(rep, given)
  assert.deepEqual(await eventsOf(entered.lead), [
    {
      name: 'Lead Identified',
      source: 'baton-hand',
      trust: 'server',
      properties: { note: 'met at the fair', by: rep.id },
    },
    { name: 'Prospect Opened', source: 'baton', trust: 'server', properties: { owner: rep.id, by: rep.id } },
  ])
  const { status } = await server.ask('GET', `/api/leads/${entered.lead}`, { headers: rep.headers })
  assert.equal(status, 200)
})

test('what another rep enters of a known address is used, says so, and changes nothing of who it is or whose', async () => {
  const first = await enter(rep, { how: 'prospect', email: 'taken@prospect.example', name: 'Tia Taken' })
  const second = await enter(other, { how: 'prospect', email: 'TAKEN@prospect.example', name: 'Not Tia' })
  assert.deepEqual(
    [second.lead, second.known, second.inReach, second.owner?.id],
    [first.lead, true, false, rep.id],
  )
  assert.match(second.say, /already; it was used.*had it last/)
  assert.deepEqual(
    [(await standing(first.lead)).name, (await standing(first.lead)).owner],
    ['Tia Taken', rep.id],
  )
})

test('calls, chats and meetings are events of their own; marketing enters prospects for nobody', async () => {
  for (const [how, name] of [
    ['call', 'Call Received'],
    ['chat', 'Chat Started'],
    ['meeting', 'Meeting Requested'],
    ['other', 'Lead Identified'],
  ] as const) {
    const at = '2026-01-05T09:00:00+01:00'
    const { lead } = await enter(marketing, { how, email: `${how}@door.example`, at })
    assert.deepEqual(
      (await eventsOf(lead)).map((event) => event.name),
      [name],
    )
    const { rows } = await server.pool.query('select occurred_at as at from events where lead_id = $1', [
      lead,
    ])
    assert.equal(rows[0].at.toISOString(), '2026-01-05T08:00:00.000Z')
  }
  const { lead } = await enter(marketing, { how: 'prospect', email: 'nobody@door.example' })
  assert.deepEqual([(await standing(lead)).stage, (await standing(lead)).owner], ['lead', null])
})

test('a telephone alone makes a lead, and the address that comes later is of the same', async () => {
  const first = await enter(marketing, { how: 'call', phone: '+49 30 1234567', name: 'Kai Anruf' })
  assert.equal((await standing(first.lead)).stage, 'lead')
  const again = await enter(marketing, { how: 'call', phone: '0049 30 123 45 67' })
  assert.deepEqual([again.lead, again.known], [first.lead, true])
  const later = await enter(marketing, { how: 'call', phone: '+49301234567', email: 'kai@door.example' })
  assert.deepEqual([later.lead, later.known], [first.lead, true])
  const { rows } = await server.pool.query(
    'select kind, value from identities where lead_id = $1 order by kind',
    [first.lead],
  )
  assert.deepEqual(rows, [
    { kind: 'email', value: 'kai@door.example' },
    { kind: 'external', value: 'phone:+49301234567' },
  ])
})

test('what cannot be entered is told what is wrong with it', async () => {
  const refused = async (given: object) =>
    (await enter(marketing, given, 400)) as unknown as { detail: string }
  assert.match(
    (await refused({ how: 'call', phone: '030 1234567' })).detail,
    /phone: found “030 1234567”, expected .*country code/,
  )
  assert.match((await refused({ how: 'call', name: 'Nobody' })).detail, /e-mail address or a telephone/)
  assert.match(
    (await refused({ how: 'call', email: 'a@door.example', at: '2999-01-01T00:00:00Z' })).detail,
    /has been/,
  )
  assert.match((await refused({ how: 'call', email: 'no address' })).detail, /email/)
})

test('a key enters leads as well, and who only looks does not', async () => {
  const key = await createSecretKey(server.pool, 'telephone')
  const headers = { authorization: `Bearer ${key}` }
  const { lead } = await enter({ headers }, { how: 'call', email: 'api@door.example' })
  assert.deepEqual(
    (await eventsOf(lead)).map(({ properties }) => properties),
    [{}],
  )
  await enter(await signInAs(server.pool, 'viewer'), { how: 'call', email: 'api@door.example' }, 404)
})

test('a call is logged on a lead that one reaches, once', async () => {
  const { lead } = await enter(rep, { how: 'prospect', email: 'logged@prospect.example' })
  const log = (who: TestPerson, body: object) =>
    server.ask('POST', `/api/leads/${lead}/inbound`, { headers: who.headers, body })
  const body = { id: uuidV7(), how: 'call', note: 'asked for a price', minutes: 7 }
  assert.equal((await log(other, body)).status, 404)
  for (let times = 0; times < 2; times += 1) assert.equal((await log(rep, body)).status, 200)
  await log(marketing, { id: uuidV7(), how: 'chat' })
  assert.deepEqual(
    (await eventsOf(lead)).slice(2).map(({ name, properties }) => [name, properties]),
    [
      ['Call Received', { minutes: 7, note: 'asked for a price', by: rep.id }],
      ['Chat Started', { by: marketing.id }],
    ],
  )
})
