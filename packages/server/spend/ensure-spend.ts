/** Spend of the demo company, and how its amounts are read: there from the start, and changed by whoever likes to. */
import type { MoneySettings, SpendWritten } from '@baton/protocol'
import type pg from 'pg'
import { setMoneySettings } from './money-settings.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'

export async function ensureSpend(
  pool: pg.Pool,
  rows: readonly Omit<SpendWritten, 'note'>[],
  settings: MoneySettings,
): Promise<void> {
  const { rowCount } = await pool.query('select 1 from spend limit 1')
  if (rowCount) return
  await setMoneySettings(pool, settings)
  await pool.query(
    `insert into spend (id, source, campaign, starts_on, ends_on, amount, currency)
     select id, source, campaign, "from", "to", amount, currency
     from json_to_recordset($1::json) as g(id uuid, source text, campaign text, "from" date, "to" date, amount numeric, currency text)`,
    [JSON.stringify(rows.map((row) => ({ ...row, id: uuidV7() })))],
  )
}
