import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { Agreements } from '../agreements/index.ts'
import { fireTimers } from '../judging/index.ts'
import { forgetLeads } from '../platform/testing/forget-leads.ts'
import type { IncomingEvent, Receipt } from './incoming-event.ts'
import { openIntake } from './open-intake.ts'
import { DAY, NOW, testIntake } from './testing/test-intake.ts'

const { database, intake, event, count, leadOf, assertVerified } = await testIntake()

before(async () => {
  // Stands for whatever PostgreSQL may refuse that we did not think of.
  await database.pool.query(
    `create function refuse_poison() returns trigger language plpgsql as
       $$ begin raise exception 'poison' using errcode = '22000'; end $$;
     create trigger poison before insert on events for each row when (new.name = 'Poison') execute function refuse_poison()`,
  )
})

/** Asks for a demo, from a company that fits. */
const demoFrom = (userId: string) => [
  event('Lead Identified', {
    trust: 'server',
    identity: { userId, email: `${userId}@acme.example` },
    lead: { seniority: 'director' },
    company: { fields: { name: 'Acme', employees: 200, industry: 'software', region: 'emea' } },
  }),
  event('Demo Requested', { trust: 'server', identity: { userId } }),
]

describe('an accepted event', () => {
  test('is stored, judged and in the ledger when the receipt comes', async () => {
    assert.deepEqual(await intake.accept(demoFrom('ada')), ['stored', 'stored'])
    const lead = await leadOf('user', 'ada')
    assert.equal(lead.stage, 'mql')
    assert.equal(lead.email, 'ada@acme.example')
    assert.equal(lead.company_name, 'Acme')
    const { rows } = await database.pool.query('select from_stage, to_stage, seq from decisions order by seq')
    assert.deepEqual(rows, [
      { from_stage: 'visitor', to_stage: 'lead', seq: 1 },
      { from_stage: 'lead', to_stage: 'mql', seq: 2 },
    ])
    await assertVerified()
  })

  test('that promotes leaves the whole evidence in the ledger: what poured, and what stated the facts', async () => {
    const [known] = demoFrom('ada')
    const visits = [1, 2, 3, 4].map((day) =>
      event('Page Viewed', { occurredAt: NOW - DAY + day, properties: { page_group: 'pricing' } }),
    )
    const webinars = [event('Webinar Attended'), event('Webinar Attended')]
    await intake.accept([{ ...known!, occurredAt: NOW - 9 * DAY }])
    for (const [index, visit] of visits.entries()) {
      await intake.accept([{ ...visit, occurredAt: NOW - (8 - index) * DAY }])
    }
    await intake.accept([webinars[0]!])
    await intake.accept([webinars[1]!, event('Form Submitted', { properties: { kind: 'newsletter' } })])
    const { rows } = await database.pool.query(
      `select d.tier, (select array_agg(e.name order by e.seq) from events e where e.id = any(d.evidence)) as names
       from decisions d where to_stage = 'mql'`,
    )
    assert.deepEqual(rows, [])
    await intake.accept([event('Trial Started')])
    const promoted = await database.pool.query(
      `select d.tier, (select array_agg(e.name order by e.seq) from events e where e.id = any(d.evidence)) as names
       from decisions d where to_stage = 'mql'`,
    )
    assert.deepEqual(promoted.rows, [
      {
        tier: 'content-interest',
        names: [
          'Lead Identified',
          ...visits.map(({ name }) => name),
          'Webinar Attended',
          'Webinar Attended',
          'Trial Started',
        ],
      },
    ])
  })

  test('is counted once within a request', async () => {
    const once = event('Demo Requested')
    assert.deepEqual(await intake.accept([once, once, once]), ['stored', 'duplicate', 'duplicate'])
    assert.equal(await count('events'), 1)
  })

  test('is counted once across requests, whatever it says the second time', async () => {
    const once = event('Demo Requested')
    await intake.accept([once])
    assert.deepEqual(await intake.accept([{ ...once, name: 'Page Viewed', identity: { userId: 'grace' } }]), [
      'duplicate',
    ])
    assert.equal(await count('events'), 1)
    assert.equal(await count('leads'), 1)
  })

  test('is counted once when forty copies come at the same moment, through two writers', async () => {
    const second = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
    const once = event('Demo Requested')
    const receipts = await Promise.all(
      Array.from({ length: 40 }, (_, n) => (n % 2 ? intake : second).accept([once])),
    )
    await second.stop()
    assert.equal(receipts.flat().filter((receipt) => receipt === 'stored').length, 1)
    assert.equal(await count('events'), 1)
    await assertVerified()
  })
})

describe('two writers on one database', () => {
  test('judge the same leads in turn without losing anything', async () => {
    const writers = [intake, openIntake({ pool: database.pool, log: (line) => assert.fail(line) })]
    const rounds = Array.from({ length: 60 }, (_, n) =>
      writers[n % 2]!.accept([
        event('Page Viewed', { identity: { userId: `u${n % 5}`, anonymousId: `a${n % 7}` } }),
        event('Content Downloaded', { identity: { anonymousId: `a${n % 7}` } }),
      ]),
    )
    await Promise.all(rounds)
    await writers[1]!.stop()
    assert.equal(await count('events'), 120)
    await assertVerified()
  })
})

