import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { verifyStates } from '../leads/index.ts'
import { signInAs } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'

/** Hands over whoever asks for a demo: in Germany to alpha, elsewhere to beta. */
const ROUTED = `agreement: routed
meters: { intent: { max: 100 } }
points: { demo: { on: Demo Requested, give: 60, to: intent } }
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested } ] } ] }
handoff:
  clocks: { hot: { first-touch: 5 days, decide: 9 days } }
  route: [ { to: team alpha, where: { lead.country: DE } }, { to: team beta } ]
  on-overdue: notify
`
const VICTIMS = 200
const FORGED = 10_000
const BATCH = 100

let server: TestServer
let writeKey: string
const mail = (index: number) => `victim${index}@corp${index % 7}.example`

before(async () => {
  server = await testServer(undefined, undefined, ROUTED)
  const rep = await signInAs(server.pool, 'rep', ['alpha'])
  await signInAs(server.pool, 'rep', ['beta'])
  await server.pool.query(`update teams set assignment = 'claim'`)
  const source = await ensureSource(server.pool, 'website')
  writeKey = source.writeKey
  const { id: sourceId } = await ensureSource(server.pool, 'crm')
  const now = Date.now()
  const told = (index: number, name: string, at: number) => ({
    sourceId,
    messageId: `${name}-${index}`,
    name,
    occurredAt: now - at,
    receivedAt: now,
    trust: 'server' as const,
    identity: { userId: `user-${index}`, email: mail(index) },
    properties: {},
  })
  await server.intake.accept(
    Array.from({ length: VICTIMS }, (_, index) => [
      {
        ...told(index, 'Lead Identified', 7_200_000),
        lead: {
          name: `Victim ${index}`,
          phone: `+49 30 ${1000 + index}`,
          title: 'Head',
          country: 'DE',
          seniority: 'director',
        },
        company: {
          domain: `corp${index % 7}.example`,
          fields: { name: `Corp ${index % 7}`, employees: 400 },
        },
      },
      ...(index % 4 === 0 ? [told(index, 'Demo Requested', 3_600_000)] : []),
    ]).flat(),
  )
  const { rows } = await server.pool.query<{ id: string }>(
    `select id from leads where stage = 'mql' order by id limit 5`,
  )
  for (const { id } of rows)
    await server.ask('POST', `/api/leads/${id}/acts`, {
      headers: rep.headers,
      body: { id: uuidV7(), act: { act: 'claim' } },
    })
})
after(() => server.stop())

let seed = 7
function random(below: number): number {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}
const pick = <Item>(items: readonly Item[]): Item => items[random(items.length)]!

/** What somebody sends who has read the page's source and knows addresses. */
function forged(index: number): Record<string, unknown> {
  const victim = random(VICTIMS)
  const other = random(VICTIMS)
  const lies = {
    email: mail(victim),
    name: 'Mallory',
    phone: '+1 555 0100',
    title: 'Intern',
    country: 'US',
    seniority: 'student',
    owner: 'mallory',
    stage: 'customer',
    score: 1e6,
    id: uuidV7(),
    lead_id: uuidV7(),
    verified: true,
    do_not_contact: false,
    consent: 'granted',
    email_class: 'disposable',
    company: { name: 'Evil', domain: 'evil.example', employees: 1 },
    __proto__: { polluted: true },
    constructor: { prototype: { polluted: true } },
  }
  const common = { messageId: `forged-${index}` }
  return pick([
    () => ({ ...common, type: 'identify', userId: `user-${victim}`, traits: lies }),
    () => ({ ...common, type: 'identify', anonymousId: `browser-${index}`, traits: lies }),
    () => ({
      ...common,
      type: 'identify',
      userId: `user-${victim}`,
      anonymousId: `browser-${other}`,
      traits: { ...lies, email: mail(other) },
    }),
    () => ({ ...common, type: 'identify', userId: `mallory-${random(40)}`, traits: { email: mail(victim) } }),
    () => ({ ...common, type: 'alias', userId: `user-${victim}`, previousId: `user-${other}` }),
    () => ({
      ...common,
      type: 'group',
      userId: `user-${victim}`,
      groupId: 'evil',
      traits: { name: 'Evil', employees: 1, domain: 'evil.example' },
    }),
    () => ({
      ...common,
      type: 'track',
      userId: `user-${victim}`,
      event: pick([
        'Handoff Assigned',
        'Handoff Accepted',
        'Handoff Rejected',
        'Opportunity Won',
        'Opportunity Lost',
        'Prospect Opened',
        'Consent Given',
        'Consent Withdrawn',
        'Disqualified',
        'Email Sent',
      ]),
      properties: { owner: 'mallory', by: 'mallory', purpose: 'newsletter', reason: 'bad-timing' },
    }),
    () => ({
      ...common,
      type: 'track',
      userId: `user-${victim}`,
      event: 'Email Clicked',
      properties: { link: '/x' },
      context: { hit: {} },
    }),
    () => ({
      ...common,
      type: 'track',
      userId: `user-${victim}`,
      event: 'Page Viewed',
      context: { groupId: 'evil', traits: lies },
    }),
  ])()
}

