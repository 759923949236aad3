/**
 * While history is loaded, nobody acts on how leads stand: what looks open now is closed by the rows still to come. Loading
 * holds a shared lock of the database, so that a command beside the server is seen by it, and one that died is not.
 */
import type pg from 'pg'

const LOADING = 7_220_117

export async function whileLoading<Result>(pool: pg.Pool, load: () => Promise<Result>): Promise<Result> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock_shared($1)', [LOADING])
    try {
      return await load()
    } finally {
      await client.query('select pg_advisory_unlock_shared($1)', [LOADING])
    }
  } finally {
    client.release()
  }
}

/** True while somebody loads. Two who ask at the same moment may both hear so; they ask again soon. */
export async function isLoading(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ free: boolean }>('select pg_try_advisory_xact_lock($1) as free', [
    LOADING,
  ])
  return !rows[0]!.free
}
