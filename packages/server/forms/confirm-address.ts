/** Somebody confirmed that an address is theirs: from now on it is proved, what was ticked stands, and the file goes out. */
import type pg from 'pg'
import { giveWhatWaits, liftOwnWish } from '../consents/index.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { isUuid } from '../platform/uuid-v7.ts'
import { formById, type StandingForm } from './form-rows.ts'
import { downloadPath } from './form-mails.ts'
import type { FormServices } from './submit-form.ts'

export interface KeptSubmission {
  readonly id: string
  readonly formId: string
  readonly leadId: string
  readonly status: string
  readonly sourceId: string | null
  readonly anonymousId: string | null
}

export interface FoundSubmission {
  readonly submission: KeptSubmission
  readonly form: StandingForm
}

/** Null for a submission that is not there. */
export async function submissionOf(pool: pg.Pool, id: unknown): Promise<FoundSubmission | null> {
  if (typeof id !== 'string' || !isUuid(id)) return null
  const { rows } = await pool.query<KeptSubmission>(
    `select id, form_id as "formId", lead_id as "leadId", status, source_id as "sourceId", anonymous_id as "anonymousId"
     from submissions where id = $1`,
    [id],
  )
  const submission = rows[0]
  const form = submission && (await formById(pool, submission.formId))
  return submission && form ? { submission, form } : null
}

export interface Confirmed {
  /** Where the promised file is; null: there is none. */
  readonly download: string | null
}

/** Said twice it is done once. Null where the address was erased since: then nobody is confirmed. */
export async function confirmAddress(
  services: FormServices,
  { submission, form }: FoundSubmission,
  now: number,
): Promise<Confirmed | null> {
  const email = await addressOf(services.pool, submission)
  if (email === null) return null
  if (submission.status !== 'confirmed') await confirm(services, form, submission, email, now)
  const { definition } = form
  return {
    download:
      definition.delivers === null
        ? null
        : downloadPath(services, definition, submission.id, 'confirmed', now),
  }
}

async function confirm(
  { pool, intake, signing, tell }: FormServices,
  { definition }: StandingForm,
  { id, leadId, sourceId, anonymousId }: KeptSubmission,
  email: string,
  now: number,
): Promise<void> {
  await intake.accept([
    {
      sourceId: sourceId!,
      messageId: `${id}:confirmed`,
      name: 'Email Confirmed',
      occurredAt: now,
      receivedAt: now,
      trust: 'signed',
      // With the browser that sent the form: what is said of both settles whose address it is.
      identity: { email, ...(anonymousId !== null && { anonymousId }) },
      properties: { form: definition.slug },
      lead: { email },
    },
  ])
  const given = await transaction(pool, async (client) => {
    const { rowCount } = await client.query(
      `update submissions set status = 'confirmed', confirmed_at = $2 where id = $1 and status <> 'confirmed'`,
      [id, new Date(now)],
    )
    if (rowCount === 0) return []
    const purposes = await giveWhatWaits(client, leadId, id, { confirmedAt: new Date(now).toISOString() })
    if (purposes.length > 0) await liftOwnWish(client, signing, leadId, null)
    return purposes
  })
  if (given.length === 0) return
  await tell(
    leadId,
    given.map((purpose) => ({ purpose, status: 'given' as const })),
    'signed',
  )
}

/** The address as it was entered in this submission, whatever became of the lead since. */
async function addressOf(pool: pg.Pool, { id, sourceId }: KeptSubmission): Promise<string | null> {
  const { rows } = await pool.query<{ email: string | null }>(
    `select e.lead ->> 'email' as email from events e
     where e.source_id = $1 and e.message_id = $2
       and not exists (select 1 from erasures x join leads l on x.lead_id = coalesce(l.joined_to, l.id) where l.id = e.lead_id)`,
    [sourceId, id],
  )
  return rows[0]?.email ?? null
}
