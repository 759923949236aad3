/** Every route times everybody who may ask, against the table of permissions: made from it, so no route is forgotten. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { permissions, type Principal, reachOf, ROLES, type RouteName, routes } from '@baton/protocol'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { createSecretKey, ensureSource } from '../sources/index.ts'
import { sessionOf } from '../platform/testing/sign-in-as.ts'
import { type Floor, type LeadRelation, RELATIONS, ROUTED, salesFloor } from './testing-leads.ts'
import { type Answer, testServer, type TestServer } from '../platform/testing/test-server.ts'

const NAMES = Object.keys(routes) as RouteName[]
const ASKERS = [...ROLES, 'key', 'write key', 'anyone'] as const
type Asker = (typeof ASKERS)[number]

let server: TestServer
let floor: Floor
let missing: Answer
const credentials = new Map<Asker, () => Promise<Record<string, string>>>()

before(async () => {
  server = await testServer(
    undefined,
    (app) => {
      // What comes past the door goes no further when it says so: no route is run for asking who may.
      app.addHook('preValidation', async (request, reply) => {
        if (request.headers['x-door-only']) await reply.code(299).send({ in: true })
      })
    },
    ROUTED,
  )
  floor = await salesFloor(server)
  const { pool } = server
  const { writeKey } = await ensureSource(pool, 'crm')
  const secret = await createSecretKey(pool, 'test')
  // A session of its own for every request: some of them end it.
  for (const role of ROLES)
    credentials.set(role, async () => ({ ...(await sessionOf(pool, floor.persons[role].id)) }))
  credentials.set('key', async () => ({ authorization: `Bearer ${secret}` }))
  credentials.set('write key', async () => ({
    authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
  }))
  credentials.set('anyone', async () => ({}))
  missing = await server.ask('GET', '/api/no-such-thing', { headers: await credentials.get('admin')!() })
})
after(() => server.stop())

const registered = (name: RouteName) =>
  server.app.hasRoute({ method: routes[name].method, url: routes[name].path })

function pathOf(name: RouteName, id: string): string {
  return routes[name].path.replace(':id', id).replace(':meeting', 'm-1').replace(':version', '1')
}

async function as(
  asker: Asker,
  name: RouteName,
  id: string,
  more: { headers?: Record<string, string>; body?: unknown } = {},
) {
  const headers = { ...(await credentials.get(asker)!()), ...more.headers }
  return await server.ask(routes[name].method, pathOf(name, id), { ...more, headers })
}

const principalOf = (asker: Asker): Principal => (asker === 'write key' ? 'anyone' : asker)

test('every route has a row, and everybody else has none', () => {
  assert.deepEqual(Object.keys(permissions).toSorted(), NAMES.toSorted())
})

// The one that fails while a slice is not registered yet: it names the routes that are missing.
test('every route of the contract answers', () => {
  assert.deepEqual(
    NAMES.filter((name) => !registered(name)),
    [],
  )
})

test('a route that the table does not name cannot be added', async () => {
  const { guardRoutes } = await import('./index.ts')
  const { createApp } = await import('../platform/http/create-app.ts')
  const app = await createApp({ log: () => {}, assertReady: async () => {} })
  guardRoutes(app, { senders: null as never, signedInBy: async () => null })
  assert.throws(() => app.get('/api/forgotten', async () => 'open'), /GET \/api\/forgotten has no row/)
  await app.close()
})

describe('the door', () => {
  for (const name of NAMES) {
    test(`${name}: lets in whom the table names`, async (t) => {
      if (!registered(name)) return t.skip('not built yet')
      for (const asker of ASKERS) {
        const answer = await as(asker, name, uuidV7(), { headers: { 'x-door-only': '1' } })
        const isAllowed = reachOf(name, principalOf(asker)) !== null
        if (isAllowed) assert.equal(answer.status, 299, `${asker} is let in`)
        else if (asker === 'anyone' || asker === 'write key') assert.equal(answer.status, 401, asker)
        else
          assert.deepEqual(
            [answer.status, answer.text],
            [404, missing.text],
            `${asker} is told that it is missing`,
          )
      }
    })
  }

  test('the description of the interface is for whoever may read', async () => {
    for (const asker of ASKERS) {
      const answer = await server.ask('GET', '/api/openapi.json', {
        headers: await credentials.get(asker)!(),
      })
      assert.equal(answer.status, reachOf('status', principalOf(asker)) ? 200 : 401, asker)
    }
  })

  test('an address that is spelt otherwise is the same route', async () => {
    for (const url of ['/%61pi/people', '/api/people/', '/api/%70eople'])
      assert.notEqual((await server.ask('GET', url)).status, 200, url)
    assert.notEqual((await server.ask('HEAD', '/api/people')).status, 200)
  })
})

/** Whether somebody of team alpha reaches a lead that is in this relation to its rep. */
function reaches(name: RouteName, asker: Asker, relation: LeadRelation): boolean {
  const reach = reachOf(name, principalOf(asker))
  if (!reach) return false
  if (reach === 'team') return relation !== 'other'
  if (reach === 'own') return relation === 'own' || relation === 'open'
  return true
}

