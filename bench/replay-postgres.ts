/** Builds the frame from PostgreSQL, beside a bare COPY of the same rows. */
import { type CompiledAgreement, standardCatalogue } from '@baton/engine'
import { replay, type Frame } from '@baton/engine/replay'
import { frameFromDatabase, migrate, openPool, openPostgres } from '@baton/server'
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import { copyLine, copyRows } from '../packages/server/platform/postgres/copy-rows.ts'
import { copyOut } from '../packages/server/platform/postgres/copy-out.ts'
import { toldEvents, UNTIL } from './replay-history.ts'

const ROWS_AT_A_TIME = 20_000

export interface DatabaseTimes {
  readonly events: number
  /** Milliseconds, by round. */
  readonly frame: readonly number[]
  readonly bareCopy: readonly number[]
}

/**
 * Loads the history's first events into a PostgreSQL of its own and reads them again.
 *
 * @param expected a frame of exactly these events, which the one that is read has to agree with
 */
export async function measureDatabase(
  events: number,
  rounds: number,
  expected: Frame,
  compiled: CompiledAgreement,
): Promise<DatabaseTimes> {
  const dataDir = mkdtempSync(join(tmpdir(), 'baton-bench-'))
  chmodSync(dataDir, 0o755)
  const postgres = await openPostgres({ dataDir, log: () => {} })
  const pool = openPool(postgres.connection, { max: 2 })
  try {
    await migrate(pool)
    await loadHistory(pool, events, { agreementVersion: 1 })
    const frame: number[] = []
    const bareCopy: number[] = []
    for (let round = -1; round < rounds; round++) {
      const copied = await timeOf(() => copyAll(pool))
      const built = await timeOf(async () => {
        const read = await frameFromDatabase(pool, standardCatalogue)
        if (round < 0) assertSame(read, expected, compiled)
      })
      if (round < 0) continue
      bareCopy.push(copied)
      frame.push(built)
    }
    return { events, frame, bareCopy }
  } finally {
    await pool.end()
    await postgres.stop()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function timeOf(work: () => Promise<void>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The rows that a frame is made of, taken off the wire and forgotten. */
async function copyAll(pool: pg.Pool): Promise<void> {
  const client = await pool.connect()
  await copyOut(client, 'select id, joined_to, company_id from leads order by id', () => {})
  const columns = 'lead_id, seq, occurred_at, name, trust, identified, properties, lead, company, company_id'
  await copyOut(client, `select ${columns} from events`, () => {})
  client.release()
}

/** The simulator's leads are numbered in the order of their ids here, so both frames have the same rows. */
function assertSame(read: Frame, expected: Frame, compiled: CompiledAgreement): void {
  assert.equal(read.leads.length, expected.leads.length)
  const { promotions } = replay({ ...read, until: UNTIL }, compiled)
  assert.ok(isDeepStrictEqual(promotions, replay(expected, compiled).promotions), 'the same promotions')
}

function uuidOf(kind: string, number: number): string {
  return `00000000-000${kind}-7000-8000-${number.toString(16).padStart(12, '0')}`
}

/** The simulator's first `count` events by COPY, past the intake: leads that nobody judged, under a version of the agreement. */
export async function loadHistory(
  pool: pg.Pool,
  count: number,
  { agreementVersion }: { readonly agreementVersion: number },
): Promise<void> {
  const client = await pool.connect()
  const companies = new Map<string, string>()
  const leads: string[] = []
  let known = ''
  let rows: string[] = []
  let seq = 0
  const tables: (readonly [statement: string, rows: readonly string[]])[] = []
  const send = async () => {
    for (const [statement, lines] of [...tables, [COPY_EVENTS, rows] as const])
      await copyRows(client, statement, lines.join(''))
    tables.length = 0
    rows = []
  }
  // The foreign keys are checked row by row, so companies and leads go first.
  for (const { lead, company } of toldEvents(count)) {
    if (lead === known) continue
    known = lead
    if (company !== null && !companies.has(company)) companies.set(company, uuidOf('c', companies.size))
    const at = new Date(UNTIL).toISOString()
    leads.push(
      copyLine([
        uuidOf('1', leads.length),
        company && companies.get(company)!,
        at,
        at,
        'visitor',
        String(agreementVersion),
        '{}',
      ]),
    )
  }
  const at = new Date(UNTIL).toISOString()
  tables.push([COPY_COMPANIES, [...companies.values()].map((id) => copyLine([id, at]))], [COPY_LEADS, leads])
  await send()
  known = ''
  let lead = -1
  for (const told of toldEvents(count)) {
    if (told.lead !== known) lead++
    known = told.lead
    const { event } = told
    const about = event.company?.id
    const time = new Date(event.occurredAt).toISOString()
    rows.push(
      copyLine([
        String(++seq),
        uuidOf('e', seq),
        uuidOf('1', lead),
        about ? companies.get(about)! : null,
        uuidOf('5', 1),
        event.messageId,
        event.name,
        time,
        time,
        event.trust,
        event.identified ? 't' : 'f',
        JSON.stringify(event.properties),
        event.lead ? JSON.stringify(event.lead) : null,
        event.company ? JSON.stringify(event.company.fields) : null,
      ]),
    )
    if (rows.length === ROWS_AT_A_TIME) await send()
  }
  await send()
  await client.query('analyze')
  client.release()
}

const COPY_COMPANIES = 'copy companies (id, created_at) from stdin'
const COPY_LEADS =
  'copy leads (id, company_id, created_at, first_seen_at, stage, agreement_version, state) from stdin'
const COPY_EVENTS = `copy events (seq, id, lead_id, company_id, source_id, message_id, name, occurred_at, received_at,
  trust, identified, properties, lead, company) from stdin`
