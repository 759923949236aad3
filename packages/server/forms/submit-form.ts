/**
 * Somebody sent a form: it becomes events of a public page, ticked consents wait or stand, and what was promised goes out.
 * What is answered is the same for whoever is known and whoever is not.
 */
import type { Intake } from '../events/index.ts'
import { KIND_OF_FORM, type FormDefinition } from '@baton/protocol'
import type pg from 'pg'
import { recordConsent } from '../consents/index.ts'
import type { Post } from '../platform/mail/post.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'
import type { StandingForm } from './form-rows.ts'
import { downloadLink, mailConfirmation, mailFile } from './form-mails.ts'
import type { Posted } from './posted.ts'
import type { Answers } from './read-answers.ts'

export interface FormServices {
  readonly pool: pg.Pool
  readonly intake: Pick<Intake, 'accept'>
  readonly signing: Signing
  readonly post: Post
  /** False: no mail server is set. */
  readonly mail: boolean
  readonly baseUrl: () => string
  readonly dataDir: string
}

export interface Submitted {
  /** True: the address has to be confirmed first. */
  readonly isAwaited: boolean
  /** Where the file is to be had at once; null where there is none, or a mail brings it. */
  readonly download: string | null
}

export async function submitForm(
  services: FormServices,
  form: StandingForm,
  posted: Posted,
  answers: Answers,
  now: number,
): Promise<Submitted> {
  const { pool, intake, mail } = services
  const { definition } = form
  const id = uuidV7()
  const { id: sourceId } = await ensureSource(pool, `form:${definition.slug}`)
  await intake.accept(eventsOf(definition, id, sourceId, posted, answers, now))
  const leadId = await leadOfSubmission(pool, sourceId, id)
  const awaits = definition.doubleOptIn && mail
  await pool.query(
    'insert into submissions (id, form_id, form_version, lead_id, status) values ($1, $2, $3, $4, $5)',
    [id, form.id, form.version, leadId, awaits ? 'awaiting-confirmation' : 'accepted'],
  )
  for (const index of answers.consents) {
    const { purpose, text } = definition.consents[index]!
    const proof = { submission: id, page: posted.page['url'] ?? null }
    const source = `form ${definition.slug}, version ${form.version}`
    await recordConsent(pool, { leadId, purpose, status: 'given', trust: 'public', text, source, proof })
  }
  const to = { email: answers.email, submission: id }
  if (awaits) await mailConfirmation(services, definition, to, now)
  else if (definition.delivers !== null && mail) await mailFile(services, definition, to, now)
  const isAtHand = definition.delivers !== null && !mail
  return {
    isAwaited: awaits,
    download: isAtHand ? downloadLink(services, definition, id, 'public', now) : null,
  }
}

function eventsOf(
  definition: FormDefinition,
  id: string,
  sourceId: string,
  posted: Posted,
  answers: Answers,
  now: number,
) {
  const { slug, kind } = definition
  const { interest, event } = KIND_OF_FORM[kind]
  const common = {
    sourceId,
    occurredAt: now,
    receivedAt: now,
    trust: 'public' as const,
    identity: {
      email: answers.email,
      ...(posted.anonymousId !== null && { anonymousId: posted.anonymousId }),
    },
    context: { page: posted.page },
  }
  const hasCompany = Object.keys(answers.company).length > 0
  const submitted = {
    ...common,
    messageId: id,
    name: 'Form Submitted',
    properties: { ...answers.properties, form: slug, kind: kind === 'newsletter' ? kind : interest },
    lead: answers.lead,
    ...(hasCompany && { company: { fields: answers.company } }),
  }
  if (event === null) return [submitted]
  const properties = event === 'Webinar Registered' ? { title: definition.title } : { form: slug }
  return [submitted, { ...common, messageId: `${id}:${kind}`, name: event, properties }]
}

async function leadOfSubmission(pool: pg.Pool, sourceId: string, messageId: string): Promise<string> {
  const { rows } = await pool.query<{ lead: string }>(
    'select lead_id as lead from events where source_id = $1 and message_id = $2',
    [sourceId, messageId],
  )
  if (!rows[0]) throw new Error(`The submission ${messageId} was taken and is not there.`)
  return rows[0].lead
}
