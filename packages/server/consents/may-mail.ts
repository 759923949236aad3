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
  const { rows } = await client.query<{ leadId: string; status: string }>(
    `select distinct on (a.id) a.id as "leadId", c.status
     from leads a join leads p on p.id = coalesce(a.joined_to, a.id) or p.joined_to = coalesce(a.joined_to, a.id)
       join consents c on c.lead_id = p.id and c.purpose = $2
     where a.id = any($1::uuid[]) order by a.id, c.status = 'pending', c.seq desc`,
    [recipients.map(({ leadId }) => leadId), purpose],
  )
  const agreed = new Set(rows.filter(({ status }) => status === 'given').map(({ leadId }) => leadId))
  const open = await withoutSuppressed(
    client,
    signing,
    recipients.map(({ email }) => email),
  )
  return recipients.filter(({ leadId, email }) => agreed.has(leadId) && open.has(email.trim().toLowerCase()))
}
