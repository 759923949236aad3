/** What a webhook received last: what a mapping is made from. Kept for a fortnight, and few of them. */
import type { HookSamples } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { repeat } from '../platform/repeat.ts'

const KEPT = 50
const DAYS = 14

export async function keepSample(
  pool: pg.Pool,
  hookId: string,
  body: string,
  outcome: string,
): Promise<void> {
  await pool.query(
    'insert into hook_samples (id, hook_id, body, outcome) select $1::uuid, id, $3, $4 from hooks where id = $2',
    [uuidV7(), hookId, body, outcome.slice(0, 500)],
  )
  await pool.query(
    `delete from hook_samples where hook_id = $1 and id in (
       select id from hook_samples where hook_id = $1 order by at desc, id desc offset ${KEPT})`,
    [hookId],
  )
}

export async function samplesOf(pool: pg.Pool, hookId: string): Promise<HookSamples['data']> {
  const { rows } = await pool.query<{ id: string; at: Date; body: string; say: string }>(
    `select id, at, body, outcome as say from hook_samples where hook_id = $1 order by at desc, id desc`,
    [hookId],
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

/** @throws Refusal `not_found` */
export async function sampleBody(pool: pg.Pool, hookId: string, id: string): Promise<unknown> {
  const { rows } = isUuid(id)
    ? await pool.query<{ body: string }>('select body from hook_samples where hook_id = $1 and id = $2', [
        hookId,
        id,
      ])
    : { rows: [] }
  if (!rows[0]) throw nothingThere()
  return JSON.parse(rows[0].body) as unknown
}

const FORGET_EVERY_MS = 10 * 60_000

export async function forgetSamples(pool: pg.Pool): Promise<void> {
  await pool.query(`delete from hook_samples where at < now() - interval '${DAYS} days'`)
}

/** Returns what ends it, once what is under way is through. */
export function forgetSamplesAlways(pool: pg.Pool, log: (line: string) => void): () => Promise<void> {
  return repeat({ everyMs: FORGET_EVERY_MS, what: 'Forgetting samples of webhooks', log }, () =>
    forgetSamples(pool),
  )
}
