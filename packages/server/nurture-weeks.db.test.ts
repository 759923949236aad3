/**
 * Five mails over six weeks to two hundred leads of every behaviour, through a real mail server: programs do what the plain replay says, and
 * what arrives is what they sent, each once.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { foldHistory } from '@baton/engine'
import { audienceContext } from '@baton/engine/audience'
import { followLead, readProgram } from '@baton/engine/program'
import { foldOrder } from '../engine/fold/fold-history.ts'
import { seededRandom } from '../engine/learn/seeded-random.ts'
import { leadHistories } from './leads/index.ts'
import { mailResults, sendCounts } from './programs/mail-results.ts'
import { compileTogether } from './programs/running-programs.ts'
import { DAY, type Floor, programFloor } from './programs/testing/program-floor.ts'
import type { AddressInfo } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { ensureMails, letterOfSend } from './mails/index.ts'
import { openSmtp } from './platform/mail/smtp.ts'
import { programGuards } from './programs/index.ts'
import { sendDue, type SendServices, setSendingSettings } from './sends/index.ts'
import {
  agree,
  FAST,
  plainLetter,
  putLeads,
  queueAll,
  sendTo,
  TEST_FROM,
  testServices,
} from './sends/testing/mail-leads.ts'
import type { IncomingEvent } from './events/index.ts'

const PROGRAM = `program: five-mails
name: Five mails
purpose: newsletter
enter: { when: { stage: [lead, recycled] }, again: after 12 days }
goal: { stage: [opportunity, customer] }
leave: { did: Email Unsubscribed }
hold-out: 15%
tones: { compare: { score: 10 }, offer: { score: 30 } }
steps:
  - { id: hello, send: first-steps, tone: teach }
  - { id: rest, wait: 3 days }
  - { id: reads, wait-for: { did: Page Viewed, where: { page_group: pricing } }, up-to: 4 days }
  - id: fork
    branch:
      - { when: { did: Content Downloaded, within: 14 days }, steps: [ { id: proof, send: case-study, tone: compare } ] }
      - { steps: [ { id: more, send: more-to-read, tone: teach }, { id: pause, wait: 2 days } ] }
  - id: subject
    split:
      by: click
      arms:
        - { id: a, steps: [ { id: ways, send: compare-ways, tone: compare } ] }
        - { id: b, steps: [ { id: slow, wait: 1 day }, { id: talk, send: talk-to-us, tone: offer } ] }
`
const LEADS = 200
const WEEKS = 6
const START = Math.floor((Date.now() - 60 * DAY) / DAY) * DAY

let floor: Floor
let mailbox: Mailbox
let sending: SendServices
/** As the simulated weeks have it. */
let clock = START

before(async () => {
  floor = await programFloor()
  mailbox = await openMailbox()
  await setSendingSettings(floor.pool, { ...FAST, perDay: 10, perWeek: 50 })
  sending = testServices(floor.pool, openSmtp({ url: mailbox.url, from: TEST_FROM }), {
    letterOf: letterOfSend({ organisation: { name: 'Northbeam' }, from: TEST_FROM }),
    guards: programGuards,
    clock: () => clock,
  })
})
after(async () => {
  sending.smtp.close()
  await mailbox.close()
  await floor.stop()
})

const ACTS = [
  ['Page Viewed', { page_group: 'pricing' }],
  ['Page Viewed', { page_group: 'blog' }],
  ['Content Downloaded', { title: 'Flow' }],
  ['Content Downloaded', { title: 'Flow' }],
  ['Demo Requested', {}],
  ['Handoff Rejected', { reason: 'bad-timing' }],
  ['Handoff Accepted', {}],
  ['Handoff Returned', { reason: 'bad-timing' }],
  ['Opportunity Opened', {}],
  ['Email Unsubscribed', {}],
] as const

