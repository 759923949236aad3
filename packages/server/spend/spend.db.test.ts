import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import type { MoneySettings, SpendEntry, SpendImported, SpendList } from '@baton/protocol'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { moneySettings, ratesOf, readSpend } from './index.ts'

let server: TestServer
let marketing: TestPerson
const MARCH = {
  source: 'paid-search',
  campaign: 'brand',
  from: '2026-03-01',
  to: '2026-03-31',
  amount: 310,
  currency: 'EUR',
}

before(async () => {
  server = await testServer()
  marketing = await signInAs(server.pool, 'marketing')
})
after(() => server.stop())
beforeEach(async () => {
  await server.pool.query('delete from spend')
})

async function ask<Answer>(method: string, url: string, body?: unknown, who = marketing): Promise<Answer> {
  const answer = await server.ask(method, url, { headers: who.headers, body })
  assert.equal(answer.status, 200, answer.text)
  return answer.json() as Answer
}

async function bring(text: string): Promise<SpendImported> {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/spend/imports',
    headers: { host: '127.0.0.1', 'content-type': 'application/octet-stream', ...marketing.headers },
    payload: Buffer.from(text),
  })
  assert.equal(answer.statusCode, 200, answer.body)
  return answer.json<SpendImported>()
}

const listed = (query = '') => ask<SpendList>('GET', `/api/spend${query}`)

describe('entries', () => {
  test('what is entered is listed, corrected and removed', async () => {
    const added = await ask<SpendEntry>('POST', '/api/spend', MARCH)
    assert.deepEqual([added.amount, added.imported, added.by, added.note], [310, false, marketing.name, ''])
    const changed = await ask<SpendEntry>('PUT', `/api/spend/${added.id}`, { ...MARCH, amount: 320.55 })
    assert.deepEqual(
      [changed.id, changed.amount, changed.from, changed.to],
      [added.id, 320.55, MARCH.from, MARCH.to],
    )
    await ask('DELETE', `/api/spend/${added.id}`)
    assert.deepEqual(await listed(), { data: [], total: 0, sums: [] })
    const again = await server.ask('DELETE', `/api/spend/${added.id}`, { headers: marketing.headers })
    assert.equal(again.status, 404)
  })

  test('a period lists the rows of which a day falls into it, and sums them by currency', async () => {
    await ask('POST', '/api/spend', MARCH)
    await ask('POST', '/api/spend', { ...MARCH, from: '2026-04-01', to: '2026-04-30', amount: 0.1 })
    await ask('POST', '/api/spend', {
      ...MARCH,
      from: '2026-04-30',
      to: '2026-05-30',
      amount: 5,
      currency: 'USD',
    })
    const april = await listed('?from=2026-04-30&to=2026-04-30')
    assert.deepEqual([april.total, april.sums], [2, [{ currency: 'USD', amount: 5 }, { currency: 'EUR', amount: 0.1 }]]) // prettier-ignore
    assert.equal((await listed('?to=2026-03-01')).total, 1)
    assert.equal((await listed('?from=2026-06-01')).total, 0)
  })

  test('what cannot be is refused with its place', async () => {
    for (const [wrong, place] of [
      [{ from: '2026-02-30' }, 'body/from'],
      [{ to: '2026-02-01' }, 'body/to'],
      [{ amount: -1 }, 'body/amount'],
      [{ amount: 1.005 }, 'body/amount'],
      [{ currency: 'euro' }, 'body/currency'],
      [{ source: ' ' }, 'body/source'],
      [{ source: 'a\u0000b' }, 'body/source'],
    ] as const) {
      const answer = await server.ask('POST', '/api/spend', {
        headers: marketing.headers,
        body: { ...MARCH, ...wrong },
      })
      assert.equal(answer.status, 400, JSON.stringify(wrong))
      assert.ok(answer.text.includes(place), answer.text)
    }
    assert.equal((await listed()).total, 0)
  })

  test('reports read whole days, the last one included', async () => {
    await ask('POST', '/api/spend', { ...MARCH, from: '2026-03-01', to: '2026-03-02' })
    const period = { from: Date.UTC(2026, 2, 2), to: Date.UTC(2026, 2, 9) }
    assert.deepEqual(await readSpend(server.pool, period), [
      { source: 'paid-search', campaign: 'brand', from: Date.UTC(2026, 2, 1), to: Date.UTC(2026, 2, 3), amount: 310, currency: 'EUR' }, // prettier-ignore
    ])
    assert.deepEqual(await readSpend(server.pool, { from: Date.UTC(2026, 2, 3), to: Infinity }), [])
    assert.deepEqual(await readSpend(server.pool, { from: -Infinity, to: Date.UTC(2026, 2, 1) }), [])
  })
})

