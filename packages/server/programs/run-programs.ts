/**
 * Runs programs: whoever changed is looked at, whoever is due, and everybody after the agreement, a program or a segment became
 * another. A pass that is cut short is taken anew; nothing is done twice by it.
 */
import { isLoading } from '../platform/postgres/loading.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { repeat } from '../platform/repeat.ts'
import { takeTurn } from '../judging/index.ts'
import { changedLeads } from '../watching/index.ts'
import { lookAtLeads } from './look-at-leads.ts'
import type { ProgramServices } from './program-services.ts'
import { type ProgramShelf, type RunningPrograms } from './running-programs.ts'

const DUE_AT_ONCE = 1_000
const SWEPT_AT_ONCE = 1_000
/** Batches of one pass, so that what was started or changed meanwhile is taken notice of. */
const BATCHES_MAX = 20

/** Everything that is to be done at `now`. Returns how many leads it looked at. */
export async function runPrograms(
  services: ProgramServices,
  shelf: ProgramShelf,
  now: number,
): Promise<number> {
  const running = await shelf.running(services.pool)
  await sweepAnewIfChanged(services, running.stamp)
  let looked = await endErased(services, now)
  if (running.programs.length === 0) return looked
  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const found =
      (await lookAtChanged(services, running, now)) +
      (await lookAtDue(services, running, now)) +
      (await sweep(services, running, now))
    looked += found
    if (found === 0) break
  }
  return looked
}

/** In the turn of who writes: what comes with a greater number than the last then is not seen by the sweep for certain. */
async function sweepAnewIfChanged({ pool }: ProgramServices, stamp: string): Promise<void> {
  const { rowCount } = await pool.query('select 1 from program_runner where stamp = $1', [stamp])
  if (rowCount === 1) return
  const client = await pool.connect()
  try {
    await takeTurn(client)
    await client.query(
      `update program_runner set stamp = $1, through = (select last_value from events_seq_seq),
         swept_to = '00000000-0000-0000-0000-000000000000'`,
      [stamp],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

/** Of somebody who was erased nothing goes on, in programs that rest neither. */
async function endErased({ pool }: ProgramServices, now: number): Promise<number> {
  return await transaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `with ended as (
         update enrolments e set left_at = $1, why = 'erased', step = null, paused_at = null, next_at = null
         from leads l join erasures x on x.lead_id = coalesce(l.joined_to, l.id)
         where l.id = e.lead_id and e.left_at is null returning e.id)
       insert into enrolment_steps (enrolment_id, at, what, detail)
       select id, $1, 'left', '{"why":"erased"}' from ended`,
      [new Date(now)],
    )
    return rowCount ?? 0
  })
}

async function lookAtChanged(
  services: ProgramServices,
  running: RunningPrograms,
  now: number,
): Promise<number> {
  const { pool } = services
  const { rows } = await pool.query<{ through: number }>(
    'select through::float8 as through from program_runner',
  )
  const before = rows[0]!.through
  const { leads, through } = await changedLeads(pool, before)
  if (through === before) return 0
  await lookAtLeads(services, running, leads, now)
  await pool.query('update program_runner set through = $2 where through = $1', [before, through])
  return leads.length
}

async function lookAtDue(services: ProgramServices, running: RunningPrograms, now: number): Promise<number> {
  const { rows } = await services.pool.query<{ root: string }>(
    `select distinct coalesce(l.joined_to, l.id) as root from (
       (select lead_id from enrolments where next_at <= $1 and program_id = any($2) order by next_at limit $3)
       union all (select lead_id from program_looks where at <= $1 order by at limit $3)) due
     join leads l on l.id = due.lead_id`,
    [new Date(now), running.programs.map(({ compiled }) => compiled.program.id), DUE_AT_ONCE],
  )
  await lookAtLeads(
    services,
    running,
    rows.map(({ root }) => root),
    now,
  )
  return rows.length
}

async function sweep(services: ProgramServices, running: RunningPrograms, now: number): Promise<number> {
  const { pool } = services
  const { rows } = await pool.query<{ to: string | null }>('select swept_to as to from program_runner')
  const before = rows[0]!.to
  if (before === null) return 0
  const leads = await pool.query<{ id: string; root: boolean }>(
    'select id, joined_to is null as root from leads where id > $1 order by id limit $2',
    [before, SWEPT_AT_ONCE],
  )
  const roots = leads.rows.filter(({ root }) => root).map(({ id }) => id)
  await lookAtLeads(services, running, roots, now)
  await pool.query('update program_runner set swept_to = $2 where swept_to = $1 and stamp = $3', [
    before,
    leads.rows.length < SWEPT_AT_ONCE ? null : leads.rows.at(-1)!.id,
    running.stamp,
  ])
  return leads.rows.length
}

const LOOK_EVERY_MS = 1_000

/** Looks every second. Returns what ends it, once the look under way is through. */
export function runProgramsAlways(services: ProgramServices, shelf: ProgramShelf): () => Promise<void> {
  const { pool, log } = services
  return repeat({ everyMs: LOOK_EVERY_MS, what: 'Running programs', log }, async () => {
    // What is loaded happened long ago: who entered by it is found when it is all there.
    if (!(await isLoading(pool))) await runPrograms(services, shelf, Date.now())
  })
}
