import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { dayOf } from '@baton/engine'
import { leadListQuerySchema, leadSorts, type LeadListQuery, type LeadRow } from '@baton/protocol'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { type IncomingEvent, openIntake } from '../events/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource, sourceOutcomes } from '../sources/index.ts'
import { leadDetail, leadHistory } from './lead-detail.ts'
import { leadList } from './lead-list.ts'
import { refadeLeads } from './refade-leads.ts'

const NOW = Date.UTC(2026, 10, 22, 12)
const DAY = 86_400_000
const PEOPLE = 60
/** What a secret key reaches. */
const ALL = { kind: 'key', sourceId: 'test', reach: 'all' } as const

let database: TestDatabase

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool)
  const { id: sourceId } = await ensureSource(database.pool, 'website')
  const intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
  const people = Array.from({ length: PEOPLE }, (_, index) => lifeOf(index))
  const receipts = await intake.accept(people.flat().map((event) => ({ ...event, sourceId })))
  assert.ok(receipts.every((receipt) => receipt === 'stored'))
  await intake.stop()
})
after(() => database.drop())

/** Many share a name, a company, a score and a moment: ties are where pages lose rows. */
function lifeOf(person: number): readonly Omit<IncomingEvent, 'sourceId'>[] {
  const userId = `person-${person}`
  const at = NOW - (person % 7) * DAY
  const told = { occurredAt: at, receivedAt: NOW, trust: 'server', properties: {} } as const
  const identify = {
    ...told,
    messageId: `${userId}-known`,
    name: 'Lead Identified',
    identity: { userId, email: `${userId}@firm-${person % 5}.example` },
    lead: {
      ...(person % 4 !== 0 && { name: `Ada ${person % 9}` }),
      title: person % 3 ? 'Head of 100% growth' : 'Clerk',
      ...(person % 6 !== 0 && { source: person % 2 ? 'referral' : 'organic' }),
    },
    company: { fields: { name: `Firm ${person % 5}`, employees: 10 * person, industry: 'software' } },
  }
  const acts = ['Demo Requested', 'Opportunity Won'].slice(0, person % 3)
  const act = (name: string) => ({ ...told, messageId: `${userId}-${name}`, name, identity: { userId } })
  const visit = {
    ...told,
    messageId: `${userId}-visit`,
    name: 'Page Viewed',
    identity: { anonymousId: `device-${person}` },
  }
  return [visit, identify, ...acts.map(act)]
}

const query = (more: Record<string, string> = {}): LeadListQuery => leadListQuerySchema.parse(more)

async function everyPage(more: Record<string, string>): Promise<readonly LeadRow[]> {
  const rows: LeadRow[] = []
  let cursor: string | null = null
  do {
    const page = await leadList(database.pool, ALL, query({ ...more, limit: '7', ...(cursor && { cursor }) }))
    rows.push(...page.data)
    cursor = page.nextCursor
  } while (cursor)
  return rows
}

