/** The link that somebody passes on: signed, the same for ever, and it does not say whose it is. */
import type pg from 'pg'
import { setting } from '../installation/index.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { isUuid } from '../platform/uuid-v7.ts'

/** Address of the form that such links lead to; empty: there are none. */
export const REFERRAL_FORM_SETTING = 'referral form'
/** What a form carries it in from its page to what is sent. */
export const REFERRAL_FIELD = 'baton_ref'

export interface LinkServices {
  readonly signing: Signing
  /** Where people reach the application. */
  readonly url: () => string
}

interface Referrer {
  readonly lead: string
}

/** Null where no form takes those who are brought. */
export async function referralUrl(
  client: pg.Pool | pg.ClientBase,
  { signing, url }: LinkServices,
  leadId: string,
): Promise<string | null> {
  if (!(await setting(client, REFERRAL_FORM_SETTING))) return null
  return `${url()}/refer/${signing.sign('referral', { lead: leadId } satisfies Referrer, null)}`
}

/** Id of the lead whose link it is; null: it is none of ours. */
export function referrerOf(signing: Signing, token: string, now: number): string | null {
  const found = signing.read('referral', token, now) as Referrer | null
  return found && isUuid(found.lead) ? found.lead : null
}
