/** Somebody confirmed that an address is theirs: from now on it is proved, what was ticked stands, and the file goes out. */
import type pg from 'pg'
import { recordConsent } from '../consents/index.ts'
import { ensureSource } from '../sources/index.ts'
import { formById, type StandingForm } from './form-rows.ts'
import { downloadLink } from './form-mails.ts'
import type { FormServices } from './submit-form.ts'

interface Submission {
  readonly id: string
  readonly formId: string
  readonly version: number
  readonly leadId: string
  readonly status: string
}

/** Null for a submission that is not there. */
export async function submissionOf(
  pool: pg.Pool,
  id: unknown,
): Promise<{ readonly submission: Submission; readonly form: StandingForm } | null> {
  if (typeof id !== 'string') return null
  const { rows } = await pool.query<Submission>(
    `select id, form_id as "formId", form_version as version, lead_id as "leadId", status
     from submissions where id::text = $1`,
    [id],
  )
  const submission = rows[0]
  const form = submission && (await formById(pool, submission.formId))
  return submission && form ? { submission, form } : null
}

/** Said twice it is done once. Returns where the promised file is; null: there is none. */
export async function confirmAddress(
  services: FormServices,
  { submission, form }: { readonly submission: Submission; readonly form: StandingForm },
  now: number,
): Promise<string | null> {
  const { pool, intake } = services
  const { slug } = form.definition
  const email = await addressOf(pool, slug, submission.id)
  if (submission.status !== 'confirmed' && email !== null) {
    const { id: sourceId } = await ensureSource(pool, `form:${slug}`)
    await intake.accept([
      {
        sourceId,
        messageId: `${submission.id}:confirmed`,
        name: 'Email Confirmed',
        occurredAt: now,
        receivedAt: now,
        trust: 'signed',
        identity: { email },
        properties: { form: slug },
        lead: { email },
      },
    ])
    await giveTicked(pool, submission, now)
    await pool.query(`update submissions set status = 'confirmed', confirmed_at = now() where id = $1`, [
      submission.id,
    ])
  }
  return form.definition.delivers === null
    ? null
    : downloadLink(services, form.definition, submission.id, 'signed', now)
}

/** The address as it was entered in this submission, whatever became of the lead since. */
async function addressOf(pool: pg.Pool, slug: string, submissionId: string): Promise<string | null> {
  const { rows } = await pool.query<{ email: string | null }>(
    `select e.lead ->> 'email' as email from events e join sources s on s.id = e.source_id and s.name = $1
     where e.message_id = $2`,
    [`form:${slug}`, submissionId],
  )
  return rows[0]?.email ?? null
}

/** What was ticked in this very submission, or waited for it. */
async function giveTicked(pool: pg.Pool, submission: Submission, now: number): Promise<void> {
  const { rows } = await pool.query<{ purpose: string; text: string; source: string }>(
    `select v.c ->> 'purpose' as purpose, v.c ->> 'text' as text, k.source
     from form_versions f, json_array_elements(f.definition -> 'consents') as v(c),
       (select distinct purpose, source from consents where lead_id = $3 and proof ->> 'submission' = $4) k
     where f.form_id = $1 and f.version = $2 and k.purpose = v.c ->> 'purpose'`,
    [submission.formId, submission.version, submission.leadId, submission.id],
  )
  for (const { purpose, text, source } of rows)
    await recordConsent(pool, {
      leadId: submission.leadId,
      purpose,
      status: 'given',
      trust: 'signed',
      text,
      source,
      proof: { submission: submission.id, confirmedAt: new Date(now).toISOString() },
    })
}
