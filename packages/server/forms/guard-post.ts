/**
 * Tells people from programs that post forms. A page that was sent carries a signed token that can be used once, from two
 * seconds to a day after; a field that nobody sees has to stay empty; and one network, or one form, takes only so many an hour.
 *
 * How many came from where is counted in memory: refusing has to cost nothing while somebody attacks, a restart forgives an hour
 * at most, and no address is written down anywhere. What must outlive a restart, tokens and mails, is in the database.
 */
import { randomBytes } from 'node:crypto'
import type pg from 'pg'
import type { Signing } from '../platform/signing/open-signing.ts'
import type { StandingForm } from './form-rows.ts'
import type { Posted } from './posted.ts'
import { type Limit, slidingCount } from './sliding-count.ts'
import { repeat } from '../platform/repeat.ts'

export const EARLIEST_MS = 2_000
const LATEST_MS = 86_400_000

export interface PageToken {
  readonly form: string
  /** Of the form, as the page showed it: its words are what is agreed to. */
  readonly version: number
  /** When the page was sent. */
  readonly at: number
  readonly id: string
}

/**
 * @param at when the person first had the page: who mends a field is not held up again
 * @returns the token as a page carries it
 */
export function pageToken(
  signing: Signing,
  { id, version }: Pick<StandingForm, 'id' | 'version'>,
  at: number,
) {
  const token: PageToken = { form: id, version, at, id: randomBytes(12).toString('base64url') }
  return signing.sign('form', token, at + LATEST_MS)
}

export type Looked =
  /** Goes on. */
  | { readonly is: 'page'; readonly token: PageToken }
  /** Is told what a person would be told, and nothing is kept. */
  | { readonly is: 'program' }
  /** The page is too old: asked to send once more. */
  | { readonly is: 'again' }
  /** No page of ours was there: what was entered is shown, with a button to send it. */
  | { readonly is: 'confirm' }
  /** Too many from there. */
  | { readonly is: 'wait' }

export type Taken =
  | { readonly is: 'new' | 'sent'; readonly submission: string }
  /** The same page was sent before, with something else in it. */
  | { readonly is: 'again' }
  | { readonly is: 'wait' }

export interface PostGuard {
  look(formId: string, posted: Posted, network: string, now: number): Looked
  /** Uses the token up. Whoever presses twice gets the same submission. */
  take(form: StandingForm, token: PageToken, sent: Sent, now: number): Promise<Taken>
  /** Whether a sight or a beginning from there is to be counted: one caller is not a crowd. */
  counts(formId: string, what: string, network: string, now: number): boolean
}

interface Sent {
  readonly posted: Posted
  readonly network: string
  /** Of the submission, should it become one. */
  readonly id: string
}

const MINUTE = 60_000
const HOUR = 3_600_000
const NETWORKS_MAX = 50_000
const TRIES: readonly Limit[] = [{ most: 30, withinMs: MINUTE }]
const PER_NETWORK: readonly Limit[] = [
  { most: 10, withinMs: MINUTE },
  { most: 30, withinMs: HOUR },
]
const SIGHTS: readonly Limit[] = [{ most: 30, withinMs: HOUR }]
/** Of a form that says nothing else. Ten thousand posts of an hour leave a hundred at most. */
const PER_FORM_HOUR = 100

export function guardPosts(pool: pg.Pool, signing: Signing): PostGuard {
  const counted = slidingCount(NETWORKS_MAX)
  return {
    look(formId, posted, network, now) {
      if (posted.trap !== '') return { is: 'program' }
      if (!counted.take(`tries ${network}`, TRIES, now)) return { is: 'wait' }
      if (posted.token === null) return { is: 'confirm' }
      const token = signing.read('form', posted.token, now) as PageToken | null
      if (token === null || token.form !== formId) return { is: 'again' }
      return now - token.at < EARLIEST_MS ? { is: 'program' } : { is: 'page', token }
    },
    async take(form, token, { posted, network, id }, now) {
      const [fromNetwork, ofForm] = [`network ${network}`, `form ${form.id}`]
      const perForm = [{ most: form.definition.perHour ?? PER_FORM_HOUR, withinMs: HOUR }]
      if (!counted.take(fromNetwork, PER_NETWORK, now)) return { is: 'wait' }
      if (!counted.take(ofForm, perForm, now)) {
        counted.giveBack(fromNetwork)
        return { is: 'wait' }
      }
      const spent = await spend(pool, token, signing.pseudonym('content', JSON.stringify(posted.fields)), id)
      if (spent.is === 'new') return spent
      counted.giveBack(fromNetwork)
      counted.giveBack(ofForm)
      return spent
    },
    counts: (formId, what, network, now) => counted.take(`${what} ${formId} ${network}`, SIGHTS, now),
  }
}

/** A submission that was begun and not finished, because something failed, is gone on with under its own id. */
async function spend(pool: pg.Pool, { id }: PageToken, content: string, submission: string): Promise<Taken> {
  const made = await pool.query(
    'insert into spent_form_tokens (id, content, submission_id) values ($1, $2, $3) on conflict (id) do nothing',
    [id, content, submission],
  )
  if (made.rowCount === 1) return { is: 'new', submission }
  const { rows } = await pool.query<{ content: string; submission: string; isDone: boolean }>(
    `select t.content, t.submission_id as submission, s.id is not null as "isDone"
     from spent_form_tokens t left join submissions s on s.id = t.submission_id where t.id = $1`,
    [id],
  )
  const [known] = rows
  if (!known || known.content !== content) return { is: 'again' }
  return { is: known.isDone ? 'sent' : 'new', submission: known.submission }
}

/** Those of pages that are too old to be sent need not be remembered. */
async function forgetSpentTokens(pool: pg.Pool, now: number): Promise<void> {
  await pool.query('delete from spent_form_tokens where spent_at < $1', [new Date(now - LATEST_MS)])
}

/** How many mails an address got is asked for the day only. */
async function forgetMailCounts(pool: pg.Pool, now: number): Promise<void> {
  await pool.query('delete from confirmation_mails where day < $1::date', [new Date(now - 2 * LATEST_MS)])
}

/** Every hour. Returns what ends it, once the pass under way is through. */
export function tidyFormsAlways(pool: pg.Pool, log: (line: string) => void): () => Promise<void> {
  return repeat({ everyMs: HOUR, what: 'Forgetting what forms no longer need', log }, async () => {
    await forgetSpentTokens(pool, Date.now())
    await forgetMailCounts(pool, Date.now())
  })
}
