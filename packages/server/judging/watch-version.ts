/** Versions that were agreed for a date: when it comes, everybody is judged under the one that is in force then. */
import type pg from 'pg'
import { VERSION_IN_FORCE } from '../agreements/index.ts'
import { repeat } from '../platform/repeat.ts'

const LOOK_EVERY_MS = 1_000

/** @param onChange another version is in force than a moment ago. Returns what ends the watch. */
export function watchVersion(
  pool: pg.Pool,
  onChange: () => void,
  log: (line: string) => void,
): () => Promise<void> {
  let known: number | null = null
  // At once: what comes into force before the first look would be taken for what was in force before.
  const when = { everyMs: LOOK_EVERY_MS, firstAfterMs: 0 }
  return repeat({ ...when, what: 'Looking which version is in force', log }, async () => {
    const { rows } = await pool.query<{ version: number | null }>(`select ${VERSION_IN_FORCE} as version`)
    const version = rows[0]?.version ?? null
    if (known !== null && version !== known) onChange()
    known = version
  })
}
