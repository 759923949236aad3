/** Links to where somebody says what they want to hear. Signed, for one lead and address, and they hold for ever. */
import type pg from 'pg'
import type { Signing } from '../platform/signing/open-signing.ts'
import { suppressionKey } from './suppressions.ts'

/** Written short: links stand in mails. */
interface Payload {
  /** The submission that the mail came of. */
  readonly submission?: string
  readonly lead?: string
  /** Stands for the address, so that it can be left in peace when nothing else of it is kept. */
  readonly key?: string
  /** True: staff copied it, so who follows it may be staff as well. */
  readonly staff?: true
}

export interface PreferenceOwner {
  /** Null: the lead is gone, or what was kept of it is erased. */
  readonly leadId: string | null
  readonly key: string | null
  readonly isStaffs: boolean
}

export type LinkFor = ({ readonly submission: string } | { readonly lead: string; readonly staff?: true }) & {
  readonly email: string
}

/** The path; the host before it is the caller's. */
export function preferencePath(signing: Signing, { email, ...about }: LinkFor): string {
  const payload: Payload = { ...about, key: suppressionKey(signing, email) }
  return `/preferences/${signing.sign('preferences', payload, null)}`
}

/** Null for a token that is not ours. */
export async function ownerOfLink(
  pool: pg.Pool,
  signing: Signing,
  token: string,
  now: number,
): Promise<PreferenceOwner | null> {
  const payload = signing.read('preferences', token, now) as Payload | null
  if (payload === null) return null
  const { rows } = await pool.query<{ id: string }>(
    `select coalesce(l.joined_to, l.id) as id from leads l
     where l.id = coalesce($1::uuid, (select s.lead_id from submissions s where s.id = $2::uuid))
       and not exists (select 1 from erasures e where e.lead_id = coalesce(l.joined_to, l.id))`,
    [payload.lead ?? null, payload.submission ?? null],
  )
  return { leadId: rows[0]?.id ?? null, key: payload.key ?? null, isStaffs: payload.staff === true }
}
