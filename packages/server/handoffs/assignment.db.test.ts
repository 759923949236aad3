import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { Reassigned, Undone } from '@baton/protocol'
import { verifyStates } from '../leads/index.ts'
import { eventually, type SalesFloor, salesFloor, type Seller } from './testing/sales-floor.ts'

const HOUR = 3_600_000

const AGREEMENT = `agreement: assignment
mql: { tiers: [ { id: hot, clock: hot, all: [ { did: Demo Requested } ] } ] }
handoff:
  clocks: { hot: { first-touch: 60 minutes, decide: 2 days } }
  route: [ { to: emea, where: { company.region: emea } }, { to: rest } ]
  on-overdue: reassign
recycle: { bad-timing: { rest: 30 days, keep: 50% } }
`

let floor: SalesFloor
let ada: Seller
let ben: Seller
let boss: Seller
let teamId: string
let users = 0

before(async () => {
  floor = await salesFloor(AGREEMENT)
  teamId = await floor.team('rest')
  ada = await floor.seller('Ada Berg', { team: teamId })
  ben = await floor.seller('Ben Cole', { team: teamId })
  boss = await floor.seller('Cleo Dahl', { team: teamId, role: 'manager', capacity: 0 })
})
after(() => floor.close())
beforeEach(() => floor.pool.query('delete from absences'))

const handedOver = (at = Date.now(), more: object = {}) =>
  floor.lead(`lead-${++users}`, { name: 'Demo Requested', occurredAt: at, ...more })

async function ownerOf(lead: string): Promise<string | null> {
  const { rows } = await floor.pool.query<{ owner: string | null }>('select owner from leads where id = $1', [
    lead,
  ])
  return rows[0]?.owner ?? null
}

const assigned = (lead: string) => eventually(() => ownerOf(lead))

async function away(seller: Seller, hours: number): Promise<void> {
  await floor.pool.query(
    `insert into absences (id, person_id, starts_at, ends_at) values (gen_random_uuid(), $1, now() - interval '1 hour', now() + make_interval(hours => $2))`,
    [seller.id, hours],
  )
}

async function assertVerified(): Promise<void> {
  assert.deepEqual((await verifyStates(floor.pool)).differences, [])
}

describe('a handoff that nobody has', () => {
  test('is given in turn, and explains itself', async () => {
    const owners = []
    for (let count = 0; count < 4; count += 1) owners.push(await assigned(await handedOver()))
    assert.equal(owners.filter((owner) => owner === ada.id).length, 2)
    assert.equal(owners.filter((owner) => owner === ben.id).length, 2)
    await away(ben, 1000)
    const lead = await handedOver()
    assert.equal(await assigned(lead), ada.id)
    const [why] = await floor.why(boss, lead)
    assert.deepEqual(
      [why?.why, why?.to, why?.by, why?.route, why?.team],
      ['route', { id: ada.id, name: ada.name }, null, 2, 'rest'],
    )
    assert.deepEqual(
      why?.candidates.map(({ person, capacity }) => [person.name, capacity]),
      [['Ada Berg', 20]],
    )
    const skipped = why?.skipped.map(({ person, why: reason, until }) => [
      person.name,
      reason,
      until !== null,
    ])
    assert.deepEqual(skipped?.toSorted(), [
      ['Ben Cole', 'away', true],
      ['Cleo Dahl', 'no-capacity', false],
    ])
    await assertVerified()
  })

  test('strands nowhere: with everybody away it is in triage, and when one is back it is theirs', async () => {
    await away(ada, 1000)
    await away(ben, 1000)
    const lead = await handedOver()
    const stranded = await eventually(async () =>
      (await floor.triage(boss)).data.find(({ card }) => card.lead === lead),
    )
    assert.equal(stranded.problem, 'nobody')
    assert.deepEqual(stranded.skipped.map(({ why }) => why).toSorted(), ['away', 'away', 'no-capacity'])
    await floor.pool.query('delete from absences where person_id = $1', [ben.id])
    assert.equal(await assigned(lead), ben.id)
    assert.ok(!(await floor.triage(boss)).data.some(({ card }) => card.lead === lead))
  })

  test('of a team that does not exist is in triage', async () => {
    const lead = await handedOver(Date.now(), {
      company: { domain: 'emea.example', fields: { region: 'emea' } },
    })
    const { data } = await floor.triage(boss)
    assert.equal(data.find(({ card }) => card.lead === lead)?.problem, 'no-team')
  })
})

