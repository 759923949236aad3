/** A playbook to begin with. */
import type { PlayWritten } from '@baton/protocol'
import type pg from 'pg'

/** Adds those that are not there; what people have made of the others since stays. */
export async function ensurePlays(
  pool: pg.Pool,
  plays: readonly (PlayWritten & { readonly id: string })[],
): Promise<void> {
  for (const { id, objection, answer, proof, contentTitle, contentUrl } of plays)
    await pool.query(
      `insert into plays (id, objection, answer, proof, content_title, content_url)
       values ($1, $2, $3, $4, $5, $6) on conflict (id) do nothing`,
      [id, objection, answer, proof, contentTitle, contentUrl],
    )
}
