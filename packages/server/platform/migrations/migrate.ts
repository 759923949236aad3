/** Brings a database to the newest schema: numbered files, forward only, each in a transaction, one migrator at a time. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
}

/** Any number that nothing else in the database locks. */
const MIGRATION_LOCK = 7_220_113

export function listMigrations(folder = import.meta.dirname): readonly Migration[] {
  const migrations = readdirSync(folder)
    .filter((file) => /^\d{4}-[a-z0-9-]+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      number: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: readFileSync(join(folder, file), 'utf8'),
    }))
  migrations.forEach((migration, index) => {
    if (migration.number !== index + 1)
      throw new Error(`Migration ${index + 1} is missing or there twice in ${folder}.`)
  })
  return migrations
}

/** Applies what is missing and returns it. Refuses a database that a newer Baton has migrated. */
export async function migrate(pool: pg.Pool, migrations = listMigrations()): Promise<readonly Migration[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK])
    await client.query(
      'create table if not exists migrations (number int primary key, name text not null, applied_at timestamptz not null default now())',
    )
    const { rows } = await client.query<{ number: number; name: string }>(
      'select number, name from migrations',
    )
    const applied = new Map(rows.map((row) => [row.number, row.name]))
    assertSameHistory(applied, migrations)
    const missing = migrations.filter(({ number }) => !applied.has(number))
    for (const migration of missing) await apply(client, migration)
    return missing
  } finally {
    await client.query('select pg_advisory_unlock_all()').catch(() => {})
    client.release()
  }
}

async function apply(client: pg.PoolClient, { number, name, sql }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into migrations (number, name) values ($1, $2)', [number, name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`Migration ${number} "${name}" failed: ${(error as Error).message}`, { cause: error })
  }
}

function assertSameHistory(applied: ReadonlyMap<number, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map(({ number, name }) => [number, name]))
  for (const [number, name] of applied) {
    if (known.get(number) === name) continue
    throw new Error(
      known.has(number)
        ? `The database has migration ${number} "${name}", this Baton has "${known.get(number)}" there.`
        : `The database was migrated by a newer Baton (migration ${number} "${name}"). Start that version.`,
    )
  }
}
