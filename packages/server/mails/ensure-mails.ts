/** Mails to begin with. */
import { letterSchema } from '@baton/letters'
import type pg from 'pg'
import { addMail } from './mail-rows.ts'

export interface GivenMail {
  readonly id: string
  readonly name: string
  readonly letter: Readonly<Record<string, unknown>>
}

/** Adds those whose id is free; what people have made of the others since stays. */
export async function ensureMails(pool: pg.Pool, given: readonly GivenMail[]): Promise<void> {
  const { rows } = await pool.query<{ id: string }>('select id from mails')
  const known = new Set(rows.map(({ id }) => id))
  for (const { id, name, letter } of given)
    if (!known.has(id)) await addMail(pool, { id, name, letter: letterSchema.parse(letter) }, null)
}
