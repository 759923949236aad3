import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Notice } from '@baton/protocol'
import { whileLoading } from '../platform/postgres/loading.ts'
import { putHandoffs, putVersion } from '../platform/testing/ledger.ts'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { noticeInflation, watchInflation } from './watch-inflation.ts'

const DAY_MS = 86_400_000
const NOW = Date.now()
const daysAgo = (days: number) => NOW - days * DAY_MS

const DOCUMENT = `agreement: chased
meters: { intent: { max: 100 } }
points: { demo: { on: Demo Requested, give: 50, to: intent } }
mql: { tiers: [ { id: hot, all: [ { meter: intent, at-least: 60 } ] } ] }
`
const EASIER = DOCUMENT.replace('at-least: 60', 'at-least: 40')
const URL = 'https://baton.example'

let server: TestServer
let told: readonly TestPerson[]
let untold: readonly TestPerson[]

before(async () => {
  server = await testServer(undefined, undefined, DOCUMENT)
  const { pool } = server
  told = [await signInAs(pool, 'admin'), await signInAs(pool, 'marketing'), await signInAs(pool, 'manager')]
  const gone = await signInAs(pool, 'marketing')
  untold = [await signInAs(pool, 'rep'), await signInAs(pool, 'viewer'), gone]
  await pool.query('update people set active = false where id = $1', [gone.id])
  await pool.query('update agreement_versions set in_force_from = $1', [new Date(daysAgo(60))])
  await putVersion(pool, 2, EASIER, daysAgo(30))
  await handedOver(1, [60, 30], 10, 'refused', 75)
  await handedOver(1, [60, 30], 40, 'accepted', 75)
})
after(() => server.stop())

const handedOver = (
  version: number,
  [from, until]: readonly [from: number, until: number],
  count: number,
  ended: 'accepted' | 'refused',
  intent: number,
) =>
  putHandoffs(server.pool, {
    version,
    from: daysAgo(from),
    until: daysAgo(until),
    count,
    ended,
    meters: { intent },
  })

const look = () => noticeInflation(server.pool, URL)

async function notices(person: TestPerson): Promise<readonly Notice[]> {
  const { rows } = await server.pool.query<Notice>(
    'select kind, lead_id as lead, path, title, text from notices where person_id = $1 order by at, key',
    [person.id],
  )
  return rows
}

test('nobody is alarmed by a version under which nothing is worse', async () => {
  assert.equal(await look(), 0)
})

test('of more that sales takes fewer of, everybody who agrees on it is told, once, and what was changed', async () => {
  await handedOver(2, [30, 1], 60, 'refused', 80)
  await handedOver(2, [30, 1], 40, 'accepted', 80)
  assert.equal(await whileLoading(server.pool, look), 0)
  assert.equal(await look(), told.length)
  assert.equal(await look(), 0)
  for (const person of told)
    assert.deepEqual(await notices(person), [
      {
        kind: 'alarm',
        lead: null,
        path: '/agreement?version=2',
        title: 'Version 2 hands over more, and sales takes fewer of them',
        text: '2.0 times as many MQLs a week as before; of those that sales decided it took 40\u00a0% instead of 80\u00a0%. What it changed: Hot now asks for intent of at least 40 instead of 60.',
      },
    ])
  for (const person of untold) assert.deepEqual(await notices(person), [])
})

test('another alarm of the same version is told besides, and who came later hears of both', async () => {
  await handedOver(2, [30, 1], 100, 'refused', 41)
  assert.equal(await look(), told.length)
  const [person] = told
  const [, second] = await notices(person!)
  assert.equal(second?.title, 'Version 2 promotes more and more who only just get there')
  assert.match(second.text, /^50\u00a0% of promotions are just over their threshold; before, 0\u00a0% were\./)
  await signInAs(server.pool, 'manager')
  assert.equal(await look(), 2)
})

test('a version that is in force no more alarms nobody', async () => {
  await putVersion(server.pool, 3, DOCUMENT, daysAgo(0.01))
  await signInAs(server.pool, 'admin')
  assert.equal(await look(), 0)
})

test('the watch ends when it is told to', async () => {
  const end = watchInflation(
    server.pool,
    () => URL,
    (line) => assert.fail(line),
  )
  await end()
})
