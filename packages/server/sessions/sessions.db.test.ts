/** Signing in, and everything that ends it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { sessionOf, signInAs } from '../platform/testing/sign-in-as.ts'
import { type Answer, testServer, type TestServer } from '../platform/testing/test-server.ts'
import { hashPassword } from './password-hash.ts'

const PASSWORD = 'grey heron at low tide'
let server: TestServer
let hash: string

before(async () => {
  server = await testServer()
  hash = await hashPassword(PASSWORD)
})
after(() => server.stop())

/** Each from an address of its own, as behind no proxy: so that one test does not slow another down. */
const from = (address: string) => ({ 'x-test-address': address })

async function member(role: Parameters<typeof signInAs>[1] = 'marketing') {
  const person = await signInAs(server.pool, role)
  await server.pool.query('update people set password = $2 where id = $1', [person.id, hash])
  return person
}

async function forgetAttempts(): Promise<void> {
  await server.pool.query('delete from sign_in_attempts')
}

const signIn = (email: string, password: string, headers: Record<string, string> = {}) =>
  server.ask('POST', '/api/session', { body: { email, password }, headers })

function cookieOf({ headers }: Answer): string {
  return String(headers['set-cookie']).split(';')[0]!
}

const whoIs = async (cookie: string) =>
  (
    (await server.ask('GET', '/api/session', { headers: { cookie } })).json() as {
      me: { person: { id: string } } | null
    }
  ).me?.person.id ?? null

describe('signing in', () => {
  test('gives a cookie that no script reads, no other site sends, and only its hash is kept', async () => {
    await forgetAttempts()
    const { id, email } = await member()
    const answer = await signIn(email.toUpperCase(), PASSWORD)
    assert.equal(answer.status, 200, answer.text)
    assert.match(
      String(answer.headers['set-cookie']),
      /^baton=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=604800$/,
    )
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal(await whoIs(cookieOf(answer)), id)
    const secret = cookieOf(answer).slice('baton='.length)
    const { rows } = await server.pool.query(`select 1 from sessions s where s::text like '%' || $1 || '%'`, [
      secret,
    ])
    assert.equal(rows.length, 0)
  })

  test('says the same to who has no account, was never invited, was let go, or mistyped', async () => {
    await forgetAttempts()
    const known = await member()
    const gone = await member()
    await server.pool.query('update people set active = false where id = $1', [gone.id])
    const invited = await signInAs(server.pool, 'rep')
    const answers = []
    for (const email of ['nobody@test.example', known.email, gone.email, invited.email])
      answers.push(await signIn(email, 'wrong password'))
    answers.push(await signIn(gone.email, PASSWORD))
    for (const { status, text, headers } of answers)
      assert.deepEqual([status, text, headers['set-cookie']], [401, answers[0]!.text, undefined])
  })

  test('takes about as long for nobody as for somebody', async () => {
    await forgetAttempts()
    const { email } = await member()
    const timed = async (address: string) => {
      const begun = performance.now()
      await signIn(address, 'wrong password')
      return performance.now() - begun
    }
    await timed('warm@test.example')
    const somebody = [await timed(email), await timed(email), await timed(email)].toSorted(
      (a, b) => a - b,
    )[1]!
    const nobody = [
      await timed('x@test.example'),
      await timed('x@test.example'),
      await timed('x@test.example'),
    ].toSorted((a, b) => a - b)[1]!
    assert.ok(nobody > somebody / 4, `${nobody} ms for nobody, ${somebody} ms for somebody`)
  })

  test('never uses a token that was planted, and ends the one before', async () => {
    await forgetAttempts()
    const { email } = await member()
    const planted = `baton=${'a'.repeat(43)}`
    const first = cookieOf(await signIn(email, PASSWORD, { cookie: planted }))
    assert.notEqual(first, planted)
    assert.equal(await whoIs(planted), null)
    const second = cookieOf(await signIn(email, PASSWORD, { cookie: first }))
    assert.notEqual(second, first)
    assert.equal(await whoIs(first), null)
  })

  test('is slowed down after five wrong passwords, and says until when; elsewhere the owner gets in', async () => {
    await forgetAttempts()
    const { email } = await member()
    const guesses = await Promise.all(Array.from({ length: 12 }, () => signIn(email, 'guess', from('a'))))
    const statuses = guesses.map(({ status }) => status)
    assert.equal(statuses.filter((status) => status === 401).length, 5)
    assert.equal(statuses.filter((status) => status === 429).length, 7)
    const refused = await signIn(email, PASSWORD)
    assert.equal(refused.status, 429)
    assert.ok(Number(refused.headers['retry-after']) > 800)
    const elsewhere = await server.app.inject({
      method: 'POST',
      url: '/api/session',
      remoteAddress: '203.0.113.9',
      headers: { host: '127.0.0.1' },
      payload: { email, password: PASSWORD },
    })
    assert.equal(elsewhere.statusCode, 200)
    await server.pool.query(`update sign_in_attempts set at = at - interval '16 minutes'`)
    assert.equal((await signIn(email, 'guess')).status, 401)
    // The sixth: now the wait is twice as long.
    await server.pool.query(`update sign_in_attempts set at = at - interval '16 minutes'`)
    assert.equal((await signIn(email, PASSWORD)).status, 429)
    await server.pool.query(`update sign_in_attempts set at = at - interval '16 minutes'`)
    assert.equal((await signIn(email, PASSWORD)).status, 200)
    for (let guess = 0; guess < 5; guess += 1) assert.equal((await signIn(email, 'guess')).status, 401)
  })

  test('from one address is tried a hundred times an hour, whatever the accounts', async () => {
    await forgetAttempts()
    await server.pool.query(
      `insert into sign_in_attempts (key) select 'address 127.0.0.1' from generate_series(1, 100)`,
    )
    assert.equal((await signIn('fresh@test.example', 'x')).status, 429)
    await forgetAttempts()
  })
})

