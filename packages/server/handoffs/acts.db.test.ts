import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { Acted, SalesAct } from '@baton/protocol'
import { verifyStates } from '../leads/index.ts'
import { type Answer, eventually, type SalesFloor, salesFloor, type Seller } from './testing/sales-floor.ts'

const DAY = 86_400_000
const NOW = Date.now()

const AGREEMENT = `agreement: acts
meters: { intent: { max: 100 } }
points: { demo: { on: Demo Requested, give: 60, to: intent } }
fit: { points: { size: { where: { company.employees: { from: 50 } }, give: 60 } }, grades: { A: 60, B: 40, C: 20 } }
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested } ] } ] }
handoff:
  clocks: { hot: { first-touch: 60 minutes, decide: 2 days } }
  effort: { attempts: 2, channels: 2, within: 10 days }
  route: [ { to: open } ]
  on-overdue: notify
sql:
  needs: [accepted]
  criteria: { budget: { ask: money, satisfied: { from: 10000 } }, role: { ask: choice, options: [boss, other] } }
  satisfied: 1
recycle:
  bad-timing: { rest: 30 days, keep: 100% }
  unreachable: { rest: 10 days, keep: 50% }
  not-a-fit: { disqualify: true }
`

let floor: SalesFloor
let ada: Seller
let ben: Seller
let boss: Seller
let users = 0

before(async () => {
  floor = await salesFloor(AGREEMENT)
  const team = await floor.team('open', 'claim')
  ada = await floor.seller('Ada Berg', { team })
  ben = await floor.seller('Ben Cole', { team })
  boss = await floor.seller('Cleo Dahl', { team, role: 'manager' })
})
after(() => floor.close())

const demo = (at = Date.now()) => ({ name: 'Demo Requested', occurredAt: at })
const handedOver = (at?: number) => floor.lead(`user-${++users}`, demo(at))

async function done(seller: Seller, lead: string, act: SalesAct): Promise<Acted> {
  const { status, body } = await floor.act(seller, lead, act)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}

async function refused(answer: Promise<Answer<unknown>>, code: string, detail?: RegExp): Promise<void> {
  const { body } = await answer
  assert.equal(body.code, code, JSON.stringify(body))
  if (detail) assert.match(body.detail, detail)
}

async function assertVerified(): Promise<void> {
  assert.deepEqual((await verifyStates(floor.pool)).differences, [])
}

describe('a handoff', () => {
  test('that 64 claim at once has one owner, and everybody else is told who that is', async () => {
    const lead = await handedOver()
    const team = await floor.pool.query<{ id: string }>(`select id from teams where name = 'open'`)
    const sellers = await Promise.all(
      Array.from({ length: 64 }, (_, index) => floor.seller(`Seller ${index}`, { team: team.rows[0]!.id })),
    )
    const answers = await Promise.all(sellers.map((seller) => floor.act(seller, lead, { act: 'claim' })))
    const winner = sellers[answers.findIndex(({ status }) => status === 200)]!
    const losers = answers.filter(({ status }) => status !== 200)
    assert.equal(losers.length, 63)
    for (const { status, body } of losers) {
      assert.deepEqual([status, body.code], [409, 'already_taken'])
      assert.match(body.detail, new RegExp(`^${winner.name} took it .*before you\\.$`))
    }
    const { rows } = await floor.pool.query(
      `select count(*)::int as n from events where lead_id = $1 and name = 'Handoff Assigned'`,
      [lead],
    )
    assert.deepEqual(rows, [{ n: 1 }])
    await floor.pool.query('update people set active = false where id = any($1::uuid[]) and id <> $2', [
      sellers.map(({ id }) => id),
      winner.id,
    ])
  })

  test('is claimed by whoever accepts it, and the answer says where it stands', async () => {
    const lead = await handedOver()
    const acted = await done(ada, lead, { act: 'accept' })
    assert.deepEqual([acted.stage, acted.cycle, acted.owner], ['sal', 1, { id: ada.id, name: ada.name }])
    await refused(floor.act(ada, lead, { act: 'accept' }), 'act_refused')
    await refused(floor.act(ben, lead, { act: 'accept' }), 'already_taken', /Ada Berg took it/)
    await refused(floor.act(ben, lead, { act: 'touch', channel: 'call' }), 'not_found')
  })

  test('of somebody else is decided only by their manager', async () => {
    const lead = await handedOver()
    await done(ada, lead, { act: 'claim' })
    await refused(floor.act(ben, lead, { act: 'reject', reason: 'bad-timing' }), 'not_found')
    const { owner } = await done(boss, lead, { act: 'accept' })
    assert.equal(owner?.id, ada.id)
  })

  test('that is accepted twice with one id is accepted once', async () => {
    const lead = await handedOver()
    const id = randomUUID()
    const [first, second] = [
      await floor.act(ada, lead, { act: 'accept' }, id),
      await floor.act(ada, lead, { act: 'accept' }, id),
    ]
    assert.equal(second.status, 200)
    assert.deepEqual(second.body, first.body)
    const { rows } = await floor.pool.query(
      `select count(*)::int as n from events where lead_id = $1 and name like 'Handoff %'`,
      [lead],
    )
    assert.deepEqual(rows, [{ n: 2 }])
  })

  test('of another cycle than was meant is a conflict', async () => {
    const lead = await handedOver()
    const body = { id: randomUUID(), cycle: 7, act: { act: 'claim' } }
    await refused(floor.send(ada, 'POST', `/api/leads/${lead}/acts`, body), 'conflict')
  })
})

