/** Whom a mail of some purpose may be sent to: who agreed to it, at an address that is not suppressed. */
import type pg from 'pg'
import type { Signing } from '../platform/signing/open-signing.ts'
import { withoutSuppressed } from './suppressions.ts'

export interface MailedLead {
  readonly leadId: string
  readonly email: string
}

/** To be asked when a mail is sent and not when it is planned: between the two people change their mind. */
export async function mayMail<Recipient extends MailedLead>(
  client: pg.Pool | pg.ClientBase,
  signing: Signing,
  purpose: string,
  recipients: readonly Recipient[],
): Promise<readonly Recipient[]> {
  const agreed = await leadsWith(client, 'given', purpose, recipients)
  const open = await withoutSuppressed(
    client,
    signing,
    recipients.map(({ email }) => email),
  )
  return recipients.filter(({ leadId, email }) => agreed.has(leadId) && open.has(email.trim().toLowerCase()))
}

/** Who ticked it where anybody could have, and did not confirm yet that it was them: ids of leads. */
export async function awaitedOf(
  client: pg.Pool | pg.ClientBase,
  purpose: string,
  recipients: readonly Pick<MailedLead, 'leadId'>[],
): Promise<ReadonlySet<string>> {
  return await leadsWith(client, 'pending', purpose, recipients)
}

/** By the last word over all that is part of a lead; what only waits is none where there is another. */
async function leadsWith(
  client: pg.Pool | pg.ClientBase,
  wanted: 'given' | 'pending',
  purpose: string,
  recipients: readonly Pick<MailedLead, 'leadId'>[],
): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ leadId: string; status: string }>(
    `select distinct on (a.id) a.id as "leadId", c.status
     from leads a join leads p on p.id = coalesce(a.joined_to, a.id) or p.joined_to = coalesce(a.joined_to, a.id)
       join consents c on c.lead_id = p.id and c.purpose = $2
     where a.id = any($1::uuid[]) order by a.id, c.status = 'pending', c.seq desc`,
    [recipients.map(({ leadId }) => leadId), purpose],
  )
  return new Set(rows.filter(({ status }) => status === wanted).map(({ leadId }) => leadId))
}