describe('the list of leads', () => {
  for (const sort of leadSorts) {
    for (const direction of ['asc', 'desc']) {
      test(`sorted by ${sort} ${direction}, shows everybody once over its pages, in order`, async () => {
        const paged = await everyPage({ sort, direction })
        const whole = await leadList(database.pool, ALL, query({ sort, direction, limit: '200' }))
        assert.equal(paged.length, PEOPLE)
        assert.equal(whole.total, PEOPLE)
        assert.deepEqual(paged, whole.data)
      })
    }
  }

  test('is in order of the score, and unknown names come last either way', async () => {
    const scores = (await everyPage({ sort: 'score' })).map(({ score }) => score)
    assert.deepEqual(
      scores,
      scores.toSorted((a, b) => b - a),
    )
    const grades = (await everyPage({ sort: 'grade' })).map(({ grade }) => grade)
    assert.deepEqual(grades, grades.toSorted())
  })

  test('leaves visitors out until they are asked for', async () => {
    assert.equal(
      (await everyPage({})).some(({ stage }) => stage === 'visitor'),
      false,
    )
    const list = await leadList(database.pool, ALL, query({ stage: 'visitor' }))
    assert.equal(list.total, PEOPLE)
    assert.equal(list.counts.stage.visitor, PEOPLE)
  })

  test('filters, and its counts are the length of what they open', async () => {
    const { counts } = await leadList(database.pool, ALL, query({ source: 'referral' }))
    for (const [stage, count] of Object.entries(counts.stage)) {
      assert.equal((await everyPage({ source: 'referral', stage })).length, count, stage)
    }
    for (const [grade, count] of Object.entries(counts.grade)) {
      assert.equal((await everyPage({ source: 'referral', grade })).length, count, grade)
    }
  })

  test('finds words wherever they stand, and takes % and _ as themselves', async () => {
    const found = async (q: string) => (await leadList(database.pool, ALL, query({ q }))).total
    assert.equal(await found('firm-3.example'), 12)
    assert.equal(await found('ADA clerk'), 15)
    assert.equal(await found('100%'), 40)
    assert.equal(await found('a_a'), 0)
    assert.equal(await found(`'; drop table leads; --`), 0)
  })

  test('refuses a cursor that it did not give out', async () => {
    await assert.rejects(leadList(database.pool, ALL, query({ cursor: 'nonsense' })), /cursor/)
  })
})

describe('sources', () => {
  test('every number is the length of the list that it opens', async () => {
    const { data, total } = await sourceOutcomes(database.pool)
    assert.deepEqual(data.map(({ source }) => source).toSorted(), ['', 'organic', 'referral'])
    assert.equal(total.leads, PEOPLE)
    for (const { source, leads, mql, won } of data) {
      assert.equal((await leadList(database.pool, ALL, query({ source }))).total, leads)
      assert.equal((await leadList(database.pool, ALL, query({ source, reached: 'mql' }))).total, mql)
      assert.equal((await leadList(database.pool, ALL, query({ source, reached: 'customer' }))).total, won)
    }
    assert.ok(total.mql > 0 && total.won > 0)
  })
})

describe('one lead', () => {
  test('comes with company, colleagues, facts, decisions and its history in fold order', async () => {
    const [lead] = (await leadList(database.pool, ALL, query({ q: 'person-2@' }))).data
    const detail = (await leadDetail(database.pool, ALL, lead!.id))!
    assert.equal(detail.company!.name, 'Firm 2')
    assert.equal(detail.company!.colleagues.length, 11)
    assert.deepEqual(
      detail.decisions.map(({ to }) => to),
      ['lead', 'mql', 'customer'],
    )
    assert.equal(detail.facts.email, 'person-2@firm-2.example')
    const { events, truncated } = await leadHistory(database.pool, lead!.id)
    assert.equal(truncated, false)
    assert.equal(events.filter(({ colleague }) => colleague).length, 11)
    assert.deepEqual(
      events.filter(({ colleague }) => !colleague).map(({ name }) => name),
      ['Lead Identified', 'Demo Requested', 'Opportunity Won'],
    )
    assert.deepEqual(
      events,
      events.toSorted((a, b) => a.occurredAt - b.occurredAt || a.seq - b.seq),
    )
  })
})

describe('the day', () => {
  test('fades every score that is behind, once', async () => {
    const agreements = new Agreements()
    const sum = async () =>
      (await database.pool.query<{ sum: number }>('select sum(score) from leads')).rows[0]!.sum
    const before = await sum()
    const later = NOW + 90 * DAY
    assert.ok((await refadeLeads(database.pool, agreements, later)) > 0)
    const after = await sum()
    // Intent loses half in ninety days, interest more; points that are taken fade, too.
    assert.ok(after < before * 0.55 && after > before * 0.4, `${before} faded to ${after}`)
    assert.equal(await refadeLeads(database.pool, agreements, later), 0)
    const { rows } = await database.pool.query('select distinct score_day from leads where score <> 0')
    assert.deepEqual(rows, [{ score_day: dayOf(later) }])
  })
})