describe('a rejection', () => {
  test('names a reason of the agreement, a clause that is there, a field that is catalogued', async () => {
    const lead = await handedOver()
    await done(ada, lead, { act: 'claim' })
    const reject = (more: object) => floor.act(ada, lead, { act: 'reject', reason: 'bad-timing', ...more })
    await refused(reject({ reason: 'no-fun' }), 'act_refused', /bad-timing, unreachable, not-a-fit/)
    await refused(reject({ clause: 'points.nothing' }), 'invalid_request')
    await refused(reject({ field: 'lead.shoe_size' }), 'invalid_request')
    await refused(reject({ value: 3 }), 'invalid_request')
    const { status, body } = await reject({
      clause: 'points.demo',
      field: 'company.employees',
      value: 12,
      note: 'small',
    })
    assert.deepEqual([status, body.stage, body.owner], [200, 'recycled', null])
    const { rows } = await floor.pool.query(
      `select contested from decisions where lead_id = $1 and to_stage = 'recycled'`,
      [lead],
    )
    assert.deepEqual(rows, [{ contested: { clause: 'points.demo', field: 'company.employees', value: 12 } }])
  })

  test('as unreachable is owed effort first, and the refusal says what is missing', async () => {
    const lead = await handedOver()
    await done(ada, lead, { act: 'claim' })
    const reject = () => floor.act(ada, lead, { act: 'reject', reason: 'unreachable' })
    await refused(reject(), 'act_refused', /2 more attempts and 2 more channels/)
    await done(ada, lead, { act: 'touch', channel: 'call', outcome: 'no-answer' })
    await refused(reject(), 'act_refused', /1 more attempt and 1 more channel/)
    await done(ada, lead, { act: 'touch', channel: 'email', outcome: 'bounced' })
    assert.equal((await reject()).body.stage, 'recycled')
  })

  test('sends to rest, and when that is over the lead comes again, with a packet of its own', async () => {
    const user = `user-${++users}`
    const lead = await floor.lead(user, demo(NOW - 40 * DAY), {
      name: 'Handoff Rejected',
      occurredAt: NOW - 31 * DAY,
      properties: { reason: 'bad-timing' },
    })
    const card = await eventually(async () => (await floor.queue(ada)).open.find((one) => one.lead === lead))
    assert.deepEqual([card.cycle, card.masked, card.name], [2, true, null])
    const { data } = await floor.get<{ data: { cycle: number }[] }>(ada, `/api/leads/${lead}/packets`)
    assert.deepEqual(
      data.map(({ cycle }) => cycle),
      [2, 1],
    )
    assert.equal((await done(ada, lead, { act: 'accept' })).cycle, 2)
  })

  test('that is over leaves its owner looking on, and no more than that, until they claim it again', async () => {
    const user = `user-${++users}`
    await floor.lead(user, demo(NOW - 40 * DAY), {
      name: 'Handoff Assigned',
      occurredAt: NOW - 39 * DAY,
      properties: { to: ada.id },
    })
    const lead = await floor.lead(user, {
      name: 'Handoff Rejected',
      occurredAt: NOW - 31 * DAY,
      properties: { reason: 'bad-timing' },
    })
    await eventually(async () => (await floor.queue(ben)).open.find((one) => one.lead === lead))
    await floor.get(ada, `/api/leads/${lead}`)
    const touch = { act: 'touch', channel: 'call' } as const
    await refused(floor.act(ada, lead, touch), 'act_refused', /not yours any more/)
    await refused(floor.act(ada, lead, { act: 'reject', reason: 'bad-timing' }), 'act_refused')
    await done(ada, lead, { act: 'claim' })
    await done(ada, lead, touch)
  })

  test('that comes to be known late leaves a packet of the pass that it led to, too', async () => {
    const lead = await handedOver(NOW - 40 * DAY)
    await floor.lead(`user-${users}`, { name: 'Page Viewed', occurredAt: NOW - DAY })
    await floor.lead(`user-${users}`, {
      name: 'Handoff Rejected',
      occurredAt: NOW - 35 * DAY,
      properties: { reason: 'bad-timing' },
    })
    const { data } = await floor.get<{ data: { cycle: number }[] }>(boss, `/api/leads/${lead}/packets`)
    assert.deepEqual(
      data.map(({ cycle }) => cycle),
      [2, 1],
    )
    await assertVerified()
  })

  test('that disqualifies is taken back by who had the lead, and by nobody else of the team', async () => {
    const lead = await handedOver()
    await done(ada, lead, { act: 'claim' })
    await refused(floor.act(ada, lead, { act: 'reinstate' }), 'act_refused')
    assert.equal((await done(ada, lead, { act: 'reject', reason: 'not-a-fit' })).stage, 'disqualified')
    await refused(floor.act(ben, lead, { act: 'reinstate' }), 'not_found')
    assert.notEqual((await done(ada, lead, { act: 'reinstate' })).stage, 'disqualified')
  })
})

