import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readHoursLine } from '@baton/engine'
import type { IncomingEvent } from '../events/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import type { DueSend } from '../sends/index.ts'
import { enteringNow } from './entering-now.ts'
import { leadPrograms, takeOut } from './lead-programs.ts'
import { leadsOfCell } from './program-leads.ts'
import { programResults } from './program-results.ts'
import { changeProgram, checkedNow, program, setProgramState, startProgram } from './program-rows.ts'
import { runPrograms } from './run-programs.ts'
import { ProgramShelf } from './running-programs.ts'
import { programGuards } from './send-guard.ts'
import { DAY, type Floor, programFloor } from './testing/program-floor.ts'

const START = Math.floor(Date.now() / DAY) * DAY - 40 * DAY

let floor: Floor
before(async () => (floor = await programFloor()))
after(() => floor.stop())

const documentOf = (id: string, steps: string, more = '') => `program: ${id}
name: ${id}
purpose: newsletter
enter: { when: { did: Form Submitted, where: { form: ${id} } } }
goal: { stage: customer }
${more}
steps: ${steps}
`

/** Somebody who enters the program of that name. */
async function enter(who: string, program: string, at = START): Promise<string> {
  const lead = { email: `${who}@acme.example` }
  await floor.intake.accept([floor.event(who, 'Form Submitted', at, { lead, properties: { form: program } })])
  await floor.run(at)
  return await floor.leadOf(who)
}

async function happens(
  who: string,
  name: string,
  at: number,
  more: Partial<IncomingEvent> = {},
): Promise<void> {
  await floor.intake.accept([floor.event(who, name, at, more)])
}

const passOf = async (lead: string) =>
  (
    await floor.pool.query<{ id: string; why: string | null }>(
      'select id, why from enrolments where lead_id = $1',
      [lead],
    )
  ).rows[0]!

const asksIsLive = (enrolment: string) =>
  transaction(floor.pool, (client) => programGuards.isLive(client, { enrolment } as DueSend))

const HELLO = '{ id: hello, send: first-steps, tone: teach }'

test('a mail that is queued when sales takes the lead is held back at once, before any program looks', async () => {
  await floor.begin(
    documentOf(
      'taken',
      `[ ${HELLO}, { id: rest, wait: 1 day }, { id: more, send: more-to-read, tone: teach } ]`,
    ),
  )
  const lead = await enter('tina', 'taken')
  const { id } = await passOf(lead)
  assert.equal(await asksIsLive(id), true)
  await happens('tina', 'Demo Requested', START + 1000)
  await happens('tina', 'Handoff Accepted', START + 2000)
  assert.equal(await asksIsLive(id), false, 'nobody looked yet')
  await floor.run(START + 3000)
  assert.deepEqual(
    (await floor.sends()).filter((send) => send.lead === lead).map(({ state }) => state),
    ['cancelled'],
  )
  await floor.run(START + 5 * DAY)
  assert.deepEqual(await floor.stepsOf(lead), ['entered', 'send hello', 'paused'])
  await happens('tina', 'Handoff Returned', START + 6 * DAY, { properties: { reason: 'bad-timing' } })
  await floor.run(START + 6 * DAY)
  await floor.run(START + 7 * DAY)
  assert.deepEqual((await floor.stepsOf(lead)).slice(2), [
    'paused',
    'resumed',
    'passed rest',
    'send more',
    'left end',
  ])
})

test('the hours of a program go with its mails, holidays and all', async () => {
  await floor.begin(
    documentOf(
      'office',
      `[ ${HELLO} ]`,
      'hours: { zone: Europe/Berlin, mon-fri: 09:00-17:00, holidays: [2026-12-25] }',
    ),
  )
  const lead = await enter('hedda', 'office')
  const { rows } = await floor.pool.query('select hours::json as hours from sends where lead_id = $1', [lead])
  const week = readHoursLine('Europe/Berlin mon-fri 09:00-17:00')
  assert.deepEqual(rows, [{ hours: { ...week, holidays: ['2026-12-25'] } }])
})

