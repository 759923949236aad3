/** A PostgreSQL of the operator's own (`DATABASE_URL`): new enough, and not set to lose what was acknowledged. */
import type pg from 'pg'

const OLDEST_MAJOR = 15
const NEEDED_ON = ['fsync', 'full_page_writes', 'synchronous_commit']

/** Throws one line that says what to change. */
export async function assertSafeDatabase(pool: pg.Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    'select name, setting from pg_settings where name = any($1)',
    [[...NEEDED_ON, 'server_version_num', 'server_encoding']],
  )
  const settings = new Map(rows.map((row) => [row.name, row.setting]))
  const major = Math.floor(Number(settings.get('server_version_num')) / 10_000)
  if (major < OLDEST_MAJOR) {
    throw new Error(`DATABASE_URL points at PostgreSQL ${major}; Baton needs ${OLDEST_MAJOR} or newer.`)
  }
  if (settings.get('server_encoding') !== 'UTF8') {
    throw new Error(`The database's encoding is ${settings.get('server_encoding')}; Baton needs UTF8.`)
  }
  for (const name of NEEDED_ON) {
    if (settings.get(name) === 'off') {
      throw new Error(
        `PostgreSQL runs with ${name}=${settings.get(name)}: acknowledged events could be lost. Set it on.`,
      )
    }
  }
}
