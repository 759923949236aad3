/** The first administrator, invitations, new passwords, and the demo company. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sessionOf, signInAs } from '../platform/testing/sign-in-as.ts'
import { TEST_URL, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { ensurePeople } from '../people/index.ts'

const PASSWORD = 'grey heron at low tide'
let server: TestServer

before(async () => {
  server = await testServer()
})
after(() => server.stop())

const session = async (headers = {}) =>
  (await server.ask('GET', '/api/session', { headers })).json() as {
    me: { person: { role: string; joined: boolean } } | null
    needsSetup: boolean
    demoPeople: unknown[]
  }

function printed(): string {
  const line = server.said.findLast((said) => said.startsWith('Make the first administrator: '))
  return /#([\w-]{43})/.exec(line ?? '')?.[1] ?? assert.fail('no link was printed')
}

describe('the first start', () => {
  const first = { name: 'Wanda', email: 'wanda@test.example', password: PASSWORD }

  test('prints a link to the configured address', () => {
    assert.ok(server.said.some((line) => line.includes(`${TEST_URL}/setup#`)))
  })

  test('makes nobody without its token, with an old one, or with a weak password', async () => {
    assert.equal((await session()).needsSetup, true)
    const setUp = (token: string, password = PASSWORD) =>
      server.ask('POST', '/api/setup', { body: { ...first, token, password } })
    assert.equal((await setUp('a'.repeat(43))).status, 404)
    assert.equal((await setUp('')).status, 404)
    assert.equal((await setUp(printed(), 'wanda1234')).status, 422)
    await server.pool.query(
      `update tokens set expires_at = now() - interval '1 second' where purpose = 'setup'`,
    )
    assert.equal((await setUp(printed())).status, 404)
    await server.pool.query(
      `update tokens set expires_at = now() + interval '1 minute' where purpose = 'setup'`,
    )
  })

  test('makes one administrator, whoever races, and never again', async () => {
    const body = { ...first, token: printed() }
    const racing = await Promise.all(
      [1, 2, 3].map((n) =>
        server.ask('POST', '/api/setup', { body: { ...body, email: `w${n}@test.example` } }),
      ),
    )
    assert.deepEqual(racing.map(({ status }) => status).toSorted(), [200, 404, 404])
    const winner = racing.find(({ status }) => status === 200)!
    const headers = { cookie: String(winner.headers['set-cookie']).split(';')[0]! }
    assert.equal((await session(headers)).me?.person.role, 'admin')
    const again = await server.ask('POST', '/api/setup', { body })
    const missing = await server.ask('GET', '/api/no-such-thing')
    assert.deepEqual([again.status, again.text], [404, missing.text])
    assert.equal((await session()).needsSetup, false)
  })
})

describe('a link', () => {
  const invitation = { name: 'Núria Casals', email: 'Nuria@test.example', role: 'rep', teams: [] }

  test('of an invitation lets one choose a password, once', async () => {
    const admin = await signInAs(server.pool, 'admin')
    const poisoned = { ...admin.headers, 'x-forwarded-host': 'evil.example' }
    const made = await server.ask('POST', '/api/people', { headers: poisoned, body: invitation })
    const { person, link, mailed } = made.json() as {
      person: { id: string; joined: boolean; email: string }
      link: string
      mailed: boolean
    }
    assert.deepEqual([person.joined, person.email, mailed], [false, 'nuria@test.example', false])
    const [url, token] = link.split('#') as [string, string]
    assert.equal(url, `${TEST_URL}/welcome`)
    const set = (password: string) => server.ask('POST', '/api/passwords', { body: { token, password } })
    for (const weak of [
      'password',
      'Sunshine2024!',
      'nuria casals',
      'iloveyou',
      '12345678',
      'qwertyuiop',
      'P4ssw0rd!!',
      'batonbaton',
    ])
      assert.equal((await set(weak)).status, weak.length < 8 ? 400 : 422, weak)
    const racing = await Promise.all([set(PASSWORD), set(PASSWORD), set(PASSWORD)])
    assert.deepEqual(racing.map(({ status }) => status).toSorted(), [200, 404, 404])
    assert.equal(
      (await server.ask('POST', '/api/people', { headers: admin.headers, body: invitation })).status,
      409,
    )
    const signedIn = await server.ask('POST', '/api/session', {
      body: { email: 'nuria@test.example', password: PASSWORD },
    })
    assert.equal(signedIn.status, 200)
  })

  test('of an administrator ends every session when it is used', async () => {
    const admin = await signInAs(server.pool, 'admin')
    const person = await signInAs(server.pool, 'rep')
    const other = await sessionOf(server.pool, person.id)
    const made = await server.ask('POST', `/api/people/${person.id}/reset-links`, { headers: admin.headers })
    const token = (made.json() as { link: string }).link.split('#')[1]!
    assert.notEqual((await session(other)).me, null)
    const set = await server.ask('POST', '/api/passwords', { body: { token, password: PASSWORD } })
    assert.equal(set.status, 200, set.text)
    assert.deepEqual([(await session(other)).me, (await session(person.headers)).me], [null, null])
  })

  test('is asked for with the same answer whoever has the address', async () => {
    const { email } = await signInAs(server.pool, 'rep')
    const ask = (to: string) => server.ask('POST', '/api/password-resets', { body: { email: to } })
    const [known, unknown] = [await ask(email), await ask('nobody@test.example')]
    assert.deepEqual([known.status, known.text], [unknown.status, unknown.text])
    assert.equal(known.status, 200)
  })

  test('stands in the database as its hash only', async () => {
    const admin = await signInAs(server.pool, 'admin')
    const person = await signInAs(server.pool, 'rep')
    const made = await server.ask('POST', `/api/people/${person.id}/reset-links`, { headers: admin.headers })
    const token = (made.json() as { link: string }).link.split('#')[1]!
    const { rowCount } = await server.pool.query(
      `select 1 from tokens t where t::text like '%' || $1 || '%'`,
      [token],
    )
    assert.equal(rowCount, 0)
  })
})

test('nobody can take away the last administrator, not even two at once', async () => {
  await server.pool.query(`update people set role = 'viewer' where role = 'admin'`)
  const [ada, bea] = [await signInAs(server.pool, 'admin'), await signInAs(server.pool, 'admin')]
  const demote = (by: typeof ada, whom: typeof ada) =>
    server.ask('PATCH', `/api/people/${whom.id}`, { headers: by.headers, body: { role: 'viewer' } })
  const statuses = (await Promise.all([demote(ada, bea), demote(bea, ada)])).map(({ status }) => status)
  assert.deepEqual(statuses.toSorted(), [200, 409])
})

test('hours that cannot be read, or whose zone nobody knows, are refused', async () => {
  const rep = await signInAs(server.pool, 'rep')
  const set = (hours: string | null) =>
    server.ask('PATCH', '/api/me', { headers: rep.headers, body: { hours } })
  assert.equal((await set('Europe/Atlantis mon-fri 09:00-17:00')).status, 400)
  assert.equal((await set('nine to five')).status, 400)
  assert.equal((await set('Europe/Madrid mon-thu 09:30-18:30, fri 09:00-15:00')).status, 200)
  assert.equal((await set(null)).status, 200)
})

describe('signing in by a click', () => {
  const id = '0d3e0000-0000-7000-8000-000000000001'
  const wanda = {
    id,
    name: 'Wanda',
    email: 'wanda@northbeam.example',
    role: 'admin',
    teams: ['emea'],
    capacity: 20,
    hours: 'UTC mon-fri 09:00-17:00',
  } as const

  test('is not there but on the demo company', async () => {
    await ensurePeople(server.pool, [wanda])
    const answer = await server.ask('POST', '/api/session/demo', { body: { person: id } })
    assert.deepEqual([answer.status, answer.headers['set-cookie']], [404, undefined])
    assert.deepEqual((await session()).demoPeople, [])
    const byPassword = await server.ask('POST', '/api/session', {
      body: { email: wanda.email, password: '!' },
    })
    assert.equal(byPassword.status, 401)
  })

  test('is for the people of the demo company, and for nobody else there', async () => {
    const demo = await testServer({
      demo: true,
      name: 'Northbeam',
      people: [{ id, about: 'Runs operations' }],
    })
    try {
      await ensurePeople(demo.pool, [wanda])
      await ensurePeople(demo.pool, [wanda])
      assert.ok(!demo.said.some((line) => line.includes('first administrator')))
      const { needsSetup, demoPeople } = (await demo.ask('GET', '/api/session')).json() as {
        needsSetup: boolean
        demoPeople: unknown
      }
      assert.deepEqual(
        [needsSetup, demoPeople],
        [false, [{ id, name: 'Wanda', role: 'admin', teams: ['emea'], about: 'Runs operations' }]],
      )
      const answer = await demo.ask('POST', '/api/session/demo', { body: { person: id } })
      assert.equal(answer.status, 200, answer.text)
      const invited = await signInAs(demo.pool, 'rep')
      assert.equal(
        (await demo.ask('POST', '/api/session/demo', { body: { person: invited.id } })).status,
        404,
      )
    } finally {
      await demo.stop()
    }
  })
})

test('a person signs with their own name for their own side', async () => {
  const sign = async (role: 'admin' | 'marketing' | 'manager', side: string) => {
    const { headers } = await signInAs(server.pool, role)
    return (
      await server.ask('POST', '/api/agreement/versions/1/signatures', {
        headers,
        body: { side, name: 'Somebody Else' },
      })
    ).status
  }
  assert.deepEqual([await sign('marketing', 'sales'), await sign('manager', 'marketing')], [409, 409])
  assert.deepEqual(
    [await sign('marketing', 'marketing'), await sign('manager', 'sales'), await sign('admin', 'sales')],
    [200, 200, 200],
  )
  const { rows } = await server.pool.query(`select 1 from agreement_signatures where name = 'Somebody Else'`)
  assert.equal(rows.length, 0)
})
