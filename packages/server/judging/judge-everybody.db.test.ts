import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { simulate } from '@baton/simulator'
import { readFileSync } from 'node:fs'
import { installFirstAgreement, proposeVersion } from '../agreements/index.ts'
import { type Intake, loadEvents, openIntake } from '../events/index.ts'
import { verifyStates } from '../leads/index.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { ensureSource } from '../sources/index.ts'
import { forgetOtherFolds, judgeEverybody } from './judge-everybody.ts'
import { signVersion } from './sign-version.ts'

const UNTIL = Math.floor(Date.now() / 86_400_000) * 86_400_000
const first = readFileSync(new URL('../../../agreements/northbeam-b2b.yaml', import.meta.url), 'utf8')
/** Stricter where it counts: fewer leads are promoted by interest in the product. */
const second = first.replace('meter: intent, at-least: 60', 'meter: intent, at-least: 90')

let database: TestDatabase
let intake: Intake

before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool, { document: first, note: 'first' })
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
  await loadEvents(intake, database.pool, 'crm', simulate({ seed: 7, until: UNTIL, leads: 900, months: 8 }))
})
after(async () => {
  await intake.stop()
  await database.drop()
})

const propose = (document: string, inForceAt: string | null = null) =>
  proposeVersion(
    { pool: database.pool, measure: async () => null },
    { document, note: '', inForceAt, by: null },
  )

async function sign(document: string): Promise<number> {
  const { version } = await propose(document)
  await signVersion(database.pool, version, { side: 'marketing', name: 'Mara' })
  const { inForce } = await signVersion(database.pool, version, { side: 'sales', name: 'Sam' })
  assert.ok(inForce)
  return version
}

async function rows<Row>(sql: string): Promise<readonly Row[]> {
  return (await database.pool.query(sql)).rows as Row[]
}

/** Everything that was decided, in order, without ids. */
const ledger = () =>
  rows<{ line: string }>(
    `select concat_ws(' ', lead_id, seq, kind, from_stage, to_stage, added_by, agreement_version, at) as line
     from decisions order by lead_id, seq`,
  )
const stages = async () =>
  new Map(
    (await rows<{ id: string; stage: string }>('select id, stage from leads')).map(({ id, stage }) => [
      id,
      stage,
    ]),
  )

async function assertVerified(): Promise<void> {
  assert.deepEqual((await verifyStates(database.pool)).differences, [])
}

describe('a version that both sides signed', () => {
  test('judges everybody anew; only who stands elsewhere gets a decision, and one', async () => {
    const before = { ledger: await ledger(), stages: await stages() }
    const version = await sign(second)
    const done = (await judgeEverybody(database.pool, database.config, { threads: 2 }))!
    assert.equal(done.version, version)
    assert.equal(done.judged, done.leads)
    assert.ok(done.changed > 0, 'nobody stands elsewhere')
    const after = await stages()
    const moved = [...after].filter(([id, stage]) => stage !== before.stages.get(id))
    assert.equal(done.changed, moved.length)
    const added = (await ledger()).filter(({ line }) => line.includes(' signing '))
    assert.equal(added.length, moved.length)
    assert.deepEqual(
      (await ledger()).filter(({ line }) => !line.includes(' signing ')),
      before.ledger,
    )
    assert.deepEqual(
      await rows(`select distinct agreement_version as v from leads where joined_to is null`),
      [{ v: version }],
    )
    await assertVerified()
  })

  test('is judged anew from the events when another version of the fold left the states', async () => {
    const before = await ledger()
    await database.pool.query(`update leads set state = '{"of":"another form"}'`)
    await database.pool.query(`delete from settings where name = 'fold-version'`)
    await forgetOtherFolds(database.pool)
    await intake.accept([
      {
        sourceId: (await ensureSource(database.pool, 'crm')).id,
        messageId: 'after the upgrade',
        name: 'Page Viewed',
        occurredAt: UNTIL,
        receivedAt: UNTIL,
        trust: 'server',
        identity: { userId: 'u-2' },
        properties: {},
      },
    ])
    const done = (await judgeEverybody(database.pool, database.config, { threads: 2 }))!
    assert.ok(done.judged > 500)
    assert.deepEqual(await ledger(), before)
    await assertVerified()
    await forgetOtherFolds(database.pool)
    assert.equal(await judgeEverybody(database.pool, database.config), null)
  })

  test('judges nobody twice', async () => {
    assert.equal(await judgeEverybody(database.pool, database.config), null)
  })

  test('is gone back from by the same act, and nobody is promoted a second time by that', async () => {
    const promotions = () =>
      rows<{ n: number }>(
        `select count(*)::int as n from (
           select lead_id, cycle from decisions where to_stage = 'mql' and kind = 'stage' and added_by <> 'signing'
           group by 1, 2 having count(*) > 1) as twice`,
      )
    await sign(first)
    await judgeEverybody(database.pool, database.config, { threads: 2 })
    assert.deepEqual(await promotions(), [{ n: 0 }])
    await assertVerified()
  })

  test('judges on where it was stopped, while events keep coming in', async () => {
    const version = await sign(second)
    let judged = 0
    const cut = await judgeEverybody(database.pool, database.config, {
      threads: 1,
      onProgress: (progress) => (judged = progress.judged),
      isStopped: () => judged > 0,
    })
    assert.ok(cut!.judged > 0 && cut!.judged < cut!.leads, `${cut!.judged} of ${cut!.leads}`)
    const more = simulate({ seed: 8, until: UNTIL, leads: 150, months: 8 })
    const [loaded, rest] = await Promise.all([
      loadEvents(intake, database.pool, 'crm', more),
      judgeEverybody(database.pool, database.config, { threads: 2 }),
    ])
    assert.ok(loaded > 1000)
    assert.ok(rest!.leads <= cut!.leads - cut!.judged)
    assert.deepEqual(
      await rows(`select distinct agreement_version as v from leads where joined_to is null`),
      [{ v: version }],
    )
    await assertVerified()
  })
})

describe('a proposal', () => {
  const refused = (code: string) => (error: unknown) => (error as { code: string }).code === code

  test('that is no agreement, or whose golden leads fail, is refused with every problem', async () => {
    await assert.rejects(propose(first.replace('to: reach', 'to: reech')), (error) => {
      const { code, extra } = error as { code: string; extra: { problems: { path: string }[] } }
      return code === 'invalid_agreement' && extra.problems.some(({ path }) => /^\d+:\d+ points/.test(path))
    })
    await assert.rejects(propose(first.replace('grade: A }', 'grade: B }')), refused('invalid_agreement'))
  })

  test('that says what is in force already is refused, and so is signing what a later version overtook', async () => {
    await assert.rejects(propose(second), refused('conflict'))
    const older = await propose(first)
    await sign(first.replace('score: 100', 'score: 90'))
    await assert.rejects(
      signVersion(database.pool, older.version, { side: 'sales', name: 'Sam' }),
      refused('conflict'),
    )
    await assert.rejects(
      signVersion(database.pool, 999, { side: 'sales', name: 'Sam' }),
      refused('not_found'),
    )
  })

  test('with one signature judges nobody', async () => {
    const { version } = await propose(second)
    const signed = await signVersion(database.pool, version, { side: 'sales', name: 'Sam' })
    assert.deepEqual(
      [signed.inForce, signed.signatures.map(({ side, name }) => `${side} ${name}`)],
      [false, ['sales Sam']],
    )
  })
})