const WITH_LEADS: Partial<Record<RouteName, () => unknown>> = {
  lead: () => undefined,
  leadHistory: () => undefined,
  packets: () => undefined,
  actOnLead: () => ({ id: uuidV7(), act: { act: 'touch', channel: 'note', note: 'for the test' } }),
  separateVisitor: () => undefined,
}

describe('one lead', () => {
  for (const [name, body] of Object.entries(WITH_LEADS) as [RouteName, () => unknown][]) {
    for (const relation of RELATIONS) {
      test(`${name}: ${relation === 'other' ? 'of another team' : relation}`, async (t) => {
        if (!registered(name)) return t.skip('not built yet')
        for (const asker of ASKERS) {
          if (asker === 'anyone' || asker === 'write key') continue
          const [answer, nobody] = [
            await as(asker, name, floor.leads[relation], { body: body() }),
            await as(asker, name, uuidV7(), { body: body() }),
          ]
          if (reaches(name, asker, relation)) {
            assert.ok(
              ![401, 403, 404, 500].includes(answer.status),
              `${asker}: ${answer.status} ${answer.text}`,
            )
          } else assert.deepEqual([answer.status, answer.text], [nobody.status, nobody.text], asker)
          assert.equal(nobody.status, 404, asker)
        }
      })
    }
  }

  test('the list has those that one reaches, and no other', async () => {
    for (const asker of ASKERS) {
      const answer = await as(asker, 'leads', '')
      if (asker === 'anyone' || asker === 'write key') {
        assert.equal(answer.status, 401)
        continue
      }
      const { data, total } = answer.json() as { data: { id: string; masked: boolean }[]; total: number }
      const expected = RELATIONS.filter((relation) => reaches('leads', asker, relation))
      assert.deepEqual(
        data.map(({ id }) => id).toSorted(),
        expected.map((relation) => floor.leads[relation]).toSorted(),
        asker,
      )
      assert.equal(total, expected.length)
      const masked = data.filter((row) => row.masked).map(({ id }) => id)
      const hidden = asker === 'viewer' ? expected : asker === 'rep' ? (['open'] as const) : []
      assert.deepEqual(masked.toSorted(), hidden.map((relation) => floor.leads[relation]).toSorted(), asker)
    }
  })
})

describe('one person', () => {
  const whoIs = (who: string) =>
    ({ ...floor.persons, colleague: floor.colleague, stranger: floor.stranger })[who]!
  const body = { from: '2027-01-04T00:00:00Z', until: '2027-01-08T00:00:00Z' }
  const REACHED: Readonly<Record<string, readonly Asker[]>> = {
    rep: ['admin', 'manager', 'rep'],
    colleague: ['admin', 'manager'],
    stranger: ['admin'],
    marketing: ['admin', 'marketing'],
  }

  for (const [whose, reached] of Object.entries(REACHED)) {
    test(`absences of ${whose} are said and taken back by ${reached.join(', ')}`, async () => {
      for (const asker of ROLES) {
        const added = await as(asker, 'addAbsence', whoIs(whose).id, { body })
        if (reached.includes(asker)) assert.equal(added.status, 200, `${asker} ${added.text}`)
        else assert.deepEqual([added.status, added.text], [404, missing.text], asker)
        const id = uuidV7()
        await server.pool.query(
          `insert into absences (id, person_id, starts_at, ends_at) values ($1, $2, now(), now() + interval '1 day')`,
          [id, whoIs(whose).id],
        )
        const removed = await as(asker, 'removeAbsence', id)
        assert.equal(removed.status, reached.includes(asker) ? 200 : 404, asker)
        if (removed.status === 404) assert.equal(removed.text, missing.text)
      }
    })
  }

  test('a rep sees the people of their teams, everybody else who may sees all', async () => {
    const seen = async (asker: Asker) =>
      ((await as(asker, 'people', '')).json() as { data: { id: string }[] }).data.map(({ id }) => id)
    const mine = ['rep', 'colleague', 'manager'].map((who) => whoIs(who).id)
    assert.deepEqual((await seen('rep')).toSorted(), mine.toSorted())
    assert.equal((await seen('manager')).length, 7)
  })
})
