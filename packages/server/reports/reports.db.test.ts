import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type {
  LeadsBehind,
  Report,
  ReportChoices,
  ReportOf,
  ReportSchedules,
  ReportShares,
} from '@baton/protocol'
import { reportNames } from '@baton/protocol'
import { simulate } from '@baton/simulator'
import { Agreements } from '../agreements/index.ts'
import { loadEvents } from '../events/index.ts'
import { signInAs, type TestPerson } from '../platform/testing/sign-in-as.ts'
import { testServer, type TestServer } from '../platform/testing/test-server.ts'
import { openReports } from './open-reports.ts'
import { addSchedule } from './schedule-rows.ts'
import { sendDueReports } from './send-reports.ts'

const AGREEMENT = join(import.meta.dirname, '..', '..', '..', 'agreements', 'northbeam-b2b.yaml')
const DAY_MS = 86_400_000
const UNTIL = Math.floor(Date.now() / DAY_MS) * DAY_MS
const ALL = 'from=2020-01-01&to=2050-01-01'

describe('reports of a small company', () => {
  let server: TestServer
  let marketing: TestPerson
  let viewer: TestPerson
  let manager: TestPerson
  let rep: TestPerson

  before(async () => {
    server = await testServer(undefined, undefined, readFileSync(AGREEMENT, 'utf8'))
    const events = simulate({ seed: 3, leads: 150, until: UNTIL, months: 12 })
    await loadEvents(server.intake, server.pool, 'northbeam', events)
    marketing = await signInAs(server.pool, 'marketing')
    viewer = await signInAs(server.pool, 'viewer')
    manager = await signInAs(server.pool, 'manager', ['nobody'])
    rep = await signInAs(server.pool, 'rep', ['rest'])
  })
  after(() => server.stop())

  const get = async <Body>(path: string, person = marketing) => {
    const answer = await server.ask('GET', path, { headers: person.headers })
    assert.equal(answer.status, 200, answer.text)
    return answer.json() as Body
  }
  const one = async (sql: string) => (await server.pool.query<{ count: number }>(sql)).rows[0]!.count

  test('every report answers, with the period before beside it', async () => {
    for (const name of reportNames) {
      const report = await get<Report>(`/api/reports/${name}?compare=previous&by=source&follow=30`)
      assert.equal(report.report, name)
      assert.ok(report.answer, name)
      // Kinds that were found in two periods are not the same kinds.
      if (name === 'kinds') continue
      assert.ok(report.before && report.compared && report.compared.to < report.period.from, name)
    }
  })

  test('its numbers are those of the database, counted another way', async () => {
    const { answer } = await get<ReportOf<'volume'>>(`/api/reports/volume?${ALL}`)
    assert.equal(answer.totals.promoted.count, await one(`select count(*)::int as count from decisions where to_stage = 'mql' and kind = 'stage'`)) // prettier-ignore
    assert.equal(answer.totals.won.count, await one(`select count(*)::int as count from decisions where to_stage = 'customer' and kind = 'stage'`)) // prettier-ignore
    assert.equal(answer.totals.leads.count, await one(`select count(*)::int as count from leads where stage <> 'visitor' and joined_to is null`)) // prettier-ignore
    const touches = await one('select count(*)::int as count from touches')
    assert.ok(touches > 100)
    const money = await get<ReportOf<'money'>>(`/api/reports/money?${ALL}&model=last`)
    const customers = money.answer.rows.reduce((sum, { outcomes }) => sum + outcomes.customer.credit, 0)
    assert.ok(Math.abs(customers - answer.totals.won.count) < 1e-9)
  })

  test('a number opens as many leads as it says, page by page, and what is no number of the report opens none', async () => {
    const { answer } = await get<ReportOf<'funnel'>>(`/api/reports/funnel?${ALL}`)
    const { reached } = answer.whole.steps[1]!
    assert.ok(reached.count > 10)
    const path = `/api/reports/funnel/leads?${ALL}&cell=${encodeURIComponent(reached.cell)}&limit=7`
    const ids = new Set<string>()
    for (let cursor: string | null = '0'; cursor !== null;) {
      const page: LeadsBehind = await get<LeadsBehind>(`${path}&cursor=${cursor}`)
      assert.equal(page.total, reached.count)
      for (const { id } of page.data) ids.add(id)
      cursor = page.nextCursor
    }
    assert.equal(ids.size, reached.count)
    const unknown = await server.ask('GET', `/api/reports/funnel/leads?${ALL}&cell=nothing`, {
      headers: marketing.headers,
    })
    assert.equal(unknown.status, 404)
  })

  test('everybody sees the same number, and as far behind it as they reach', async () => {
    const { answer } = await get<ReportOf<'funnel'>>(`/api/reports/funnel?${ALL}`)
    const { cell, count } = answer.whole.entered
    const path = `/api/reports/funnel/leads?${ALL}&cell=${encodeURIComponent(cell)}&limit=200`
    const seen = await get<LeadsBehind>(path, viewer)
    assert.deepEqual([seen.total, seen.outOfReach], [count, 0])
    assert.ok(seen.data.every(({ name, email, masked }) => name === null && email === null && masked))
    const ofTeam = await get<LeadsBehind>(path, manager)
    assert.deepEqual([ofTeam.total, ofTeam.outOfReach, ofTeam.data.length], [count, count, 0])
    assert.equal((await server.ask('GET', path, { headers: rep.headers })).status, 404)
  })

  test('a filter, a zone and a period that make no sense are refused by name', async () => {
    for (const [query, word] of [
      ['zone=Europe/Atlantis', 'Europe/Atlantis'],
      ['from=2026-05-01&to=2026-04-01', '2026-05-01'],
      ['entry=nowhere', 'entry'],
      ['by=shoe-size', 'by'],
    ] as const) {
      const answer = await server.ask('GET', `/api/reports/funnel?${query}`, { headers: marketing.headers })
      assert.equal(answer.status, 400, query)
      assert.match(answer.text, new RegExp(word))
    }
  })

  test('a file holds what the report says, and no cell that a spreadsheet would run', async () => {
    const answer = await server.ask(
      'GET',
      `/api/reports/funnel/file.csv?${ALL}&by=source&title=${encodeURIComponent('=1+1')}`,
      { headers: marketing.headers },
    )
    assert.equal(answer.status, 200)
    assert.match(String(answer.headers['content-type']), /text\/csv/)
    assert.match(answer.text, /^\ufeff'=1\+1\r\n/)
    assert.match(answer.text, /organic-search/)
    const { answer: funnel } = await get<ReportOf<'funnel'>>(`/api/reports/funnel?${ALL}`)
    const cell = encodeURIComponent(funnel.whole.steps[1]!.reached.cell)
    const leads = await server.ask('GET', `/api/reports/funnel/leads.csv?${ALL}&cell=${cell}`, {
      headers: viewer.headers,
    })
    assert.equal(leads.text.trim().split('\r\n').length, funnel.whole.steps[1]!.reached.count + 1)
    assert.doesNotMatch(leads.text, /@/)
  })

  test('what can be asked about is what there is', async () => {
    const { dimensions, since, people } = await get<ReportChoices>('/api/reports')
    assert.ok(dimensions['source']!.includes('organic-search') && dimensions['tier']!.includes('hand-raiser'))
    assert.match(since, /^20\d\d-\d\d-\d\d$/)
    assert.equal(people[marketing.id], marketing.name)
  })

  test('a shared link shows the numbers to anybody until it is taken back, and no leads', async () => {
    const body = {
      report: 'funnel',
      title: 'For the board <b>',
      query: { from: '2020-01-01', by: 'source' },
      days: 7,
    }
    const made = await server.ask('POST', '/api/report-shares', { headers: marketing.headers, body })
    assert.equal(made.status, 200, made.text)
    const { id, url } = made.json() as ReportShares['data'][number]
    const path = new URL(url).pathname
    const page = await server.ask('GET', path)
    assert.equal(page.status, 200)
    assert.match(page.text, /For the board &lt;b&gt;/)
    assert.match(page.text, /organic-search/)
    assert.doesNotMatch(page.text, /@|\/leads\//)
    assert.equal((await server.ask('GET', `${path}x`)).status, 404)
    assert.equal(
      (await server.ask('DELETE', `/api/report-shares/${id}`, { headers: marketing.headers })).status,
      200,
    )
    assert.equal((await server.ask('GET', path)).status, 404)
    const wrong = await server.ask('POST', '/api/report-shares', {
      headers: marketing.headers,
      body: { ...body, query: { entry: 'nowhere' } },
    })
    assert.equal(wrong.status, 400)
    assert.match(wrong.text, /query\.entry/)
  })

  test('a scheduled report is mailed once to those who may read it, with its numbers, and the next one is set', async () => {
    const { host, port, user, password, database } = server.pool.options
    const reports = openReports({
      connection: { host, port, user, password, database },
      directory: join(server.dataDir, 'replay'),
    })
    const sent: { key: string; to: string; text: string }[] = []
    const services = {
      pool: server.pool,
      agreements: new Agreements(),
      reports,
      url: () => 'https://baton.test.example',
      log: (line: string) => assert.fail(line),
      post: { send: async (mail: { key: string; to: string; text: string }) => (sent.push(mail), true) },
    }
    try {
      const schedule = { report: 'funnel', title: 'Monday’s funnel', query: { from: '2026-01-01', to: '2026-01-28' }, recipients: [marketing.id, rep.id], every: 'week', hour: 8, zone: 'Europe/Berlin' } as const // prettier-ignore
      await addSchedule(server.pool, { ...schedule, recipients: [...schedule.recipients] }, marketing.id)
      assert.equal(await sendDueReports(services, Date.now()), 0)
      const later = Date.now() + 8 * DAY_MS
      // Reps read no reports, so none is sent to them.
      assert.equal(await sendDueReports(services, later), 1)
      assert.equal(await sendDueReports(services, later), 0)
      assert.deepEqual(
        sent.map(({ to }) => to),
        [marketing.email],
      )
      assert.match(sent[0]!.text, /FUNNEL\n/)
      assert.match(sent[0]!.text, /https:\/\/baton\.test\.example\/reports\/funnel\?/)
      const { data } = await get<ReportSchedules>('/api/report-schedules')
      assert.ok(Date.parse(data[0]!.nextAt) > later)
      assert.deepEqual(
        data[0]!.recipients.map(({ id }) => id),
        [marketing.id],
      )
    } finally {
      await reports.stop()
    }
  })

  test('what happened since is in the next answer that asks for it', async () => {
    const before = await get<ReportOf<'volume'>>(`/api/reports/volume?${ALL}&fresh=true`)
    const { rows } = await server.pool.query<{ writeKey: string }>(
      `select write_key as "writeKey" from sources limit 1`,
    )
    const authorization = `Basic ${Buffer.from(`${rows[0]!.writeKey}:`).toString('base64')}`
    const sent = await server.ask('POST', '/v1/identify', {
      headers: { authorization },
      body: { userId: 'new-one', traits: { email: 'new-one@new.example' } },
    })
    assert.equal(sent.status, 200, sent.text)
    const now = await get<ReportOf<'volume'>>(`/api/reports/volume?${ALL}&fresh=true`)
    assert.equal(now.answer.totals.leads.count, before.answer.totals.leads.count + 1)
    assert.ok(now.asOf > before.asOf)
  })
})