test('a look that is cut short is taken anew, and nothing is done twice', async () => {
  await floor.begin(
    documentOf(
      'cut',
      `[ ${HELLO}, { id: mark, set: { field: lead.persona, to: analyst } }, { id: rest, wait: 1 day } ]`,
    ),
  )
  await happens('cara', 'Form Submitted', START, {
    lead: { email: 'cara@acme.example' },
    properties: { form: 'cut' },
  })
  const stored: IncomingEvent[] = []
  const cutShort = {
    ...floor.services,
    intake: {
      async accept(events: readonly IncomingEvent[]) {
        stored.push(...events)
        await floor.intake.accept(events)
        throw new Error('cut short')
      },
    },
  }
  await assert.rejects(runPrograms(cutShort, new ProgramShelf(cutShort), START), /cut short/)
  const lead = await floor.leadOf('cara')
  assert.deepEqual(await floor.stepsOf(lead), [], 'nothing was kept of it')
  assert.equal(stored.length, 1)
  await floor.run(START)
  await floor.run(START + 1)
  assert.deepEqual(await floor.stepsOf(lead), ['entered', 'send hello', 'set mark'])
  assert.equal((await floor.sends()).filter((send) => send.lead === lead).length, 1)
})

test('several who run at once do everything once', async () => {
  await floor.begin(
    documentOf(
      'many',
      `[ ${HELLO}, { id: rest, wait: 1 day }, { id: more, send: more-to-read, tone: teach } ]`,
    ),
  )
  const leads = Array.from({ length: 60 }, (_, index) => `mara-${index}-x`)
  await floor.intake.accept(
    leads.map((who) =>
      floor.event(who, 'Form Submitted', START, {
        lead: { email: `${who}@acme.example` },
        properties: { form: 'many' },
      }),
    ),
  )
  for (const now of [START, START + DAY])
    await Promise.all(
      Array.from({ length: 4 }, () => runPrograms(floor.services, new ProgramShelf(floor.services), now)),
    )
  for (const who of leads)
    assert.deepEqual(await floor.stepsOf(await floor.leadOf(who)), [
      'entered',
      'send hello',
      'passed rest',
      'send more',
      'left end',
    ])
})

test('whoever is inside goes on under a new version, and does no step again', async () => {
  const id = await floor.begin(
    documentOf(
      'anew',
      `[ ${HELLO}, { id: rest, wait: 5 days }, { id: gone, send: case-study, tone: teach } ]`,
    ),
  )
  const lead = await enter('nora', 'anew')
  const anew = documentOf(
    'anew',
    `[ ${HELLO}, { id: first, send: more-to-read, tone: teach }, { id: rest, wait: 2 days }, { id: last, send: talk-to-us, tone: teach } ]`,
  )
  await floor.pool.query('update programs set draft = $2, revision = revision + 1 where id = $1', [id, anew])
  await floor.run(START + 3 * DAY)
  assert.deepEqual(await floor.stepsOf(lead), ['entered', 'send hello'], 'what is written does not run')
  await startProgram(floor.services, id, 2, null)
  await floor.run(START + 3 * DAY)
  assert.deepEqual(await floor.stepsOf(lead), [
    'entered',
    'send hello',
    'passed rest',
    'send last',
    'left end',
  ])
  const { version, running, changed } = await program(floor.services, id)
  assert.deepEqual([version, running === anew, changed], [2, true, false])
  await assert.rejects(
    floor.pool.query(`update program_versions set document = 'x' where program_id = $1`, [id]),
    /append only/,
  )
})

test('nobody enters again unless the program says so, and a program that rests does nothing', async () => {
  const id = await floor.begin(documentOf('once', `[ ${HELLO} ]`))
  const lead = await enter('olga', 'once')
  await enter('olga', 'once', START + 30 * DAY)
  assert.deepEqual(await floor.stepsOf(lead), ['entered', 'send hello', 'left end'])
  await setProgramState(floor.pool, id, 'paused')
  const other = await enter('otto', 'once', START + 31 * DAY)
  assert.deepEqual(await floor.stepsOf(other), [])
  await setProgramState(floor.pool, id, 'running')
  await floor.run(START + 32 * DAY)
  assert.deepEqual(await floor.stepsOf(other), ['entered', 'send hello', 'left end'])
  await setProgramState(floor.pool, id, 'ended')
  await assert.rejects(setProgramState(floor.pool, id, 'running'), Refusal)
})