describe('an owner', () => {
  test('whose clock ran out loses the handoff once, to somebody who has not had it', async () => {
    const lead = await handedOver(Date.now() - 50 * HOUR)
    const first = await assigned(lead)
    // Nobody had it when its clocks ran out, so the first owner begins afresh; then they are late, too.
    await floor.pool.query('update people set capacity = 0 where id = $1', [
      first === ada.id ? ben.id : ada.id,
    ])
    await runOut(lead, first)
    // Nobody else can have it yet: it stays where it is, and is said to.
    const unworked = await eventually(async () =>
      (await floor.triage(boss)).data.find(({ card }) => card.lead === lead),
    )
    assert.equal(unworked.problem, 'unworked')
    assert.equal(unworked.card.owner?.id, first)
    await floor.pool.query('update people set capacity = 20 where id = any($1::uuid[])', [[ada.id, ben.id]])
    const other = first === ada.id ? ben.id : ada.id
    await eventually(async () => (await ownerOf(lead)) === other)
    const [why] = await floor.why(boss, lead)
    assert.equal(why?.why, 'overdue')
    assert.ok(why?.skipped.some(({ person, why: reason }) => person.id === first && reason === 'had-it'))
    await assertVerified()
  })

  test('who is away longer than the clock runs, or has left, passes it on', async () => {
    await floor.pool.query('update people set capacity = 20 where id = any($1::uuid[])', [[ada.id, ben.id]])
    const lead = await handedOver()
    const first = (await assigned(lead)) === ada.id ? ada : ben
    const other = first === ada ? ben : ada
    await away(first, 1000)
    await eventually(async () => (await ownerOf(lead)) === other.id)
    assert.equal((await floor.why(boss, lead))[0]?.why, 'away')
    await floor.pool.query('delete from absences')
    await floor.pool.query('update people set active = false where id = $1', [other.id])
    await eventually(async () => (await ownerOf(lead)) === first.id)
    await floor.pool.query('update people set active = true where id = $1', [other.id])
    await assertVerified()
  })
})

/** Tells of the handoff as if it had been given long ago. */
async function runOut(lead: string, owner: string): Promise<void> {
  const { rows } = await floor.pool.query<{ user: string }>(
    `select value as user from identities where lead_id = $1 and kind = 'user'`,
    [lead],
  )
  await floor.lead(rows[0]!.user, {
    name: 'Handoff Assigned',
    occurredAt: Date.now() - 49 * HOUR,
    properties: { to: owner, team: 'rest', why: 'manager' },
  })
}

describe('passing on in bulk', () => {
  test('is previewed, done, and undone where nobody touched it since', async () => {
    await floor.pool.query('update people set active = true, capacity = 200')
    await floor.pool.query('update people set capacity = 0 where id = any($1::uuid[])', [[ben.id, boss.id]])
    const leads = [await handedOver(), await handedOver(), await handedOver()]
    for (const lead of leads) assert.equal(await assigned(lead), ada.id)
    const ask = (preview: boolean) =>
      floor.send<Reassigned>(boss, 'POST', '/api/handoffs/reassignments', {
        leads,
        to: { person: ben.id },
        preview,
      })
    const previewed = (await ask(true)).body
    assert.equal(previewed.undo, null)
    assert.deepEqual(
      previewed.moves.map(({ to }) => to?.name),
      ['Ben Cole', 'Ben Cole', 'Ben Cole'],
    )
    assert.equal(await ownerOf(leads[0]!), ada.id)
    const { body } = await ask(false)
    assert.ok(body.undo)
    assert.deepEqual(body.load, previewed.load)
    const ofBen = body.load.find(({ person }) => person.id === ben.id)!
    assert.equal(ofBen.after - ofBen.before, 3)
    for (const lead of leads) assert.equal(await ownerOf(lead), ben.id)
    assert.equal((await floor.why(boss, leads[0]!))[0]?.by?.name, 'Cleo Dahl')
    assert.equal((await floor.act(ben, leads[1]!, { act: 'touch', channel: 'call' })).status, 200)
    const undone = await floor.send<Undone>(boss, 'DELETE', `/api/handoffs/reassignments/${body.undo}`)
    assert.equal(undone.body.moved, 2)
    assert.deepEqual(undone.body.kept, [{ lead: leads[1], why: 'It was worked on since.' }])
    assert.equal(await ownerOf(leads[0]!), ada.id)
    const again = await floor.send<Undone>(boss, 'DELETE', `/api/handoffs/reassignments/${body.undo}`)
    assert.equal(again.body.code, 'conflict')
    await assertVerified()
  })

  test('to a team goes in turn, not back to who has them', async () => {
    await floor.pool.query('update people set capacity = 200 where id = $1', [ben.id])
    const lead = await handedOver()
    const first = await assigned(lead)
    const body = { leads: [lead], to: { team: teamId }, preview: false }
    const { body: answer } = await floor.send<Reassigned>(boss, 'POST', '/api/handoffs/reassignments', body)
    assert.notEqual(answer.moves[0]?.to?.id, first)
    assert.notEqual(answer.moves[0]?.to, null)
  })
})

