import { type CompiledAgreement, compareEvents, foldHistory, STAGES, standardCatalogue } from '@baton/engine'
import { type Frame, leadEvents, replay } from '@baton/engine/replay'
import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { simulate, type SimulatedEvent } from '../../simulator/index.ts'
import { Agreements, installFirstAgreement } from '../agreements/index.ts'
import { type Intake, openIntake } from '../events/index.ts'
import { leadHistories } from '../leads/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { writeFrame } from './frame-file.ts'
import { frameFromDatabase } from './frame-from-database.ts'
import { openFrameOf } from './kept-frame.ts'

const UNTIL = Date.UTC(2026, 10, 1)
const DAY = 86_400_000

let database: TestDatabase
let intake: Intake
let sourceId: string
let compiled: CompiledAgreement
const folder = mkdtempSync(join(tmpdir(), 'baton-frames-'))
const story = [...simulate({ seed: 11, until: UNTIL, leads: 150, months: 6 })]

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool)
  compiled = (await new Agreements().version(database.pool, 1)).compiled
  sourceId = (await ensureSource(database.pool, 'simulator')).id
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
})
after(async () => {
  await intake.stop()
  await database.drop()
  rmSync(folder, { recursive: true, force: true })
})

type Sent = Omit<SimulatedEvent, 'context'>

async function send(events: readonly Sent[]): Promise<void> {
  for (let at = 0; at < events.length; at += 1000) {
    const group = events.slice(at, at + 1000).map((event) => ({ ...event, sourceId }))
    assert.ok((await intake.accept(group)).every((receipt) => receipt === 'stored'))
  }
}

let sent = 0
function event(name: string, identity: Sent['identity'], more: Partial<Sent> = {}): Sent {
  const at = UNTIL + ++sent
  const messageId = `more-${sent}`
  const told = { occurredAt: at, receivedAt: at, trust: 'server', properties: {}, identified: true } as const
  return { messageId, name, identity, ...told, ...more }
}

async function roots(): Promise<readonly string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    'select id from leads where joined_to is null order by id',
  )
  return rows.map(({ id }) => id)
}

/** Promotions to MQL, readable. */
function promotionsOf(frame: Frame): readonly unknown[] {
  const { promotions, stage } = replay(frame, compiled)
  return frame.leads.map((lead, position) => {
    const rows = [...promotions.lead.keys()].filter((row) => promotions.lead[row] === position)
    return {
      lead,
      stage: STAGES[stage[position]!],
      promotions: rows.map((row) => ({
        at: promotions.at[row],
        tier: compiled.agreement.tiers[promotions.tier[row]!]!.id,
        cycle: promotions.cycle[row],
        seq: frame.seq[promotions.event[row]!],
      })),
    }
  })
}

/** What folding the stored histories concludes. */
async function foldedPromotions(until: number): Promise<readonly unknown[]> {
  const ids = await roots()
  const histories = await leadHistories(database.pool, ids)
  return ids.map((lead) => {
    const history = histories.get(lead)!
    const seqOf = new Map(history.map(({ id, seq }) => [id, seq]))
    const { state, decisions } = foldHistory(compiled, history, until)
    const promotions = decisions
      .filter(({ kind, to }) => kind === 'stage' && to === 'mql')
      .map(({ at, tier, cycle, causeEvent }) => ({ at, tier, cycle, seq: seqOf.get(causeEvent) }))
    return { lead, stage: state.stage, promotions }
  })
}

/** All that a frame holds, apart from how its dictionaries are numbered. */
function contentOf(frame: Frame): unknown {
  return frame.leads.map((id, lead) => [id, leadEvents(frame, lead)])
}

async function assertUpToDate(frame: Frame): Promise<void> {
  const built = await frameFromDatabase(database.pool, standardCatalogue)
  assert.deepEqual(frame.leads, built.leads)
  assert.deepEqual(contentOf(frame), contentOf(built))
  for (const column of ['offsets', 'day', 'ms', 'seq'] as const)
    assert.deepEqual(frame[column], built[column])
  assert.deepEqual(frame.facts.event, built.facts.event)
  assert.equal(frame.throughSeq, built.throughSeq)
  assert.deepEqual(promotionsOf(frame), await foldedPromotions(frame.until))
}

