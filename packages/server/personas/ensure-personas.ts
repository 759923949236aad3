/** Personas to begin with. */
import { personaWrittenSchema } from '@baton/protocol'
import type pg from 'pg'

export interface GivenPersona {
  readonly id: string
  readonly [field: string]: unknown
}

/** Adds those that are not there; what people have made of the others since stays. */
export async function ensurePersonas(pool: pg.Pool, given: readonly GivenPersona[]): Promise<void> {
  for (const { id, ...written } of given) {
    const { name, about, pains, words, marks } = personaWrittenSchema.parse(written)
    await pool.query(
      `insert into personas (id, name, about, pains, words, marks) values ($1, $2, $3, $4, $5, $6)
       on conflict (id) do nothing`,
      [id, name, about, pains, words, JSON.stringify(marks)],
    )
  }
}