describe('an open connection', () => {
  test('goes on telling after the server lost its own connection to the database', async () => {
    await floor.pool.query('update people set capacity = 200 where id = $1', [ada.id])
    const adas = await floor.live(ada)
    await floor.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %'`,
    )
    // What may have been missed is read again.
    await adas.next((one) => one.kind === 'refresh')
    const lead = await handedOver()
    const owner = await assigned(lead)
    if (owner === ada.id) await adas.next((one) => one.kind === 'handoff' && one.card.lead === lead)
    adas.close()
  })

  test('brings a new handoff to its owner, and says when it is gone', async () => {
    await floor.pool.query('update people set capacity = 200 where id = $1', [ada.id])
    await floor.pool.query('update people set capacity = 0 where id = any($1::uuid[])', [[ben.id, boss.id]])
    const [adas, bens, bosses] = await Promise.all([floor.live(ada), floor.live(ben), floor.live(boss)])
    const lead = await handedOver()
    const message = await adas.next((one) => one.kind === 'handoff' && one.card.lead === lead)
    assert.ok(message.kind === 'handoff' && message.isNew && message.list === 'mine' && !message.card.masked)
    assert.match(message.card.why, /^Asked for a demo just now; grade [A-D]\.$/)
    await bosses.next((one) => one.kind === 'lead' && one.lead === lead)
    await floor.act(ada, lead, { act: 'reject', reason: 'bad-timing' })
    await adas.next((one) => one.kind === 'gone' && one.lead === lead)
    assert.ok(!bens.messages.some((one) => 'lead' in one && one.lead === lead))
    for (const reader of [adas, bens, bosses]) reader.close()
  })

  test('shows an open queue masked to its team, and takes it away when one has claimed', async () => {
    const team = await floor.team('emea', 'claim')
    const [eva, finn] = [await floor.seller('Eva', { team }), await floor.seller('Finn', { team })]
    const [evas, finns] = await Promise.all([floor.live(eva), floor.live(finn)])
    const lead = await handedOver(Date.now(), {
      company: { domain: 'other.example', fields: { region: 'emea' } },
      lead: { name: 'Jane Roe', title: 'CTO' },
    })
    const message = await finns.next((one) => one.kind === 'handoff' && one.card.lead === lead)
    assert.ok(message.kind === 'handoff' && message.list === 'open' && message.card.masked)
    assert.equal(message.card.name, null)
    await floor.act(eva, lead, { act: 'claim' })
    await finns.next((one) => one.kind === 'gone' && one.lead === lead)
    const own = await evas.next(
      (one) => one.kind === 'handoff' && one.list === 'mine' && one.card.lead === lead,
    )
    assert.equal(own.kind === 'handoff' && own.card.name, 'Jane Roe')
    for (const reader of [evas, finns]) reader.close()
  })
})

test('the team view counts what its people have and did', async () => {
  const view = await floor.get<Record<string, unknown[]>>(boss, '/api/team-view')
  const people = view['people'] as { person: { name: string }; open: number; accepted: { of: number } }[]
  assert.deepEqual(people.map(({ person }) => person.name).toSorted(), ['Ada Berg', 'Ben Cole', 'Cleo Dahl'])
  assert.ok(people.find(({ person }) => person.name === 'Ada Berg')!.open > 0)
  assert.ok((view['systemDelay'] as unknown as { n: number }).n > 0)
})