describe('a session ends', () => {
  const endings: Readonly<Record<string, (id: string, cookie: string) => Promise<unknown>>> = {
    'by signing out': (_, cookie) => server.ask('DELETE', '/api/session', { headers: { cookie } }),
    'with the role': async (id) => byAdmin('PATCH', `/api/people/${id}`, { role: 'viewer' }),
    'with the access': async (id) => byAdmin('PATCH', `/api/people/${id}`, { active: false }),
    'when it is ended elsewhere': async (id, cookie) => {
      const other = await sessionOf(server.pool, id)
      const { data } = (await server.ask('GET', '/api/me/sessions', { headers: other })).json() as {
        data: { id: string; current: boolean }[]
      }
      const { cookie: unused } = { cookie }
      assert.ok(unused)
      for (const session of data.filter(({ current }) => !current))
        await server.ask('DELETE', `/api/me/sessions/${session.id}`, { headers: other })
    },
  }

  async function byAdmin(method: string, url: string, body: unknown): Promise<void> {
    const admin = await signInAs(server.pool, 'admin')
    const answer = await server.ask(method, url, { headers: admin.headers, body })
    assert.equal(answer.status, 200, answer.text)
  }

  for (const [when, end] of Object.entries(endings)) {
    test(`${when}, at once`, async () => {
      const { id, headers } = await member()
      assert.equal(await whoIs(headers.cookie), id)
      await end(id, headers.cookie)
      assert.equal(await whoIs(headers.cookie), null)
      assert.equal((await server.ask('GET', '/api/status', { headers })).status, 401)
    })
  }

  test('with the password: all others, and the one that changed it goes on under a new token', async () => {
    await forgetAttempts()
    const { id, headers } = await member()
    const other = await sessionOf(server.pool, id)
    const body = { current: PASSWORD, password: 'seven grey herons asleep' }
    const changed = await server.ask('POST', '/api/me/password', { headers, body })
    assert.equal(changed.status, 200, changed.text)
    assert.deepEqual([await whoIs(headers.cookie), await whoIs(other.cookie)], [null, null])
    assert.equal(await whoIs(cookieOf(changed)), id)
  })

  test('after a time without use, and after a time with it: sooner for administrators', async () => {
    for (const [role, idle, absolute] of [
      ['rep', 8, 7 * 24],
      ['admin', 1, 24],
    ] as const) {
      for (const [column, hours] of [
        ['last_seen_at', idle],
        ['created_at', absolute],
      ] as const) {
        const aged = async (minutes: number) => {
          const { id, headers } = await signInAs(server.pool, role)
          await server.pool.query(
            `update sessions set ${column} = now() - make_interval(mins => $2) where person_id = $1`,
            [id, hours * 60 + minutes],
          )
          return (await whoIs(headers.cookie)) === id
        }
        assert.deepEqual([await aged(-5), await aged(5)], [true, false], `${role} ${column}`)
      }
    }
  })

  test('of nobody else', async () => {
    const mine = await member()
    const theirs = await member()
    const { data } = (await server.ask('GET', '/api/me/sessions', { headers: theirs.headers })).json() as {
      data: { id: string }[]
    }
    const answer = await server.ask('DELETE', `/api/me/sessions/${data[0]!.id}`, { headers: mine.headers })
    assert.equal(answer.status, 404)
    assert.equal(await whoIs(theirs.headers.cookie), theirs.id)
  })
})

test('what a session that was left open must not do asks for signing in again', async () => {
  const admin = await signInAs(server.pool, 'admin')
  const target = await member()
  await server.pool.query(
    `update sessions set created_at = now() - interval '61 minutes' where person_id = $1`,
    [admin.id],
  )
  const { headers } = admin
  const invitation = { name: 'New', email: 'new@test.example', role: 'rep' }
  const asked = [
    await server.ask('PATCH', `/api/people/${target.id}`, { headers, body: { role: 'admin' } }),
    await server.ask('POST', '/api/people', { headers, body: invitation }),
    await server.ask('POST', `/api/people/${target.id}/reset-links`, { headers }),
  ]
  for (const { status, text } of asked) assert.deepEqual([status, /sign_in_again/.test(text)], [403, true])
  assert.equal(
    (await server.ask('PATCH', `/api/people/${target.id}`, { headers, body: { capacity: 3 } })).status,
    200,
  )
})

test('no page of another site, and no form, changes anything: on every route', async () => {
  const { routes } = await import('@baton/protocol')
  const { headers } = await signInAs(server.pool, 'admin')
  const attacks: readonly (readonly [Record<string, string>, number])[] = [
    [{ origin: 'https://evil.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'content-type': 'text/plain' }, 415],
    [{ 'content-type': 'application/x-www-form-urlencoded' }, 415],
    [{ 'content-type': 'multipart/form-data; boundary=x' }, 415],
  ]
  for (const { method, path } of Object.values(routes)) {
    if (method === 'GET') continue
    for (const [more, status] of attacks) {
      const answer = await server.ask(method, path, { headers: { ...headers, ...more }, body: '{}' })
      if (answer.status === 404 && !server.app.hasRoute({ method, url: path })) continue
      assert.equal(answer.status, status, `${method} ${path} ${JSON.stringify(more)} ${answer.text}`)
    }
  }
})