/** No two events of a lead, and none of its waits, fall on one instant. */
function behaviour(random: () => number, who: string): readonly IncomingEvent[] {
  const aDay = () => Math.floor(random() * WEEKS * 7) * DAY
  const count = Math.floor(random() * 11)
  const first = floor.event(who, 'Newsletter Subscribed', START + Math.floor(random() * 14) * DAY, {
    lead: { email: `${who}@acme.example` },
  })
  const others = Array.from({ length: count }, (_, index) => {
    const [name, properties] = ACTS[Math.floor(random() * ACTS.length)]!
    return floor.event(who, name, START + aDay() + (index + 1) * 60_000, { properties })
  })
  return [first, ...others.filter(({ occurredAt }) => occurredAt > first.occurredAt)]
}

test('each of 200 leads is sent exactly what the plain replay of its history says', async () => {
  const random = seededRandom(11)
  const events = Array.from({ length: LEADS }, (_, index) => behaviour(() => random.next(), `lead-${index}`))
    .flat()
    .toSorted((a, b) => a.occurredAt - b.occurredAt)
  await floor.begin(PROGRAM)
  const end = START + (WEEKS + 2) * 7 * DAY
  await live(events, end)

  const { compiled: base } = await floor.services.agreements.inForce(floor.pool)
  const { program } = readProgram(PROGRAM, audienceContext(base))
  const { agreement, programs } = compileTogether(base, [program!])
  const { rows: leads } = await floor.pool.query<{ id: string }>('select id from leads order by id')
  assert.equal(leads.length, LEADS)
  const kinds = new Map<string, number>()
  for (const { id } of leads) {
    const history = (await leadHistories(floor.pool, [id])).get(id)!
    const expected: string[] = []
    for (const look of followLead(programs[0]!, agreement, id, foldOrder(history), end)) {
      if (look.began) expected.push('entered')
      for (const act of look.acts) {
        const step = 'step' in act ? act.step : null
        const why = 'why' in act ? act.why : null
        expected.push([act.kind, step, why].filter((part) => part !== null).join(' '))
        kinds.set(act.kind, (kinds.get(act.kind) ?? 0) + 1)
      }
    }
    const happened = (await floor.stepsOf(id)).filter((line) => !line.startsWith('passed '))
    assert.deepEqual(happened, expected, JSON.stringify(foldHistory(agreement, history, end).state.stage))
  }
  for (const kind of ['send', 'passed-over', 'paused', 'resumed', 'left'])
    assert.ok((kinds.get(kind) ?? 0) > 10, `${kind}: ${kinds.get(kind)}`)
  const sends = await floor.sends()
  assert.equal(sends.length, kinds.get('send'), 'one mail in the outbox for each')
  await assertArrived(sends.length)
  await assertResults('first-steps', 'hello')
})

/** What a mail's results say is counted here once more, one lead after the other. */
async function assertResults(mail: string, step: string): Promise<void> {
  const { pool } = floor
  const rowsOf = async (sql: string, values: readonly unknown[] = []) =>
    (await pool.query<{ lead: string; at: Date }>(sql, [...values])).rows
  const first = (rows: readonly { readonly lead: string; readonly at: Date }[]) => {
    const times = new Map<string, Date>()
    for (const { lead, at } of rows) if (!(times.get(lead)! <= at)) times.set(lead, at)
    return times
  }
  const mailed = first(
    await rowsOf('select lead_id as lead, sent_at as at from sends where mail = $1', [mail]),
  )
  const heldOut = first(
    await rowsOf(
      `select e.lead_id as lead, s.at from enrolment_steps s join enrolments e on e.id = s.enrolment_id
       where s.step = $1 and e.held_out`,
      [step],
    ),
  )
  assert.ok(mailed.size > 50 && heldOut.size > 5, `${mailed.size} ${heldOut.size}`)
  const results = await mailResults(pool, mail)
  const { rows } = await pool.query('select count(*)::int as n from sends where mail = $1', [mail])
  assert.deepEqual([results.sent, results.delivered, results.bounced], [rows[0].n, rows[0].n, 0])
  for (const { stage, shares } of results.followed) {
    const reached = await rowsOf(
      `select lead_id as lead, at from decisions where kind = 'stage' and to_stage = $1`,
      [stage],
    )
    const after = (side: ReadonlyMap<string, Date>) =>
      new Set(reached.filter(({ lead, at }) => side.get(lead)! <= at).map(({ lead }) => lead)).size
    assert.deepEqual(
      [shares.of, shares.against].map(({ successes, n }) => [successes, n]),
      [
        [after(mailed), mailed.size],
        [after(heldOut), heldOut.size],
      ],
      stage,
    )
  }
  assert.ok(results.followed[0]!.shares.of.successes > 0)
}

