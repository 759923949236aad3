/** How fast and how often mail may leave: set by staff, kept as one row. */
import { type SendingSettings, sendingSettingsSchema } from '@baton/protocol'
import type pg from 'pg'

const NAME = 'sending'

export async function sendingSettings(client: pg.Pool | pg.ClientBase): Promise<SendingSettings> {
  const { rows } = await client.query<{ value: string }>('select value from settings where name = $1', [NAME])
  return sendingSettingsSchema.parse(rows[0] ? JSON.parse(rows[0].value) : {})
}

export async function setSendingSettings(pool: pg.Pool, settings: SendingSettings): Promise<void> {
  await pool.query(
    `insert into settings (name, value) values ($1, $2) on conflict (name) do update set value = excluded.value`,
    [NAME, JSON.stringify(settings)],
  )
}
