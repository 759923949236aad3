/**
 * Keeps memberships true: who was written is judged by itself, who is due by the day too; and when segments or the agreement
 * change, everybody once, in batches. How far all of it has come is in the database, so it goes on after a crash.
 */
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { takeTurn } from '../judging/index.ts'
import { isLoading } from '../platform/postgres/loading.ts'
import { changedLeads } from '../watching/index.ts'
import { keepMembers } from './keep-members.ts'
import { type SegmentRules, segmentRules } from './read-segments.ts'

export interface Following {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  /** Milliseconds since 1970-01-01 UTC. */
  readonly now: () => number
  readonly isStopped?: () => boolean
  /** What segments were read as before, kept from one time to the next. */
  readonly held?: HeldRules
}

export interface HeldRules {
  rules: SegmentRules | null
}

const BATCH = 250
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000'

/** Does all that there is to do. Returns how many leads were judged. */
export async function followLeads(following: Following): Promise<number> {
  const { pool, agreements, isStopped = () => false, held = { rules: null } } = following
  // What is loaded now is half there, and who is in what changes with every event.
  if (await isLoading(pool)) return 0
  let judged = 0
  while (!isStopped()) {
    const known = held.rules
    const rules = await segmentRules(pool, await agreements.inForce(pool), known)
    if (rules.segments.length === 0 && !(await hasSegments(pool))) {
      held.rules = null
      await endFollowing(pool)
      return judged
    }
    if (known?.basis !== rules.basis) await beginPass(following, rules)
    held.rules = rules
    const done =
      (await judgeChanged(following, rules)) +
      (await judgeDue(following, rules)) +
      (await judgeNextOfPass(following, rules))
    judged += done
    if (done === 0) return judged
  }
  return judged
}

async function hasSegments(pool: pg.Pool): Promise<boolean> {
  const { rowCount } = await pool.query('select 1 from segments limit 1')
  return rowCount !== 0
}

async function endFollowing(pool: pg.Pool): Promise<void> {
  await pool.query('delete from segment_dues')
  await pool.query('delete from segment_passes')
}

/** Everybody is to be judged by these rules, unless that was begun before. */
async function beginPass({ pool, now }: Following, { basis }: SegmentRules): Promise<void> {
  const { rowCount } = await pool.query('select 1 from segment_passes where basis = $1', [basis])
  if (rowCount) return
  const client = await pool.connect()
  try {
    // In the turn of who writes: what has a greater number is not seen by the pass for certain.
    await takeTurn(client)
    await client.query(
      `insert into segment_passes (basis, begun_at, through_seq, leads)
       values ($1, $2, (select last_value from events_seq_seq), (select count(*) from leads where joined_to is null))
       on conflict (only_one) do update set basis = excluded.basis, begun_at = excluded.begun_at,
         through_seq = excluded.through_seq, leads = excluded.leads, after_lead = null, judged = 0, done_at = null`,
      [basis, new Date(now())],
    )
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

async function judgeNextOfPass({ pool, now }: Following, rules: SegmentRules): Promise<number> {
  const { rows: under } = await pool.query<{ after: string | null }>(
    'select after_lead as after from segment_passes where done_at is null and basis = $1',
    [rules.basis],
  )
  const [pass] = under
  if (!pass) return 0
  const { rows } = await pool.query<{ id: string }>(
    `select id from leads where joined_to is null and id > $1 order by id limit ${BATCH}`,
    [pass.after ?? BEFORE_ALL],
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length === 0) {
    await pool.query('update segment_passes set done_at = $2 where basis = $1 and done_at is null', [
      rules.basis,
      new Date(now()),
    ])
    return 0
  }
  await keepMembers(pool, ids, {
    rules,
    cause: 'definition',
    now: now(),
    andThen: async (client) => {
      await client.query(
        'update segment_passes set after_lead = $2, judged = judged + $3 where basis = $1 and done_at is null',
        [rules.basis, ids.at(-1), ids.length],
      )
    },
  })
  return ids.length
}

async function judgeChanged({ pool, now }: Following, rules: SegmentRules): Promise<number> {
  const { rows } = await pool.query<{ through: number }>('select through_seq as through from segment_passes')
  const after = rows[0]?.through
  if (after === undefined) return 0
  const { leads, through } = await changedLeads(pool, after, BATCH)
  if (through === after) return 0
  await keepMembers(pool, leads, {
    rules,
    cause: 'event',
    now: now(),
    andThen: async (client) => {
      await client.query('update segment_passes set through_seq = $1 where through_seq = $2', [
        through,
        after,
      ])
    },
  })
  // There may be more behind changes that concern nobody.
  return Math.max(leads.length, 1)
}

async function judgeDue({ pool, now }: Following, rules: SegmentRules): Promise<number> {
  const { rows } = await pool.query<{ id: string }>(
    `select lead_id as id from segment_dues where due_at <= $1 order by due_at, lead_id limit ${BATCH}`,
    [new Date(now())],
  )
  if (rows.length === 0) return 0
  const ids = rows.map(({ id }) => id)
  await keepMembers(pool, ids, { rules, cause: 'time', now: now() })
  return ids.length
}
