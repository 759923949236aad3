/** Segments to begin with. */
import type pg from 'pg'

export interface GivenSegment {
  readonly id: string
  readonly name: string
  readonly about: string
  readonly document: string
}

/** Adds those that are not there; what people have made of the others since stays. */
export async function ensureSegments(pool: pg.Pool, given: readonly GivenSegment[]): Promise<void> {
  for (const { id, name, about, document } of given)
    await pool.query(
      'insert into segments (id, name, about, document) values ($1, $2, $3, $4) on conflict (id) do nothing',
      [id, name, about, document],
    )
}
