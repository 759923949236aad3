import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, beforeEach, describe, test } from 'node:test'
import { type Intake, openIntake } from '../events/index.ts'
import { installFirstAgreement } from '../agreements/index.ts'
import { verifyStates } from '../leads/index.ts'
import { forgetLeads } from '../platform/testing/forget-leads.ts'
import { testDatabase, type TestDatabase } from '../platform/testing/test-database.ts'
import { importFile, type ImportOptions, type ImportSummary } from './import-file.ts'
import { inspectFile } from './inspect-file.ts'
import { readMapping } from './read-mapping.ts'

const NOW = Date.UTC(2026, 10, 22)
const folder = mkdtempSync(join(tmpdir(), 'baton-import-'))
after(() => rmSync(folder, { recursive: true, force: true }))

let database: TestDatabase
let intake: Intake
before(async () => {
  database = await testDatabase()
  await installFirstAgreement(database.pool)
  intake = openIntake({ pool: database.pool, log: (line) => assert.fail(line) })
})
beforeEach(() => forgetLeads(database.pool))
after(async () => {
  await intake.stop()
  await database.drop()
})

const MAPPING = `
source: crm
lead: { id: no }
key: [no]
facts: { lead.source: origin, company.name: firm }
events:
  - { event: Demo Requested, at: asked }
  - { event: Opportunity Won, at: won }
`

const ROWS = 5_000
const lines = Array.from({ length: ROWS }, (_, row) => {
  const day = new Date(Date.UTC(2026, 0, 1 + (row % 200))).toISOString().slice(0, 10)
  return `k${row},${row % 3 ? 'ads' : 'fair'},Firm ${row % 900},${row % 500 === 7 ? 'soon' : day},${row % 20 ? '' : `${day}T10:00:00Z`}`
})
const FILE = ['no,origin,firm,asked,won', ...lines, ''].join('\n')
const BAD = 10
const WINS = ROWS / 20

async function imported(
  more: Partial<ImportOptions> = {},
  content = FILE,
  name = 'crm.csv',
): Promise<ImportSummary> {
  const path = join(folder, name)
  writeFileSync(path, content)
  const { mapping } = readMapping(MAPPING)
  const file = await inspectFile(path, mapping!.csv, [])
  const errorsPath = join(folder, `${name}.errors.csv`)
  const common = { pool: database.pool, intake, file, mapping: mapping!, mappingText: MAPPING, errorsPath }
  return await importFile({ ...common, now: () => NOW, ...more })
}

async function count(sql: string): Promise<number> {
  return Number((await database.pool.query(`select count(*) as n from ${sql}`)).rows[0].n)
}

describe('an import', () => {
  test('stores every sound row once, judged, and names the others in the error file', async () => {
    const summary = await imported()
    assert.deepEqual(
      [summary.status, summary.rows, summary.stored, summary.duplicates, summary.rejected],
      ['finished', ROWS, ROWS - BAD + WINS, 0, BAD],
    )
    assert.deepEqual([await count('events'), await count('leads')], [ROWS - BAD + WINS, ROWS - BAD])
    assert.equal(await count(`leads where stage = 'customer'`), WINS)
    const [header, first] = readFileSync(summary.errorsFile!, 'utf8').split('\n')
    assert.equal(header, '\ufeffline,column,value,reason,no,origin,firm,asked,won')
    assert.match(first!, /^9,asked,soon,"is no time that can be read.*",k7,ads,Firm 7,soon,$/)
    assert.deepEqual((await verifyStates(database.pool)).differences, [])
  })

  test('run again is known by its file and changes nothing', async () => {
    await imported()
    const events = await count('events')
    const summary = await imported()
    assert.deepEqual([summary.status, summary.rows, await count('events')], ['already-imported', 0, events])
  })

  test('sent again row by row, or from a file with more rows, absorbs what it knows', async () => {
    await imported()
    const again = await imported({ again: true })
    assert.deepEqual([again.stored, again.duplicates], [0, ROWS - BAD + WINS])
    const longer = await imported({}, `${FILE}90001,ads,New,2026-02-01,\n`, 'crm-2.csv')
    assert.deepEqual([longer.stored, longer.duplicates], [1, ROWS - BAD + WINS])
  })

  test('that was interrupted goes on where it stopped', async () => {
    const stop = new AbortController()
    const accept: Intake['accept'] = async (events) => {
      stop.abort()
      return await intake.accept(events)
    }
    const first = await imported({ intake: { accept }, signal: stop.signal })
    assert.equal(first.status, 'interrupted')
    assert.ok(first.stored > 0 && first.stored < ROWS, `${first.stored} stored`)
    const second = await imported()
    assert.equal(second.status, 'finished')
    assert.equal(second.rowsSkipped + second.rows, ROWS)
    assert.ok(second.rowsSkipped > 0)
    assert.deepEqual([first.stored + second.stored, second.duplicates], [ROWS - BAD + WINS, 0])
    const errors = readFileSync(join(folder, 'crm.csv.errors.csv'), 'utf8').trim().split('\n')
    assert.equal(errors.length, 1 + BAD)
  })

  test('whose first group fails while the second is stored can be run again: nothing is missing, nothing doubled', async () => {
    let groups = 0
    const second = Promise.withResolvers<void>()
    const accept: Intake['accept'] = async (events) => {
      if (++groups === 1) {
        await second.promise
        throw new Error('the wire was cut')
      }
      const receipts = await intake.accept(events)
      second.resolve()
      return receipts
    }
    await assert.rejects(imported({ intake: { accept } }), /the wire was cut/)
    assert.ok((await count('events')) > 0)
    const summary = await imported()
    assert.equal(summary.status, 'finished')
    assert.equal(await count('events'), ROWS - BAD + WINS)
  })

  test('names the row whose event the intake refuses', async () => {
    const summary = await imported(
      {},
      'no,origin,firm,asked,won\nnull,ads,F,2026-01-01,\n1,ads,F,2026-01-01,\n',
      'odd.csv',
    )
    assert.deepEqual([summary.stored, summary.rejected], [1, 1])
    assert.match(readFileSync(summary.errorsFile!, 'utf8'), /\n2,,Demo Requested,.*null,ads,F/)
  })

  test('mended rows of an error file become part of the same import source', async () => {
    const { errorsFile } = await imported()
    const mended = readFileSync(errorsFile!, 'utf8').replaceAll('soon', '2026-03-01')
    const summary = await imported({}, mended, 'mended.csv')
    assert.deepEqual([summary.stored, summary.rejected], [BAD, 0])
    assert.equal(await count('leads'), ROWS)
  })
})