async function standing() {
  const { rows } = await server.pool.query(
    `select l.id, l.name, l.email, l.title, l.company_id, l.own_company_id, l.owner, l.team, l.stage, l.joined_to, l.merged_into,
       l.state::json -> 'lead' as facts, l.state::json -> 'company' as company,
       (select json_agg(i.value order by i.kind, i.value) from identities i where i.lead_id = l.id and i.trust <> 'public') as proven,
       (select count(*)::int from decisions d where d.lead_id = l.id) as decisions
     from leads l where exists (select 1 from identities i where i.lead_id = l.id and i.value like 'victim%') order by l.id`,
  )
  const verified = (facts: Record<string, [unknown, number]>) =>
    Object.fromEntries(Object.entries(facts).filter(([, [, rank]]) => rank > 0))
  return rows.map((row) => ({ ...row, facts: verified(row.facts), company: verified(row.company) }))
}

async function send(batch: readonly unknown[]) {
  return await server.app.inject({
    method: 'POST',
    url: '/v1/batch',
    headers: {
      host: '127.0.0.1',
      'content-type': 'application/json',
      origin: 'https://shop.example',
      'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Firefox/145.0',
    },
    payload: JSON.stringify({ writeKey, batch }),
  })
}

test(`${FORGED} forged public events change no verified field, owner, company, stage or merge`, async () => {
  const before = await standing()
  assert.equal(before.length, VICTIMS)
  assert.ok(before.some(({ owner }) => owner !== null))
  for (let from = 0; from < FORGED; from += BATCH) {
    const answer = await send(Array.from({ length: BATCH }, (_, index) => forged(from + index)))
    assert.equal(answer.statusCode, 200)
  }
  assert.deepEqual(await standing(), before)
  const taken = await server.pool.query(`select 1 from events where message_id like 'forged-%'`)
  assert.ok((taken.rowCount ?? 0) > FORGED / 2, 'most of them are facts of a history, and stored')
  assert.equal(({} as { polluted?: boolean }).polluted, undefined)
  const merged = await server.pool.query(
    `select 1 from merges union all select 1 from leads where merged_into is not null`,
  )
  assert.equal(merged.rowCount, 0)
  assert.deepEqual((await verifyStates(server.pool)).differences, [])
})

test('who is claimed for somebody else is given back when a server says who it is', async () => {
  const { id: sourceId } = await ensureSource(server.pool, 'crm')
  const now = Date.now()
  await server.intake.accept(
    Array.from({ length: 40 }, (_, index) => ({
      sourceId,
      messageId: `real-${index}`,
      name: 'Lead Identified',
      occurredAt: now,
      receivedAt: now,
      trust: 'server' as const,
      identity: { userId: `mallory-${index}`, email: `real${index}@home.example` },
      properties: {},
    })),
  )
  const { rows } = await server.pool.query(
    `select i.value from identities i join identities v on v.lead_id = i.lead_id and v.value like 'victim%'
     where i.value like 'mallory-%'`,
  )
  assert.deepEqual(rows, [])
})

test('an answer does not tell who is known', async () => {
  for (const make of [
    (email: string) => ({ type: 'identify', userId: 'someone', traits: { email } }),
    (email: string) => ({ type: 'identify', userId: email, traits: { email, phone: '+1 555' } }),
    (email: string) => ({ type: 'alias', userId: email, previousId: 'b' }),
    (email: string) => ({ type: 'track', userId: email, event: 'Opportunity Won' }),
  ]) {
    const [known, unknown] = [await send([make(mail(3))]), await send([make('nobody3@corp3.example')])]
    const told = ({ statusCode, headers, body }: typeof known) => {
      const { 'x-request-id': _id, date: _date, ...rest } = headers
      return [statusCode, rest, body]
    }
    assert.deepEqual(told(known), told(unknown))
  }
})
