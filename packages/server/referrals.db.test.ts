import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { definition, type FormsServer, formsServer, linkIn } from './forms/testing/forms-server.ts'
import { ensureSource } from './sources/index.ts'
import { tellReferrals } from './referrals/index.ts'

let server: FormsServer
/** Told now, whatever the server tells by itself. */
let tell: () => Promise<void>
let sourceId: string
let customer: string

before(async () => {
  server = await formsServer({ mail: true })
  sourceId = (await ensureSource(server.pool, 'baton')).id
  const { pool, intake } = server
  tell = async () => void (await tellReferrals({ pool, intake, sourceId, log: assert.fail }))
  await server.live(definition('introduce'))
  await server.live(definition('confirmed', { doubleOptIn: true }))
  customer = await customerNamed('cara@customer.example')
})
after(() => server.stop())

async function customerNamed(email: string): Promise<string> {
  const common = { sourceId, occurredAt: Date.now(), receivedAt: Date.now(), trust: 'server' as const }
  await server.intake.accept([
    {
      ...common,
      messageId: `${email} 1`,
      name: 'Lead Identified',
      identity: { email },
      properties: {},
      lead: { email },
    },
    { ...common, messageId: `${email} 2`, name: 'Opportunity Won', identity: { email }, properties: {} },
  ])
  return server.leadOf(email)
}

async function passedOn(lead: string): Promise<string> {
  const answer = await server.api('GET', `/api/leads/${lead}/referrals`)
  assert.equal(answer.statusCode, 200, answer.body)
  const { url: passed } = answer.json<{ url: string | null }>()
  assert.ok(passed)
  return new URL(passed).pathname
}

/** What a browser sends that followed the link and filled in the form. */
async function followed(path: string, email: string): Promise<void> {
  const answer = await server.open('GET', path)
  assert.equal(answer.statusCode, 302)
  const location = String(answer.headers.location)
  const page = await server.open('GET', location)
  const hidden = Object.fromEntries(
    [...page.body.matchAll(/name="(utm_\w+|baton_ref)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value,
    ]),
  )
  assert.equal(Object.keys(hidden).length, 4, page.body)
  const [, slug] = /^\/f\/([a-z-]+)\?/.exec(location)!
  await server.send(slug!, { email, ...hidden })
}

const referralsMade = async (lead: string) =>
  Number(
    (
      await server.pool.query<{ n: string }>(
        `select count(*) as n from events where name = 'Referral Made' and lead_id = $1`,
        [lead],
      )
    ).rows[0]!.n,
  )

const formIs = (form: string | null) => server.api('PUT', '/api/referrals/form', { form })

describe('a link that is passed on', () => {
  test('is there once a live form takes those who are brought, and leads to nothing else', async () => {
    const without = await server.api('GET', `/api/leads/${customer}/referrals`)
    assert.equal(without.json<{ url: unknown }>().url, null)
    const refused = await formIs('nowhere')
    assert.equal(refused.statusCode, 400)
    assert.match(refused.body, /no live form .*nowhere/)
    assert.equal((await formIs('introduce')).statusCode, 200)
    const path = await passedOn(customer)
    for (const changed of [path.slice(0, -1), `${path}A`, '/refer/x', path.replace(/.(?=\.)/, 'A')])
      assert.equal((await server.open('GET', changed)).statusCode, 404, changed)
  })

  test('brings a lead whose first touch says so, and who brought them becomes an advocate once', async () => {
    await formIs('introduce')
    await followed(await passedOn(customer), 'nora@brought.example')
    await tell()
    await tell()
    assert.equal(await referralsMade(customer), 1)
    const nora = await server.leadOf('nora@brought.example')
    const { rows } = await server.pool.query(
      `select t.source, t.campaign, l.stage, (select stage from leads where id = $2) as referrer
       from leads l join events e on e.lead_id = l.id join touches t on t.seq = e.seq where l.id = $1`,
      [nora, customer],
    )
    assert.deepEqual(rows, [
      { source: 'referral', campaign: 'customer-referral', stage: 'lead', referrer: 'advocate' },
    ])
    const both = [customer, nora].map(async (lead) =>
      (await server.api('GET', `/api/leads/${lead}/referrals`)).json<{
        by: { referrer: string } | null
        brought: { lead: string }[]
      }>(),
    )
    const [ofCustomer, ofNora] = await Promise.all(both)
    assert.deepEqual([ofCustomer!.by, ofCustomer!.brought.map(({ lead }) => lead)], [null, [nora]])
    assert.deepEqual([ofNora!.by?.referrer, ofNora!.brought], [customer, []])
    const all = (await server.api('GET', '/api/referrals')).json<{
      total: number
      leads: Record<string, unknown>
    }>()
    assert.equal(all.total, 1)
    assert.deepEqual(Object.keys(all.leads).toSorted(), [customer, nora].toSorted())
    // A second form of the same person is no second referral.
    await followed(await passedOn(customer), 'nora@brought.example')
    await tell()
    assert.equal(await referralsMade(customer), 1)
  })

  test('counts for nothing where somebody brings themselves, or the link was made up', async () => {
    await formIs('introduce')
    const own = await customerNamed('otto@customer.example')
    await followed(await passedOn(own), 'otto@customer.example')
    await server.send('introduce', { email: 'mia@brought.example', baton_ref: 'made.up' })
    await tell()
    assert.equal(await referralsMade(own), 0)
    const mia = await server.leadOf('mia@brought.example')
    const answer = await server.api('GET', `/api/leads/${mia}/referrals`)
    assert.equal(answer.json<{ by: unknown }>().by, null)
  })

  test('counts when the address is confirmed, where the form asks for that', async () => {
    await formIs('confirmed')
    const other = await customerNamed('uma@customer.example')
    await followed(await passedOn(other), 'ben@brought.example')
    await tell()
    const [mail] = await server.mailsTo('ben@brought.example')
    await server.open('POST', linkIn(mail!.text, '/f/confirm/'))
    await tell()
    assert.equal(await referralsMade(other), 1)
  })

  test('of somebody who was erased tells nothing of them', async () => {
    await formIs('introduce')
    const gone = await customerNamed('ida@customer.example')
    const path = await passedOn(gone)
    await server.api('POST', `/api/leads/${gone}/erasure`, {})
    await followed(path, 'kai@brought.example')
    await tell()
    assert.equal(await referralsMade(gone), 0)
  })
})
