/**
 * How long each class of data is kept. What a verdict about a known lead rests on stays as long as the lead does; the rest
 * goes when its time is over, a little every day.
 */
import type { Retention } from '@baton/protocol'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { keepSetting, setting } from '../installation/index.ts'
import { inTurn } from '../judging/index.ts'
import { isLoading } from '../platform/postgres/loading.ts'
import { repeat } from '../platform/repeat.ts'

const DEFAULTS: Retention = { visitors: 180, context: 395, hits: 90, mails: 90, refused: 30 }
const SETTING = 'retention'

export async function retention(pool: pg.Pool): Promise<Retention> {
  const text = await setting(pool, SETTING)
  return { ...DEFAULTS, ...(text === null ? {} : (JSON.parse(text) as Partial<Retention>)) }
}

export async function setRetention(pool: pg.Pool, days: Retention): Promise<void> {
  await keepSetting(pool, SETTING, JSON.stringify(days))
}

export type Retired = Readonly<Record<keyof Retention, number>>

/** Removes what is over its time at `now`, and tells how many rows that were. */
export async function retire(pool: pg.Pool, agreements: Agreements, now: number): Promise<Retired> {
  const days = await retention(pool)
  const before = (name: keyof Retention) => new Date(now - days[name] * 86_400_000)
  const rowsOf = async (sql: string, at: Date) => (await pool.query(sql, [at])).rowCount ?? 0
  return {
    visitors: await retireVisitors(pool, agreements, before('visitors')),
    // Where they came from and by what browser: kept to be looked at, judged by nobody.
    context: await inBatches(
      pool,
      `update events set context = null where (lead_id, seq) in (
         select lead_id, seq from events where context is not null and received_at < $1 limit 5000)`,
      before('context'),
    ),
    hits: await rowsOf(
      `update hits set user_agent = '', network = null
       where settled_at is not null and received_at < $1 and (user_agent <> '' or network is not null)`,
      before('hits'),
    ),
    mails: await rowsOf(
      `delete from deliveries where created_at < $1 and state not in ('queued', 'sending')`,
      before('mails'),
    ),
    refused: await rowsOf('delete from failed_events where received_at < $1', before('refused')),
  }
}

async function inBatches(pool: pg.Pool, sql: string, at: Date): Promise<number> {
  for (let all = 0; ;) {
    const { rowCount } = await pool.query(sql, [at])
    if (!rowCount) return all
    all += rowCount
  }
}

/** Others wait for the turn meanwhile. */
const VISITORS_AT_ONCE = 2_000

/** Browsers that nobody was ever known by: all that they did, and that they were there. */
async function retireVisitors(pool: pg.Pool, agreements: Agreements, before: Date): Promise<number> {
  for (let all = 0; ;) {
    const retired = await retireSomeVisitors(pool, agreements, before)
    if (retired === 0) return all
    all += retired
  }
}

async function retireSomeVisitors(pool: pg.Pool, agreements: Agreements, before: Date): Promise<number> {
  return await inTurn(pool, agreements, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `select l.id from leads l where l.stage = 'visitor' and l.ledger_seq = 0 and l.joined_to is null
         and coalesce(l.last_activity_at, l.created_at) < $1 and l.created_at < $1
         and not exists (select 1 from identities i where i.lead_id = l.id and i.kind <> 'anonymous')
         and not exists (select 1 from leads p where p.joined_to = l.id)
         -- What it stated of a company is part of the history of each of that company's leads.
         and not exists (select 1 from events e where e.lead_id = l.id and e.company is not null)
         and not exists (select 1 from erasures e where e.lead_id = l.id)
       order by l.id limit ${VISITORS_AT_ONCE}`,
      [before],
    )
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return 0
    for (const table of ['hits', 'events', 'identities'])
      await client.query(`delete from ${table} where lead_id = any($1::uuid[])`, [ids])
    await client.query('delete from leads where id = any($1::uuid[])', [ids])
    return ids.length
  })
}

const EVERY_MS = 6 * 3_600_000

/** Every six hours, with what else others remove then. Returns what ends it, once the pass under way is through. */
export function retireAlways(
  pool: pg.Pool,
  agreements: Agreements,
  log: (line: string) => void,
  others: (now: number) => Promise<unknown>,
): () => Promise<void> {
  return repeat({ everyMs: EVERY_MS, what: 'Removing what is over its time', log }, async () => {
    if (await isLoading(pool)) return
    await retire(pool, agreements, Date.now())
    await others(Date.now())
  })
}
