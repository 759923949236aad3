/**
 * Somebody sent a form: it becomes events of a public page, what was ticked waits, and what was promised goes out. What is
 * answered is the same for whoever is known and whoever is not.
 */
import type { FormDefinition } from '@baton/protocol'
import type pg from 'pg'
import { recordConsent, type TellConsent } from '../consents/index.ts'
import type { Intake } from '../events/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import type { Post } from '../platform/mail/post.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { keepReferral } from '../referrals/index.ts'
import { ensureSource } from '../sources/index.ts'
import { downloadPath, mailConfirmation, mailFile } from './form-mails.ts'
import { sourceOfForm, type StandingForm } from './form-rows.ts'
import type { Posted } from './posted.ts'
import type { Answers } from './read-answers.ts'
import { submissionEvents } from './submission-events.ts'

export interface FormServices {
  readonly pool: pg.Pool
  readonly intake: Pick<Intake, 'accept'>
  readonly signing: Signing
  readonly post: Post
  /** False: no mail server is set. */
  readonly mail: boolean
  readonly baseUrl: () => string
  readonly dataDir: string
  readonly tell: TellConsent
}

export interface Submission {
  readonly id: string
  readonly posted: Posted
  readonly answers: Answers
  /** Stands for where it came from. */
  readonly network: string
  readonly userAgent: string
}

export interface Submitted {
  /** True: the address has to be confirmed first. */
  readonly isAwaited: boolean
  /** True: a mail brings the file. */
  readonly isMailed: boolean
  /** Where the file is to be had at once; null where there is none, or a mail brings it. */
  readonly download: string | null
}

/** Done again under the same id it is done once. */
export async function submitForm(
  services: FormServices,
  form: StandingForm,
  submission: Submission,
  now: number,
): Promise<Submitted> {
  const { pool, intake, mail } = services
  const { definition } = form
  const { id, posted, answers } = submission
  const { id: sourceId } = await ensureSource(pool, sourceOfForm(definition.slug))
  const receipts = await intake.accept(submissionEvents(definition, { ...submission, sourceId }, now))
  for (const receipt of receipts)
    if (typeof receipt === 'object')
      throw new Refusal('invalid_request', `The form cannot be kept: ${receipt.detail}.`)
  const leadId = await leadOfSubmission(pool, sourceId, id)
  const awaits = definition.doubleOptIn && mail
  await pool.query(
    `insert into submissions (id, form_id, form_version, lead_id, status, source_id, anonymous_id, at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing`,
    [
      id,
      form.id,
      form.version,
      leadId,
      awaits ? 'awaiting-confirmation' : 'accepted',
      sourceId,
      posted.anonymousId,
      new Date(now),
    ],
  )
  if (posted.referral !== null)
    await keepReferral(pool, services.signing, { submission: id, token: posted.referral }, now)
  for (const index of answers.consents) await claimConsent(pool, form, submission, leadId, index)
  const to = { email: answers.email, submission: id }
  if (awaits) await mailConfirmation(services, definition, to, now)
  else if (definition.delivers !== null && mail) await mailFile(services, definition, to, now)
  return submittedAs(services, definition, id, now)
}

/** What is answered to a submission; to a program as to a person, under an id that leads nowhere. */
export function submittedAs(
  services: FormServices,
  definition: FormDefinition,
  id: string,
  now: number,
): Submitted {
  const { mail } = services
  const isAtHand = definition.delivers !== null && !mail
  return {
    isAwaited: definition.doubleOptIn && mail,
    isMailed: definition.delivers !== null && !definition.doubleOptIn && mail,
    download: isAtHand ? downloadPath(services, definition, id, 'page', now) : null,
  }
}

async function claimConsent(
  pool: pg.Pool,
  { definition, version }: StandingForm,
  { id, posted, network }: Submission,
  leadId: string,
  index: number,
): Promise<void> {
  const { purpose, text } = definition.consents[index]!
  await recordConsent(pool, {
    leadId,
    purpose,
    status: 'given',
    trust: 'public',
    text,
    source: `form ${definition.slug}, version ${version}`,
    proof: { submission: id, page: posted.page['url'] ?? null, network },
  })
}

async function leadOfSubmission(pool: pg.Pool, sourceId: string, messageId: string): Promise<string> {
  const { rows } = await pool.query<{ lead: string }>(
    'select lead_id as lead from events where source_id = $1 and message_id = $2',
    [sourceId, messageId],
  )
  if (!rows[0]) throw new Error(`The submission ${messageId} was taken and is not there.`)
  return rows[0].lead
}