test('a lead that is taken out leaves with a reason, and what was queued does not leave', async () => {
  await floor.begin(documentOf('out', `[ ${HELLO}, { id: rest, wait: 9 days } ]`))
  const lead = await enter('paul', 'out')
  const { id } = await passOf(lead)
  const by = uuidV7()
  await floor.pool.query(
    `insert into people (id, name, email, role) values ($1, 'Ada', 'ada@b.example', 'rep')`,
    [by],
  )
  await takeOut(floor.pool, lead, { enrolment: id, reason: 'Asked for a call' }, by)
  assert.equal(await asksIsLive(id), false)
  assert.equal((await passOf(lead)).why, 'by-hand')
  await assert.rejects(takeOut(floor.pool, lead, { enrolment: id, reason: 'again' }, by), Refusal)
  await floor.run(START + 20 * DAY)
  assert.equal((await floor.stepsOf(lead)).at(-1), 'left by-hand')
})

test('of two leads that became one the older pass goes on, and of an erased one nothing does', async () => {
  await floor.begin(
    documentOf(
      'joined',
      `[ ${HELLO}, { id: rest, wait: 3 days }, { id: more, send: more-to-read, tone: teach } ]`,
    ),
  )
  const [one, two] = [await enter('quin', 'joined'), await enter('rosa', 'joined', START + 1000)]
  await floor.pool.query('update leads set joined_to = $2 where id = $1', [two, one])
  await floor.pool.query(
    `insert into history_changes (seq, lead_id) select nextval('events_seq_seq'), $1::uuid`,
    [one],
  )
  await floor.run(START + 2000)
  assert.deepEqual([(await passOf(one)).why, (await passOf(two)).why], [null, 'merged'])
  await floor.run(START + 4 * DAY)
  assert.deepEqual(
    (await floor.sends())
      .filter(({ lead, state }) => [one, two].includes(lead) && state === 'queued')
      .map(({ mail }) => mail),
    ['first-steps', 'more-to-read'],
  )
  const gone = await enter('gina', 'joined')
  await floor.pool.query('insert into erasures (id, lead_id) values (gen_random_uuid(), $1)', [gone])
  await floor.run(START + 4 * DAY)
  assert.equal((await passOf(gone)).why, 'erased')
  await floor.run(START + 30 * DAY)
  assert.equal((await floor.stepsOf(gone)).at(-1), 'left erased')
})

test('each number of the results opens as many leads as it counts', async () => {
  const id = await floor.begin(
    documentOf(
      'counted',
      `[ ${HELLO}, { id: high, send: case-study, tone: offer }, { id: rest, wait: 9 days } ]`,
      'tones: { offer: { score: 90 } }\nhold-out: 40%',
    ),
  )
  for (let index = 0; index < 30; index += 1) await enter(`sven-${index}-y`, 'counted')
  await happens('sven-3-y', 'Opportunity Opened', START + DAY)
  await happens('sven-3-y', 'Opportunity Won', START + 2 * DAY)
  await floor.run(START + 3 * DAY)
  const results = await programResults(floor.services, id)
  const opened = async (cell: string) => (await leadsOfCell(floor.pool, id, cell)).length
  assert.deepEqual([results.entered, results.inIt], [30, 29])
  assert.ok(results.heldOut > 3 && results.heldOut < 25)
  assert.deepEqual(
    [await opened('entered'), await opened('in'), await opened('held-out'), await opened('left:goal')],
    [30, 29, results.heldOut, 1],
  )
  const [hello, high, rest] = results.steps
  assert.equal(hello!.mail!.queued, (await opened('mailed:hello')) - (await cancelled('hello')))
  assert.equal(high!.passedOver, 30)
  assert.equal(await opened('over:high'), 30)
  assert.deepEqual([rest!.standing, await opened('at:rest')], [29, 29])
  const won = results.followed.find(({ stage }) => stage === 'customer')!.shares
  assert.equal(won.of.successes + won.against.successes, 1)
  assert.equal((await opened('reached:customer')) + (await opened('reached-held-out:customer')), 1)
  await assert.rejects(opened('nonsense'), Refusal)
  await assert.rejects(opened('left'), Refusal)
})

