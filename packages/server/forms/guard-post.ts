/**
 * Tells people from programs that post forms. A page that was sent carries a signed token that can be used once, from two
 * seconds to a day after; a field that nobody sees has to stay empty; and one network, or one form, takes only so many a while.
 *
 * How many came from where is counted in memory: a restart forgives, and no address is written down anywhere.
 */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Signing } from '../platform/signing/open-signing.ts'
import type { Posted } from './posted.ts'

const EARLIEST_MS = 2_000
const LATEST_MS = 86_400_000

export type Guarded =
  /** Goes on. */
  | 'person'
  /** Is told what a person would be told, and nothing is kept. */
  | 'program'
  /** A person who waited too long, or went back and sent again: asked to send once more. */
  | 'again'
  /** No page of ours was there: what was entered is shown, with a button to send it. */
  | 'confirm'
  /** Too many from there. */
  | 'wait'

interface PageToken {
  readonly form: string
  readonly at: number
  readonly id: string
}

export function pageToken(signing: Signing, form: string, now: number): string {
  const token: PageToken = { form, at: now, id: randomBytes(12).toString('base64url') }
  return signing.sign('form', token, now + LATEST_MS)
}

export interface PostGuard {
  check(formId: string, posted: Posted, network: string, now: number): Promise<Guarded>
}

/** Posts a minute. */
const PER_NETWORK = 10
const PER_FORM = 120
const NETWORKS_MAX = 50_000

export function guardPosts(pool: pg.Pool, signing: Signing): PostGuard {
  const counts = new Map<string, { count: number; minute: number }>()
  const isTooMany = (key: string, most: number, now: number) => {
    const minute = Math.floor(now / 60_000)
    if (counts.size > NETWORKS_MAX) counts.clear()
    const known = counts.get(key)
    if (!known || known.minute !== minute) counts.set(key, { count: 1, minute })
    else known.count += 1
    return counts.get(key)!.count > most
  }
  return {
    async check(formId, posted, network, now) {
      if (posted.trap !== '') return 'program'
      if (posted.token === null) return 'confirm'
      const token = signing.read('form', posted.token, now) as PageToken | null
      if (token === null || token.form !== formId) return 'again'
      if (now - token.at < EARLIEST_MS) return 'program'
      if (isTooMany(`network ${network}`, PER_NETWORK, now) || isTooMany(`form ${formId}`, PER_FORM, now))
        return 'wait'
      return (await spend(pool, token.id)) ? 'person' : 'again'
    },
  }
}

async function spend(pool: pg.Pool, id: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    'insert into spent_form_tokens (id) values ($1) on conflict (id) do nothing',
    [id],
  )
  return rowCount === 1
}

/** Those of pages that are too old to be sent need not be remembered. */
export async function forgetSpentTokens(pool: pg.Pool, now: number): Promise<void> {
  await pool.query('delete from spent_form_tokens where spent_at < $1', [new Date(now - LATEST_MS)])
}

/** The part of an address that a household or company shares, as a stand-in. */
export function networkOf(signing: Signing, ip: string): string {
  const plain = ip.replace(/^::ffff:/, '')
  const shared = plain.includes(':')
    ? plain.split(':').slice(0, 3).join(':')
    : plain.split('.').slice(0, 3).join('.')
  return signing.pseudonym('network', shared)
}