describe('a frame out of PostgreSQL', () => {
  test('of nobody is empty', async () => {
    const frame = await frameFromDatabase(database.pool, standardCatalogue)
    assert.deepEqual([frame.leads, frame.day.length, frame.throughSeq], [[], 0, 0])
  })

  test('has the histories that leads are judged by, and concludes what folding them concludes', async () => {
    await send(story.slice(0, story.length / 2))
    const before = Date.now()
    const frame = await frameFromDatabase(database.pool, standardCatalogue)
    assert.ok(Math.abs(frame.until - before) < 60_000)
    assert.deepEqual(frame.leads, await roots())
    const histories = await leadHistories(database.pool, frame.leads)
    for (const [lead, id] of frame.leads.entries()) {
      const inFrame = leadEvents(frame, lead)
      const stored = histories.get(id)!.toSorted(compareEvents)
      assert.deepEqual(
        inFrame.map(({ seq, name, occurredAt, trust, colleague = false }) => [
          seq,
          name,
          occurredAt,
          trust,
          colleague,
        ]),
        stored.map(({ seq, name, occurredAt, trust, colleague = false }) => [
          seq,
          name,
          occurredAt,
          trust,
          colleague,
        ]),
      )
    }
    const promotions = promotionsOf(frame)
    assert.ok(promotions.length > 100)
    assert.deepEqual(promotions, await foldedPromotions(frame.until))
  })
})

describe('the kept frame', () => {
  const open = () => openFrameOf(database.pool, folder, standardCatalogue)
  const files = () => readdirSync(folder).map((name) => join(folder, name))

  test('is built once and then opened', async () => {
    assert.equal((await open()).from, 'events')
    const { frame, from } = await open()
    assert.equal(from, 'file')
    assert.equal(files().length, 1)
    await assertUpToDate(frame)
  })

  test('is extended by what arrived since: events of the known and of strangers, joined visitors, facts of colleagues', async () => {
    // A few at first, so that a part of the leads has nothing new.
    const rest = story.slice(story.length / 2)
    await send(rest.slice(0, 60))
    const few = await open()
    assert.equal(few.from, 'file and newer events')
    await assertUpToDate(few.frame)
    await send([
      event('Page Viewed', { anonymousId: 'stranger' }, { identified: false, trust: 'public' }),
      event('Page Viewed', { userId: 'u-new', anonymousId: 'stranger-2' }),
    ])
    await assertUpToDate((await open()).frame)
    const before = (await open()).frame.leads.length
    await send([
      event('Lead Identified', { userId: 'u-new', anonymousId: 'stranger', email: 'new@firm.example' }),
      event(
        'Company Identified',
        { userId: 'u-new' },
        { company: { domain: 'firm.example', fields: { employees: 70 } } },
      ),
      event(
        'Company Identified',
        { userId: 'u-2' },
        { company: { domain: 'firm.example', fields: { employees: 90 } } },
      ),
      event('Demo Requested', { userId: 'u-1' }, { occurredAt: UNTIL - 90 * DAY }),
    ])
    const joined = await open()
    assert.equal(joined.from, 'file and newer events')
    assert.equal(joined.frame.leads.length, before - 1)
    await assertUpToDate(joined.frame)
  })

  test('is built anew when a visitor was separated from a lead, be it to be joined to another', async () => {
    const separate = `update leads set joined_to = null where id =
      (select lead_id from identities where kind = 'anonymous' and value = 'stranger') and joined_to is not null`
    // A few events are not worth writing the file for; here it has to have them.
    const keep = async () => writeFrame(files()[0]!, (await open()).frame)
    await keep()
    assert.equal((await database.pool.query(separate)).rowCount, 1)
    await database.pool.query('update intake_turn set generation = generation + 7')
    const apart = await open()
    assert.equal(apart.from, 'events')
    await assertUpToDate(apart.frame)
    const join = (userId: string) => send([event('Page Viewed', { userId, anonymousId: 'stranger' })])
    await join('u-1')
    const joined = await open()
    assert.equal(joined.from, 'file and newer events')
    await assertUpToDate(joined.frame)
    await keep()
    assert.equal((await database.pool.query(separate)).rowCount, 1)
    await database.pool.query('update intake_turn set generation = generation + 7')
    await join('u-2')
    const other = await open()
    assert.equal(other.from, 'events')
    await assertUpToDate(other.frame)
  })

  test('is built anew when most leads have something new', async () => {
    const known = new Set(story.slice(0, story.length / 2 + 60).map(({ messageId }) => messageId))
    await send(story.filter(({ messageId }) => !known.has(messageId)))
    const { frame, from } = await open()
    assert.equal(from, 'events')
    await assertUpToDate(frame)
  })

  test('is built anew when its file is damaged, foreign, or of another history', async () => {
    const [path] = files()
    writeFileSync(path!, readFileSync(path!).subarray(100))
    assert.equal((await open()).from, 'events')
    const { frame, from } = await open()
    assert.equal(from, 'file')
    await assertUpToDate(frame)
    // As after going back to a backup: the last events of the file are not stored.
    await database.pool.query('delete from events where seq = (select max(seq) from events)')
    const restored = await open()
    assert.equal(restored.from, 'events')
    await assertUpToDate(restored.frame)
    const other = { ...standardCatalogue, lead: standardCatalogue.lead.slice(0, 5) }
    assert.equal((await openFrameOf(database.pool, folder, other)).from, 'events')
    assert.equal(files().length, 1)
  })
})
