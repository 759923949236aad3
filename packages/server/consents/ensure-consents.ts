/** Consents to begin with, where a history was loaded whose forms were ticked elsewhere. */
import type pg from 'pg'
import { versionOfText } from './consent-rows.ts'

export interface GivenConsents {
  readonly purpose: string
  /** Word for word what was agreed to. */
  readonly text: string
  readonly source: string
  /** Whoever did one of these agreed when they first did. */
  readonly events: readonly string[]
  /** Of whom, in hundredths; who they are is settled by their ids. */
  readonly percent: number
}

/** Adds them where nothing was ever said about the purpose. */
export async function ensureConsents(pool: pg.Pool, given: GivenConsents): Promise<void> {
  const { purpose, text, source, events, percent } = given
  await pool.query(
    `insert into consents (id, lead_id, purpose, status, text, text_version, source, at)
     select gen_random_uuid(), lead_id, $1, 'given', $2, $3, $4, min(occurred_at) from events e
     where name = any($5) and counts and mod(abs(hashtext(lead_id::text)), 100) < $6
       and not exists (select from consents c where c.lead_id = e.lead_id and c.purpose = $1)
     group by lead_id`,
    [purpose, text, versionOfText(text), source, events, percent],
  )
}