describe('a poisoned event', () => {
  for (const position of [0, 1, 2, 3, 4]) {
    test(`in place ${position + 1} of five is refused, and its neighbours are stored`, async () => {
      const events = Array.from({ length: 5 }, () => event('Page Viewed'))
      events[position] = { ...events[position]!, properties: { a: 'x\0y' } }
      const receipts = await intake.accept(events)
      const refused = receipts.filter(
        (receipt): receipt is Exclude<Receipt, string> => typeof receipt === 'object',
      )
      assert.equal(refused.length, 1)
      assert.equal(refused[0]?.refused, 'invalid_text')
      assert.equal(typeof receipts[position], 'object')
      assert.equal(await count('events'), 4)
      assert.equal(
        await count(
          `failed_events where code = 'invalid_text' and message_id = '${events[position]?.messageId}'`,
        ),
        1,
      )
    })

    test(`that only PostgreSQL finds, in place ${position + 1} of five, is found by halving`, async () => {
      const events = Array.from({ length: 5 }, () => event('Page Viewed'))
      events[position] = { ...events[position]!, name: 'Poison' }
      const receipts = await intake.accept(events).catch((error: Error) => error)
      assert.ok(Array.isArray(receipts), String(receipts))
      assert.deepEqual(
        receipts.map((receipt) => (receipt as Receipt) === 'stored'),
        [0, 1, 2, 3, 4].map((n) => n !== position),
      )
      assert.equal(await count('events'), 4)
    })
  }
})

describe('state', () => {
  test('is the same whatever the order of arrival', async () => {
    const story: readonly Partial<IncomingEvent & { name: string }>[] = [
      { name: 'Page Viewed', identity: { anonymousId: 'b1' }, properties: { page_group: 'pricing' } },
      { name: 'Content Downloaded', identity: { anonymousId: 'b1' } },
      {
        name: 'Lead Identified',
        identity: { userId: 'ada', anonymousId: 'b1' },
        lead: { email: 'ada@acme.example', seniority: 'vp' },
      },
      {
        name: 'Company Identified',
        identity: { userId: 'grace', email: 'grace@acme.example' },
        company: { fields: { employees: 120, industry: 'software' } },
      },
      {
        name: 'Company Identified',
        identity: { userId: 'grace' },
        company: { fields: { employees: 80, region: 'emea', name: 'Acme' } },
      },
      { name: 'Webinar Attended', identity: { userId: 'ada' }, properties: { minutes: 40 } },
      { name: 'Demo Requested', identity: { userId: 'ada' } },
      { name: 'Lead Identified', identity: { userId: 'ada' }, lead: { seniority: 'director' } },
    ]
    const stateAfter = async (order: readonly number[]) => {
      await forgetLeads(database.pool)
      for (const n of order)
        await intake.accept([
          event(story[n]!.name!, {
            ...story[n],
            messageId: `s-${n}`,
            occurredAt: NOW - 10 * DAY + n * DAY,
            trust: 'server',
          }),
        ])
      // A history folded anew has its timers fired; those of the other are fired by whoever looks at the clock.
      await fireTimers(database.pool, new Agreements(), Date.now())
      await assertVerified()
      const { state } = await leadOf('user', 'ada')
      const plain = (text: string) =>
        text.replace(/"[0-9a-f-]{36}"/g, '"id"').replace(/"seq":\d+/g, '"seq":0')
      return plain(JSON.stringify(state))
    }
    const inOrder = await stateAfter([0, 1, 2, 3, 4, 5, 6, 7])
    assert.match(inOrder, /"stage":"mql"/)
    const random = seeded(7)
    for (let round = 0; round < 12; round += 1) {
      const order = story.map((_, n) => n).sort(() => random() - 0.5)
      assert.equal(await stateAfter(order), inOrder, `order ${order}`)
    }
  })

  test('after a late event adds one decision at most, and edits none', async () => {
    await intake.accept(demoFrom('ada'))
    const before = (await database.pool.query('select * from decisions order by seq')).rows
    const late = event('Lead Identified', {
      trust: 'server',
      occurredAt: NOW - 5 * DAY,
      lead: { seniority: 'student' },
    })
    await intake.accept([late])
    assert.deepEqual((await database.pool.query('select * from decisions order by seq')).rows, before)
    await intake.accept([
      event('Handoff Rejected', {
        trust: 'server',
        occurredAt: NOW - 6 * DAY,
        properties: { reason: 'not-a-fit' },
      }),
    ])
    await assertVerified()
  })
})

describe('the queue', () => {
  test('when full refuses with a time to come back, and loses nothing of what it took', async () => {
    const small = openIntake({ pool: database.pool, log: (line) => assert.fail(line), queueMax: 50 })
    const sent = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) =>
        small.accept([event('Page Viewed', { identity: { userId: `u${n}` } })]),
      ),
    )
    const refused = sent.filter((one): one is PromiseRejectedResult => one.status === 'rejected')
    assert.ok(refused.length > 0)
    for (const { reason } of refused) {
      assert.equal(reason.code, 'intake_full')
      assert.equal(reason.extra.retryAfter, 1)
    }
    assert.equal(await count('events'), 100 - refused.length)
    await small.stop()
    await assert.rejects(small.accept([event('Page Viewed')]), { code: 'stopping' })
  })
})

function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return state / 2_147_483_648
  }
}
