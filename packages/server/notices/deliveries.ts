/**
 * What leaves the house by mail or webhook. A row is written in the transaction of whatever it tells of, under a key that is
 * unique, and sent afterwards: so nothing is told that did not happen, and nothing is queued twice.
 */
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'

export interface Message {
  readonly subject: string
  readonly text: string
  readonly html?: string | undefined
  readonly ics?: string | undefined
  /** Where a click leads. */
  readonly link?: string | undefined
}

export interface NewDelivery {
  readonly key: string
  readonly channel: 'mail' | 'webhook'
  readonly recipient: string
  readonly message: Message
  readonly noticeId?: string | undefined
}

export interface Delivery {
  readonly id: string
  readonly channel: 'mail' | 'webhook'
  readonly recipient: string
  readonly message: Message
  readonly attempts: number
}

/** Does nothing where the key is known already. */
export async function queueDelivery(client: pg.Pool | pg.ClientBase, delivery: NewDelivery): Promise<void> {
  await client.query(
    `insert into deliveries (id, notice_id, channel, key, recipient, message) values ($1, $2, $3, $4, $5, $6)
     on conflict (key) do nothing`,
    [
      uuidV7(),
      delivery.noticeId ?? null,
      delivery.channel,
      delivery.key,
      delivery.recipient,
      JSON.stringify(delivery.message),
    ],
  )
}

/** Longer than any attempt may last. */
const LEASE = '2 minutes'

/** Takes what is due, each for one worker: until its lease ends, nobody else has it. */
export async function takeDue(pool: pg.Pool, most: number): Promise<readonly Delivery[]> {
  const { rows } = await pool.query<Delivery>(
    `update deliveries set state = 'sending', attempts = attempts + 1, next_at = now() + interval '${LEASE}'
     where id in (
       select id from deliveries where state in ('queued', 'sending') and next_at <= now()
       order by next_at limit $1 for update skip locked)
     returning id, channel, recipient, message, attempts`,
    [most],
  )
  return rows
}

/** Seconds until each further attempt. */
const WAITS = [5, 60, 300, 1800, 7200]

/** A failure that may pass is tried again up to five times, then given up. */
export async function settle(
  pool: pg.Pool,
  { id, attempts }: Delivery,
  outcome: { readonly state: 'sent' | 'failed' | 'unknown' | 'again'; readonly detail: string },
): Promise<void> {
  const wait = WAITS[attempts - 1]
  const isAgain = outcome.state === 'again' && wait !== undefined
  const state = isAgain ? 'queued' : outcome.state === 'again' ? 'failed' : outcome.state
  await pool.query(
    `update deliveries set state = $2, detail = $3, next_at = now() + make_interval(secs => $4)
     where id = $1 and state = 'sending' and attempts = $5`,
    [id, state, outcome.detail.slice(0, 500), wait ?? 0, attempts],
  )
}
