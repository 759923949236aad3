/**
 * Scores fade at midnight UTC. A lead's state never needs touching for that, but its row carries the score for sorting
 * and filtering, so once a day the rows are brought to the day.
 */
import { dayOf, scoreOn, type LeadState } from '@baton/engine'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { textArray } from '../platform/postgres/binary-array.ts'
import { repeat } from '../platform/repeat.ts'

const BATCH = 2_000

/** Brings every row that is behind to the day of `asOf`. Returns how many it touched. */
export async function refadeLeads(pool: pg.Pool, agreements: Agreements, asOf: number): Promise<number> {
  const day = dayOf(asOf)
  let after = '00000000-0000-0000-0000-000000000000'
  let touched = 0
  for (;;) {
    const { rows } = await pool.query<{ id: string; state: LeadState; version: number }>(
      `select id, state::json as state, agreement_version as version from leads
       where id > $1::uuid and score_day < $2 and score <> 0 and agreement_version > 0 order by id limit ${BATCH}`,
      [after, day],
    )
    if (rows.length === 0) return touched
    const scores: string[] = []
    for (const { state, version } of rows) {
      const { compiled } = await agreements.version(pool, version)
      scores.push(String(scoreOn(compiled, state, day)))
    }
    // A lead judged meanwhile has a newer day and state than these: its row is left alone.
    await pool.query(
      `update leads l set score = given.score::float8, score_day = $3
       from unnest($1::text[], $2::text[]) as given(id, score)
       where l.id = given.id::uuid and l.score_day < $3`,
      [textArray(rows.map(({ id }) => id)), textArray(scores), day],
    )
    touched += rows.length
    after = rows.at(-1)!.id
  }
}

const CHECK_EVERY_MS = 10 * 60_000

/** Refades now and soon after every midnight UTC. Returns what ends it, once the pass under way is through. */
export function refadeDaily(
  pool: pg.Pool,
  agreements: Agreements,
  log: (line: string) => void,
): () => Promise<void> {
  let refadedDay = 0
  const when = { everyMs: CHECK_EVERY_MS, firstAfterMs: 0 }
  return repeat({ ...when, what: 'Fading the scores of the day', log }, async () => {
    const now = Date.now()
    if (dayOf(now) === refadedDay) return
    await refadeLeads(pool, agreements, now)
    refadedDay = dayOf(now)
  })
}
