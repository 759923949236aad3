/** What a person says of a send that the worker cannot decide. */
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { isUuid } from '../platform/uuid-v7.ts'

/** @throws Refusal `not_found`, `conflict` */
export async function settleByHand(
  pool: pg.Pool,
  id: string,
  as: 'sent' | 'failed' | 'again',
  person: string,
): Promise<void> {
  if (!isUuid(id)) throw nothingThere()
  // What is put aside or failed was surely not sent.
  const { rowCount } = await pool.query(
    `update sends set state = case $2 when 'again' then 'queued' else $2 end, reason = 'by hand', settled_by = $3,
       settled_at = case when $2 = 'again' then null else now() end, attempts = case when $2 = 'again' then 0 else attempts end,
       next_at = case when $2 = 'again' then now() else next_at end, sent_at = case when $2 = 'sent' then sent_at end,
       begun_at = case when $2 = 'again' then null else begun_at end
     where id = $1 and (state = 'unknown' or ($2 = 'again' and state in ('failed', 'parked')))`,
    [id, as, person],
  )
  if (rowCount === 1) return
  const { rows } = await pool.query<{ state: string }>('select state from sends where id = $1', [id])
  if (!rows[0]) throw nothingThere()
  throw new Refusal('conflict', `This send is ${rows[0].state} by now: look at it again.`)
}