/** Every mail of the outbox was taken by the mail server once, for whom and with what it was queued. */
async function assertArrived(count: number): Promise<void> {
  const { rows } = await floor.pool.query<{ line: string; state: string }>(
    `select s.state, concat_ws(' ', root.email, s.mail) as line
     from sends s join leads l on l.id = s.lead_id join leads root on root.id = coalesce(l.joined_to, l.id)`,
  )
  assert.deepEqual([...new Set(rows.map(({ state }) => state))], ['sent'])
  const arrived = await Promise.all(mailbox.letters.map((raw) => PostalMime.parse(raw)))
  assert.equal(arrived.length, count)
  assert.equal(new Set(arrived.map(({ messageId }) => messageId)).size, count)
  // A mail's subject is its id here.
  assert.deepEqual(
    arrived.map(({ to, subject }) => `${to![0]!.address} ${subject}`).toSorted(),
    rows.map(({ line }) => line).toSorted(),
  )
  for (const { headers } of arrived)
    assert.equal(
      headers.find(({ key }) => key === 'list-unsubscribe-post')?.value,
      'List-Unsubscribe=One-Click',
    )
}

/** Events come as they happened, and the runner looks whenever something happens or is due. */
async function live(events: readonly IncomingEvent[], end: number): Promise<void> {
  for (let index = 0, now = START; now < end;) {
    const due = await nextDue()
    now = Math.min(events[index]?.occurredAt ?? Infinity, due ?? Infinity)
    if (now >= end) return
    const group: IncomingEvent[] = []
    for (; events[index]?.occurredAt === now; index += 1) group.push(events[index]!)
    if (group.length > 0) await floor.intake.accept(group)
    await agreeWhoIsNew()
    await floor.run(now)
    clock = now
    await sendDue(sending)
  }
}

async function agreeWhoIsNew(): Promise<void> {
  const { rows } = await floor.pool.query<{ id: string }>(
    'select id from leads l where not exists (select from consents c where c.lead_id = l.id)',
  )
  await agree(
    floor.pool,
    rows.map(({ id }) => id),
  )
}

interface Mailbox {
  readonly url: string
  readonly letters: readonly Buffer[]
  close(): Promise<void>
}

async function openMailbox(): Promise<Mailbox> {
  const letters: Buffer[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData(stream, _session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        letters.push(Buffer.concat(parts))
        done()
      })
    },
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    letters,
    close: () => new Promise((closed) => server.close(closed)),
  }
}

async function nextDue(): Promise<number | null> {
  const { rows } = await floor.pool.query<{ at: Date | null }>(
    `select least((select min(next_at) from enrolments), (select min(at) from program_looks)) as at`,
  )
  return rows[0]!.at?.getTime() ?? null
}

test('content is counted with every mail that showed it, whether it was chosen or named', async () => {
  const { pool } = floor
  const [chosen, named] = [crypto.randomUUID(), crypto.randomUUID()]
  const block = { id: 'piece', kind: 'asset', asset: named, button: 'Read it' }
  await ensureMails(pool, [
    {
      id: 'pieces',
      name: 'Pieces',
      letter: { subject: 'Pieces', from: { name: 'Northbeam' }, blocks: [block] },
    },
  ])
  const leads = await putLeads(pool, 3, (index) => `piece-${index}@acme.example`)
  await queueAll(
    pool,
    leads.map((lead, index) => sendTo(lead, { mail: 'pieces', asset: index === 0 ? chosen : null })),
  )
  clock = Date.now()
  await sendDue({ ...sending, letterOf: async (_client, send) => plainLetter(send) })
  const counts = new Map((await sendCounts(pool, 'asset')).data.map((one) => [one.of, one.sent]))
  assert.deepEqual([counts.get(chosen), counts.get(named)], [1, 3])
  const mails = new Map((await sendCounts(pool, 'mail')).data.map((one) => [one.of, one.sent]))
  assert.equal(mails.get('pieces'), 3)
})
