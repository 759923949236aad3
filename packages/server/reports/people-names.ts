/** Names of people by their ids, which the dimension `owner` has for values. */
import type pg from 'pg'

export async function namesOfPeople(pool: pg.Pool): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<{ id: string; name: string }>('select id, name from people')
  return Object.fromEntries(rows.map(({ id, name }) => [id, name]))
}
