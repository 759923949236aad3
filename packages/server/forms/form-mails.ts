/** Mails that a form sends: the one that asks whether an address is yours, and the one that brings what was promised. */
import type { FormDefinition } from '@baton/protocol'
import { isSuppressed, mayBeAsked, preferencePath } from '../consents/index.ts'
import { mailbox } from './mailbox.ts'
import type { FormServices } from './submit-form.ts'

interface Recipient {
  readonly email: string
  readonly submission: string
}

const DAY_MS = 86_400_000
const CONFIRM_DAYS = 7
const DOWNLOAD_DAYS = 14
/** Anybody can enter anybody's address: more a day would make us the tool of whoever does. */
const MAILS_A_DAY = 3

export async function mailConfirmation(
  services: FormServices,
  definition: FormDefinition,
  to: Recipient,
  now: number,
): Promise<void> {
  if (!(await mayBeAsked(services.pool, services.signing, to.email))) return
  const token = services.signing.sign('opt-in', to.submission, now + CONFIRM_DAYS * DAY_MS)
  await mailOnce(services, to, now, {
    key: `opt-in:${to.submission}`,
    subject: `Please confirm: ${definition.title}`,
    text:
      `Somebody, hopefully you, entered this address for “${definition.title}”.\n\n` +
      `Confirm that it is yours:\n${services.baseUrl()}/f/confirm/${token}\n\n` +
      `The link holds for ${CONFIRM_DAYS} days. If it was not you, do nothing: nothing more will come.\n`,
  })
}

export async function mailFile(
  services: FormServices,
  definition: FormDefinition,
  to: Recipient,
  now: number,
): Promise<void> {
  if (await isSuppressed(services.pool, services.signing, to.email)) return
  const path = downloadPath(services, definition, to.submission, 'mail', now)
  await mailOnce(services, to, now, {
    key: `file:${to.submission}`,
    subject: definition.title,
    text:
      `Here is what you asked for:\n${services.baseUrl()}${path}\n\nThe link holds for ${DOWNLOAD_DAYS} days.\n\n` +
      `What you want to hear from us:\n${services.baseUrl()}${preferencePath(services.signing, to)}\n`,
  })
}

/** How somebody came by a link: on the page after sending, on that after confirming, or in a mail. */
export type LinkPlace = 'page' | 'confirmed' | 'mail'

export interface DownloadPayload {
  readonly submission: string
  readonly asset: string
  readonly place: LinkPlace
  /** When the link was made. */
  readonly at: number
}

/** The path of a link to the promised file. */
export function downloadPath(
  { signing }: Pick<FormServices, 'signing'>,
  { delivers }: FormDefinition,
  submission: string,
  place: LinkPlace,
  now: number,
): string {
  const payload = { submission, asset: delivers, place, at: now }
  return `/d/${signing.sign('download', payload, now + DOWNLOAD_DAYS * DAY_MS)}`
}

async function mailOnce(
  { pool, signing, post }: FormServices,
  { email }: Recipient,
  now: number,
  mail: { readonly key: string; readonly subject: string; readonly text: string },
): Promise<void> {
  const { rows } = await pool.query<{ sent: number }>(
    `insert into confirmation_mails (recipient, day, sent) values ($1, $2::date, 1)
     on conflict (recipient, day) do update set sent = confirmation_mails.sent + 1 returning sent`,
    [signing.pseudonym('recipient', mailbox(email)), new Date(now).toISOString().slice(0, 10)],
  )
  if (rows[0]!.sent > MAILS_A_DAY) return
  await post.send({ ...mail, to: email.trim() })
}