describe('a file', () => {
  const FILE = `source,campaign,from,to,amount,currency
paid-search,brand,2026-03-01,2026-03-31,310.00,EUR
social,,2026-03-01,2026-03-31,99.90,EUR
social,,2026-03-01,2026-03-31,99.90,EUR
`

  test('is stored once, whatever number of times it comes, and two rows that say the same are two', async () => {
    const first = await bring(FILE)
    assert.deepEqual([first.rows, first.added, first.known, first.problems], [3, 3, 0, []])
    const again = await bring(FILE)
    assert.deepEqual([again.added, again.known], [0, 3])
    const longer = await bring(`${FILE}fair,,2026-04-01,2026-04-03,5000,EUR\n`)
    assert.deepEqual([longer.added, longer.known], [1, 3])
    const { total, sums, data } = await listed()
    assert.deepEqual([total, sums], [4, [{ currency: 'EUR', amount: 5509.8 }]])
    assert.ok(data.every(({ imported }) => imported))
  })

  test('of which one row is wrong stores nothing', async () => {
    const { added, problems, problemsTotal } = await bring(FILE.replace('99.90,EUR\ns', '99.90,euros\ns'))
    assert.deepEqual([added, problemsTotal, problems[0]!.line, problems[0]!.value], [0, 1, 3, 'euros'])
    assert.equal((await listed()).total, 0)
  })

  test('that tells otherwise of days that are stored is refused, so that nothing counts twice', async () => {
    await ask('POST', '/api/spend', { ...MARCH, source: 'Paid-Search', amount: 300 })
    const { added, problems } = await bring(FILE)
    assert.deepEqual([added, problems.length, problems[0]!.line], [0, 1, 2])
    assert.match(problems[0]!.expected, /300\.00 EUR is stored/)
    assert.equal((await listed()).total, 1)
  })

  test('read again does not undo what somebody corrected', async () => {
    await bring(FILE)
    const { data } = await listed()
    const row = data.find(({ source }) => source === 'paid-search')!
    await ask('PUT', `/api/spend/${row.id}`, { ...MARCH, amount: 350 })
    assert.deepEqual([(await bring(FILE)).known, (await listed()).sums[0]!.amount], [3, 549.8])
  })

  test('has more problems than an answer carries, and says how many', async () => {
    const wrong = Array.from({ length: 150 }, () => 'social,,x,2026-03-31,5,EUR').join('\n')
    const { problems, problemsTotal } = await bring(`source,campaign,from,to,amount,currency\n${wrong}\n`)
    assert.deepEqual([problems.length, problemsTotal], [100, 150])
  })

  test('is sent as bytes', async () => {
    const answer = await server.ask('POST', '/api/spend/imports', {
      headers: marketing.headers,
      body: { file: FILE },
    })
    assert.equal(answer.status, 415)
  })
})

describe('settings', () => {
  test('assume nothing until somebody sets them, and say how reports read amounts', async () => {
    const before = await moneySettings(server.pool)
    assert.deepEqual(
      [before.rates, before.bareAmounts, before.margin, before.amountMonths],
      [{}, false, 1, null],
    )
    assert.deepEqual(ratesOf(before), { EUR: 1 })
    const given: MoneySettings = {
      currency: 'USD',
      rates: { EUR: 1.1 },
      bareAmounts: true,
      margin: 0.8,
      amountMonths: 12,
    }
    assert.deepEqual(await ask('PUT', '/api/spend/settings', given), given)
    assert.deepEqual(await ask('GET', '/api/spend/settings'), given)
    assert.deepEqual(ratesOf(given), { EUR: 1.1, USD: 1, '': 1 })
  })

  test('a rate of the currency of reports, or of nothing, is refused', async () => {
    const given = { currency: 'USD', rates: { USD: 2 }, bareAmounts: false, margin: 1, amountMonths: null }
    for (const wrong of [
      given,
      { ...given, rates: { EUR: 0 } },
      { ...given, rates: { euro: 1 } },
      { ...given, margin: 0 },
    ]) {
      const answer = await server.ask('PUT', '/api/spend/settings', {
        headers: marketing.headers,
        body: wrong,
      })
      assert.equal(answer.status, 400, JSON.stringify(wrong))
    }
  })
})

test('marketing writes, managers and viewers read, reps are told that there is nothing', async () => {
  for (const [role, reads, writes] of [
    ['admin', 200, 200],
    ['manager', 200, 404],
    ['viewer', 200, 404],
    ['rep', 404, 404],
  ] as const) {
    const { headers } = await signInAs(server.pool, role)
    for (const url of ['/api/spend', '/api/spend/settings', '/api/reports/lifecycle-definitions'])
      assert.equal((await server.ask('GET', url, { headers })).status, reads, `${role} ${url}`)
    assert.equal((await server.ask('POST', '/api/spend', { headers, body: MARCH })).status, writes, role)
  }
})