async function cancelled(step: string): Promise<number> {
  const { rows } = await floor.pool.query<{ count: number }>(
    `select count(*)::int as count from sends where program = 'counted' and step = $1 and state = 'cancelled'`,
    [step],
  )
  return rows[0]!.count
}

test('a document with problems is kept with their places, and is not started', async () => {
  const id = await floor.begin(documentOf('wrong', `[ ${HELLO} ]`))
  const text = `program: wrong
name: Wrong
purpose: nothing-of-the-kind
enter: { when: { stage: lead } }
goal: { stage: customer }
steps:
  - { id: a, send: no-such-mail, tone: teach }
  - { id: b, tell: team nobody, text: Hello }
  - { id: c, webhook: nowhere }
`
  const by = uuidV7()
  await floor.pool.query(
    `insert into people (id, name, email, role) values ($1, 'Bo', 'bo@b.example', 'marketing')`,
    [by],
  )
  await changeProgram(floor.services, id, { document: text, revision: 1 }, by)
  const { problems } = await program(floor.services, id)
  assert.deepEqual(
    problems.map(({ line, found }) => [line, found]),
    [
      [3, '`nothing-of-the-kind`'],
      [7, '`no-such-mail`'],
      [8, '`nobody`'],
      [9, '`nowhere`'],
    ],
  )
  await assert.rejects(startProgram(floor.services, id, 2, by), Refusal)
  await assert.rejects(
    changeProgram(floor.services, id, { document: text, revision: 1 }, by),
    (error) => error instanceof Refusal && error.code === 'conflict' && /Bo changed it/.test(error.message),
  )
  await assert.rejects(
    changeProgram(floor.services, id, { document: documentOf('other', `[ ${HELLO} ]`), revision: 2 }, by),
    /names the program "other"/,
  )
})

test('a lead is told with what became of each mail, and not only that it was to be sent', async () => {
  await floor.begin(documentOf('told', '[ { id: hello, send: first-steps, tone: teach } ]'))
  const lead = await enter('told', 'told')
  const said = async () => {
    const { data } = await leadPrograms(floor.pool, lead)
    return data[0]!.steps.map(({ what, detail }) => [what, detail['mail'], detail['state'], detail['reason']])
  }
  const others = [
    ['entered', undefined, undefined, undefined],
    ['left', undefined, undefined, undefined],
  ]
  assert.deepEqual(await said(), [others[0], ['send', 'first-steps', 'queued', ''], others[1]])
  await floor.pool.query(`update sends set state = 'suppressed', reason = 'no consent' where lead_id = $1`, [
    lead,
  ])
  assert.deepEqual(await said(), [others[0], ['send', 'first-steps', 'suppressed', 'no consent'], others[1]])
})

test('who would enter is told by the personas that are found, as who enters is', async () => {
  const marks = [{ kind: 'fact', dimension: 'industry', values: ['retail'], weight: 2 }]
  await floor.pool.query('insert into personas (id, name, marks) values ($1, $2, $3)', [
    uuidV7(),
    'Retailer',
    JSON.stringify(marks),
  ])
  const document = documentOf('retail', `[ ${HELLO} ]`).replace(
    /enter: .*/,
    'enter: { when: { persona: [Retailer] } }',
  )
  const { program: read } = await checkedNow(floor.services, document)
  await happens('rita', 'Lead Identified', START, {
    lead: { email: 'rita@shop.example' },
    company: { domain: 'shop.example', fields: { industry: 'retail' } },
  })
  const { enter: would } = await enteringNow(floor.services, read!, START)
  assert.equal(would, 1)
  await floor.begin(document)
  await floor.run(START)
  const { rows } = await floor.pool.query(
    `select count(*)::int as n from enrolments where program_id = 'retail'`,
  )
  assert.equal(rows[0].n, would)
})
