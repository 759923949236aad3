/** Versions that were agreed for a date: when it comes, everybody is judged under the one that is in force then. */
import type pg from 'pg'
import { VERSION_IN_FORCE } from '../agreements/index.ts'

const LOOK_EVERY_MS = 1_000

/** @param onChange another version is in force than a moment ago. Returns what ends the watch. */
export function watchVersion(
  pool: pg.Pool,
  onChange: () => void,
  log: (line: string) => void,
): () => Promise<void> {
  let known: number | null = null
  let running = Promise.resolve()
  let isLooking = false
  let hasFailed = false
  const look = async () => {
    try {
      const { rows } = await pool.query<{ version: number | null }>(`select ${VERSION_IN_FORCE} as version`)
      const version = rows[0]?.version ?? null
      if (known !== null && version !== known) onChange()
      known = version
      hasFailed = false
    } catch (error) {
      if (!hasFailed) log(`Looking which version is in force failed: ${(error as Error).message}`)
      hasFailed = true
    }
    isLooking = false
  }
  const lookAgain = () => {
    if (isLooking) return
    isLooking = true
    running = look()
  }
  // At once: what comes into force before the first look would be taken for what was in force before.
  lookAgain()
  const timer = setInterval(lookAgain, LOOK_EVERY_MS)
  timer.unref()
  return async () => {
    clearInterval(timer)
    await running
  }
}
