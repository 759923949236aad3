/** Where webhooks of programs lead. Administrators set it: whoever writes a program only names one. */
import type { ProgramWebhooks } from '@baton/protocol'
import type pg from 'pg'
import { Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'

export async function programWebhooks(pool: pg.Pool): Promise<ProgramWebhooks> {
  const { rows } = await pool.query<ProgramWebhooks['data'][number]>(
    'select name, url from program_webhooks order by name',
  )
  return { data: rows }
}

/** One that is not named any more is gone. @throws Refusal `invalid_request` for a name that comes twice */
export async function setProgramWebhooks(
  pool: pg.Pool,
  { data }: ProgramWebhooks,
  by: string,
): Promise<void> {
  const twice = data.find(({ name }, index) => data.findIndex((other) => other.name === name) !== index)
  if (twice) throw new Refusal('invalid_request', `data: "${twice.name}" is there twice.`)
  await transaction(pool, async (client) => {
    await client.query('delete from program_webhooks where name <> all($1::text[])', [
      data.map(({ name }) => name),
    ])
    for (const { name, url } of data)
      await client.query(
        `insert into program_webhooks (name, url, changed_by) values ($1, $2, $3)
         on conflict (name) do update set url = excluded.url, changed_by = excluded.changed_by, changed_at = now()`,
        [name, url, by],
      )
  })
}