describe('work with a lead', () => {
  test('answers criteria in their own kind, and qualifies', async () => {
    const lead = await handedOver()
    await done(ada, lead, { act: 'accept' })
    const answer = (criterion: string, value: string | number | boolean | null) =>
      floor.act(ada, lead, { act: 'answer', criterion, value, source: 'call' })
    await refused(answer('budget', 'lots'), 'invalid_request', /a number/)
    await refused(answer('role', 'king'), 'invalid_request', /boss, other/)
    await refused(answer('taste', 1), 'invalid_request', /budget, role/)
    assert.equal((await answer('budget', 12_000)).body.stage, 'sql')
    const { mine } = await floor.queue(ada)
    const card = mine.find((one) => one.lead === lead)!
    assert.deepEqual([card.openCriteria, card.stage], [['role'], 'sql'])
  })

  test('books, moves and holds meetings, and only those that are booked', async () => {
    const lead = await handedOver()
    await done(ada, lead, { act: 'accept' })
    const when = {
      startsAt: new Date(NOW + DAY).toISOString(),
      minutes: 30,
      title: 'Demo',
      place: '',
      invite: false,
    }
    const { meeting } = await done(ada, lead, { act: 'book-meeting', ...when })
    assert.ok(meeting)
    const later = new Date(NOW + 2 * DAY).toISOString()
    await done(ada, lead, { act: 'move-meeting', meeting, ...when, startsAt: later })
    const { mine } = await floor.queue(ada)
    assert.equal(mine.find((one) => one.lead === lead)?.nextMeetingAt, later)
    await refused(floor.act(ada, lead, { act: 'cancel-meeting', meeting: 'another' }), 'act_refused')
    await done(ada, lead, { act: 'hold-meeting', meeting })
    await refused(floor.act(ada, lead, { act: 'cancel-meeting', meeting }), 'act_refused')
  })

  test('opens a deal, changes it, and wins it', async () => {
    const lead = await handedOver()
    await refused(floor.act(boss, lead, { act: 'open-opportunity' }), 'act_refused')
    await done(ada, lead, { act: 'accept' })
    await refused(floor.act(ada, lead, { act: 'win' }), 'act_refused')
    const opened = await done(ada, lead, { act: 'open-opportunity', amount: 5_000, currency: 'EUR' })
    assert.equal(opened.stage, 'opportunity')
    await done(ada, lead, { act: 'change-opportunity', stage: 'proposal', nextStep: null })
    await refused(floor.act(ada, lead, { act: 'change-opportunity', stage: 'limbo' }), 'invalid_request')
    await done(ada, lead, { act: 'send-proposal', kind: 'quote' })
    assert.equal((await done(ada, lead, { act: 'win', amount: 6_000, currency: 'EUR' })).stage, 'customer')
  })

  test('leaves states that equal a fold from scratch, and packets that later events do not change', async () => {
    await assertVerified()
    const lead = await handedOver()
    const packets = () => floor.get<{ data: unknown[] }>(boss, `/api/leads/${lead}/packets`)
    const before = (await packets()).data
    assert.equal(before.length, 1)
    await floor.lead(`user-${users}`, demo(), { name: 'Demo Requested', occurredAt: NOW - DAY })
    assert.deepEqual((await packets()).data, before)
    await assertVerified()
  })
})
