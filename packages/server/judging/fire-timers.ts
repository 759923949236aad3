/**
 * Timers of leads to whom nothing happens: a clock runs out, a rest ends. The fold knows when; here somebody looks at
 * the clock. An event that comes first folds the timers before it by itself, so each fires once, whoever is quicker.
 */
import type pg from 'pg'
import { dayOf } from '@baton/engine'
import type { Agreements } from '../agreements/index.ts'
import type { LedgerEntry } from '../decisions/index.ts'
import { leadHistories, leadsWithRoots, leadWrites } from '../leads/index.ts'
import { isLoading } from '../platform/postgres/loading.ts'
import { foldTimers, refold } from './judge-leads.ts'
import { recordDecisions } from './record-decisions.ts'
import { takeTurn } from './take-turn.ts'
import { repeat } from '../platform/repeat.ts'

const BATCH = 500

/** Fires every timer that is due before `now`. Returns how many leads it touched. */
export async function fireTimers(pool: pg.Pool, agreements: Agreements, now: number): Promise<number> {
  for (let touched = 0; ;) {
    // Most of the time nothing is due, and nobody has to wait for that to be found out.
    const { rowCount } = await pool.query('select 1 from leads where next_timer_at < $1 limit 1', [
      new Date(now),
    ])
    if (!rowCount) return touched
    touched += await fireBatch(pool, agreements, now)
  }
}

async function fireBatch(pool: pg.Pool, agreements: Agreements, now: number): Promise<number> {
  const client = await pool.connect()
  try {
    const { version } = await takeTurn(client)
    const inForce = await agreements.version(client, version)
    const due = await client.query<{ id: string }>(
      'select id from leads where next_timer_at < $1 order by next_timer_at, id limit $2',
      [new Date(now), BATCH],
    )
    const ids = due.rows.map(({ id }) => id)
    const leads = (await leadsWithRoots(client, ids)).filter(({ id }) => ids.includes(id))
    const entries: LedgerEntry[] = []
    const behind = leads.filter((lead) => lead.agreementVersion !== version).map(({ id }) => id)
    const histories = behind.length > 0 ? await leadHistories(client, behind) : null
    for (const lead of leads) {
      const history = histories?.get(lead.id)
      entries.push(...(history ? refold(lead, history, inForce, now) : foldTimers(lead, now, inForce)))
    }
    await leadWrites(inForce.compiled, leads, dayOf(now))(client)
    await recordDecisions(client, entries, inForce, {
      ...(histories && { known: histories }),
      refolded: leads.filter(({ id }) => behind.includes(id)),
    })
    await client.query('commit')
    return ids.length
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

const LOOK_EVERY_MS = 1_000

/** Looks every second. Returns what ends it, once the look under way is through. */
export function fireTimersAlways(
  pool: pg.Pool,
  agreements: Agreements,
  log: (line: string) => void,
): () => Promise<void> {
  return repeat({ everyMs: LOOK_EVERY_MS, what: 'Looking after timers', log }, async () => {
    // What is loaded brings the events that a clock seems to wait for.
    if (!(await isLoading(pool))) await fireTimers(pool, agreements, Date.now())
  })
}
