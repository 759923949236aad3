/** Keeps who brought whom, and tells it to the history of who did, once whoever was brought stands by their address. */
import type pg from 'pg'
import type { Intake } from '../events/index.ts'
import { repeat } from '../platform/repeat.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { referrerOf } from './referral-links.ts'

export interface Brought {
  /** Of the form that they filled in. */
  readonly submission: string
  /** As it came with the form: it may be anything. */
  readonly token: string
}

/** What is no link of ours is nothing. Kept again it is kept once. */
export async function keepReferral(
  pool: pg.Pool,
  signing: Signing,
  { submission, token }: Brought,
  now: number,
): Promise<void> {
  const referrer = referrerOf(signing, token, now)
  if (referrer === null) return
  await pool.query(
    `insert into referrals (submission_id, referrer_id, at) select $1, id, $3 from leads where id = $2
     on conflict (submission_id) do nothing`,
    [submission, referrer, new Date(now)],
  )
}

export interface TellServices {
  readonly pool: pg.Pool
  readonly intake: Pick<Intake, 'accept'>
  /** Of what Baton itself does. */
  readonly sourceId: string
  readonly log: (line: string) => void
}

interface Untold {
  readonly submission: string
  readonly referrer: string
  readonly form: string
  readonly at: Date
  readonly isNews: boolean
}

const AT_ONCE = 500
const LOOK_EVERY_MS = 2_000

/**
 * Whoever is brought a second time, brings themselves, or was a lead before by another form is no news of who brought them.
 * Returns how many were told.
 */
export async function tellReferrals({ pool, intake, sourceId }: TellServices): Promise<number> {
  const { rows } = await pool.query<Untold>(
    `select r.submission_id as submission, referrer.id as referrer, f.slug as form, r.at,
       referrer.id <> brought.id
         and not exists (select from erasures e where e.lead_id = referrer.id)
         and not exists (select from submissions o join leads ol on ol.id = o.lead_id
           where coalesce(ol.joined_to, ol.id) = brought.id and (o.at, o.id) < (s.at, s.id)) as "isNews"
     from referrals r join submissions s on s.id = r.submission_id join forms f on f.id = s.form_id
       join leads rl on rl.id = r.referrer_id join leads referrer on referrer.id = coalesce(rl.joined_to, rl.id)
       join leads bl on bl.id = s.lead_id join leads brought on brought.id = coalesce(bl.joined_to, bl.id)
     where not r.told and s.status in ('accepted', 'confirmed') order by r.at, r.submission_id limit ${AT_ONCE}`,
  )
  if (rows.length === 0) return 0
  const news = rows.filter(({ isNews }) => isNews)
  await intake.accept(
    news.map(({ submission, referrer, form, at }) => ({
      sourceId,
      messageId: `${submission}:referral`,
      name: 'Referral Made',
      occurredAt: at.getTime(),
      receivedAt: Date.now(),
      trust: 'server' as const,
      identity: {},
      leadId: referrer,
      properties: { form },
    })),
  )
  await pool.query('update referrals set told = true where submission_id = any($1::uuid[])', [
    rows.map(({ submission }) => submission),
  ])
  return news.length
}

/** Returns what ends it. */
export function tellReferralsAlways(services: TellServices): () => Promise<void> {
  const { log } = services
  return repeat({ everyMs: LOOK_EVERY_MS, what: 'Telling who brought whom', log }, () =>
    tellReferrals(services),
  )
}
