/** What becomes of sends that were taken: begun, settled, given back, or left without an answer. */
import type pg from 'pg'

export interface Held {
  readonly id: string
  /** What was taken with an older one is somebody else's by now. */
  readonly fence: number
}

/**
 * Written right before letters are handed over: until here a send that is lost was surely not sent. Says of each whether it is
 * still ours, and nothing came up since.
 */
export async function beginSends(
  pool: pg.Pool,
  held: readonly Held[],
  leaseMs: number,
): Promise<readonly boolean[]> {
  const { rows } = await pool.query<{ id: string }>(
    `update sends s set begun_at = clock_timestamp(), lease_until = clock_timestamp() + make_interval(secs => $2),
       attempts = attempts + 1
     from json_to_recordset($1::json) as g(id uuid, fence int)
     where s.id = g.id and s.fence = g.fence and s.state = 'sending' and s.begun_at is null
       and s.lease_until > clock_timestamp()
       and not exists (select 1 from send_pauses p where p.mail = s.mail and p.lifted_at is null)
       and not exists (select 1 from suppressions x where x.key = s.recipient and x.removed_at is null)
     returning s.id`,
    [JSON.stringify(held), leaseMs / 1000],
  )
  const begun = new Set(rows.map(({ id }) => id))
  return held.map(({ id }) => begun.has(id))
}

export interface Settled extends Held {
  readonly state: 'sent' | 'queued' | 'failed' | 'unknown'
  readonly reason: string
  readonly detail: string
  readonly nextAt?: Date
}

/** False: it was taken from us meanwhile, and what became of it stands as it stands. */
export async function settleSends(pool: pg.Pool, settled: readonly Settled[]): Promise<readonly boolean[]> {
  const { rows } = await pool.query<{ id: string }>(
    `update sends s set state = g.state, reason = g.reason, detail = g.detail, lease_until = null,
       next_at = coalesce(g."nextAt", s.next_at), begun_at = case when g.state = 'queued' then null else s.begun_at end,
       sent_at = case when g.state in ('sent', 'unknown') then s.sent_at end,
       settled_at = case when g.state = 'queued' then null else now() end
     from json_to_recordset($1::json)
       as g(id uuid, fence int, state text, reason text, detail text, "nextAt" timestamptz)
     where s.id = g.id and s.fence = g.fence and s.state = 'sending' returning s.id`,
    [JSON.stringify(settled)],
  )
  const done = new Set(rows.map(({ id }) => id))
  return settled.map(({ id }) => done.has(id))
}

/** Gives back what was taken and not begun. */
export async function releaseSends(pool: pg.Pool, held: readonly Held[]): Promise<void> {
  await pool.query(
    `update sends s set state = 'queued', lease_until = null, sent_at = null
     from json_to_recordset($1::json) as g(id uuid, fence int)
     where s.id = g.id and s.fence = g.fence and s.state = 'sending' and s.begun_at is null`,
    [JSON.stringify(held)],
  )
}

/**
 * A worker that died left what it held. What it had not begun is queued again; of what it had begun nobody knows, and it is not sent
 * once more. By the database's clock, which all workers share.
 */
export async function endLeases(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `update sends set state = case when begun_at is null then 'queued' else 'unknown' end,
       reason = case when begun_at is null then reason else 'worker lost' end, lease_until = null,
       sent_at = case when begun_at is null then null else sent_at end,
       settled_at = case when begun_at is null then null else now() end
     where state = 'sending' and lease_until < clock_timestamp()`,
  )
  return rowCount ?? 0
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const WAITS = [5 * MINUTE, 15 * MINUTE, 45 * MINUTE, 2 * HOUR, 6 * HOUR]
const WAIT_MAX = 8 * HOUR
/** Over about three days. */
const ATTEMPTS_MAX = 13

/** When the next attempt is, after so many; null: that was the last. */
export function nextAttempt(attempts: number, now: number): number | null {
  return attempts >= ATTEMPTS_MAX ? null : now + (WAITS[attempts - 1] ?? WAIT_MAX)
}
