/** What the installation remembers about itself: a few named texts, such as how far the demo company was made. */
import type pg from 'pg'

export async function setting(client: pg.Pool | pg.ClientBase, name: string): Promise<string | null> {
  const { rows } = await client.query<{ value: string }>('select value from settings where name = $1', [name])
  return rows[0]?.value ?? null
}

/** Keeps this value, whatever there was before. */
export async function keepSetting(pool: pg.Pool, name: string, value: string): Promise<void> {
  await pool.query(
    'insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value',
    [name, value],
  )
}

/** Keeps the first value that a name is given, and returns it. */
export async function settleSetting(pool: pg.Pool, name: string, value: string): Promise<string> {
  await pool.query('insert into settings (name, value) values ($1, $2) on conflict do nothing', [name, value])
  return (await setting(pool, name)) ?? value
}
