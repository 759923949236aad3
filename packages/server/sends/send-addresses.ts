/**
 * Addresses that stand in one mail: of its links, of unsubscribing, and where it comes back to. Signed, each purpose with a key of
 * its own; none says whom it was sent to.
 */
import { timingSafeEqual } from 'node:crypto'
import { preferencePath } from '../consents/index.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import type { SendAddresses } from './send-types.ts'

/** A link that no person can see; whoever follows it reads mails as a program. */
export const TRAP = -1

/** Written short: links stand in mails. */
export interface LinkPayload {
  readonly s: string
  readonly l: number
}

export interface UnsubscribePayload {
  readonly lead: string
  readonly purpose: string
  /** Stands for the address, so that it can be left in peace when nothing else of it is kept. */
  readonly key: string
  readonly send: string
}

export interface Addressed {
  readonly id: string
  readonly leadId: string
  readonly email: string
  readonly purpose: string
}

export interface AllAddresses extends SendAddresses {
  readonly trap: string
  readonly pixel: string
}

/** @param key of the address that it goes to, as suppressions have it */
export function addressesOf(signing: Signing, baseUrl: string, send: Addressed, key: string): AllAddresses {
  const { id, leadId: lead, email, purpose } = send
  const link = (index: number) =>
    `${baseUrl}/c/${signing.sign('click', { s: id, l: index } satisfies LinkPayload, null)}`
  const leave: UnsubscribePayload = { lead, purpose, key, send: id }
  return {
    link,
    trap: link(TRAP),
    pixel: `${baseUrl}/o/${signing.sign('open', { s: id }, null)}.gif`,
    unsubscribe: `${baseUrl}/u/${signing.sign('unsubscribe', leave, null)}`,
    preferences: `${baseUrl}${preferencePath(signing, { lead, email })}`,
  }
}

export function unsubscribePayload(signing: Signing, token: string, now: number): UnsubscribePayload | null {
  return signing.read('unsubscribe', token, now) as UnsubscribePayload | null
}

type Return = 'bounce' | 'unsubscribe'

const LOCAL: Readonly<Record<Return, string>> = { bounce: 'bounce', unsubscribe: 'unsub' }
const RETURN = /^(bounce|unsub)\+([0-9a-f]{32})\.([0-9a-f]{20})@/i

/** In lower case and of at most 64 letters before the sign, because not every mail server keeps more. */
export function returnAddress(signing: Signing, what: Return, sendId: string, domain: string): string {
  return `${LOCAL[what]}+${sendId.replaceAll('-', '')}.${macOf(signing, what, sendId)}@${domain}`
}

/** Null where it is none of ours: made up, of another send, or of another purpose. */
export function readReturnAddress(
  signing: Signing,
  address: string,
): { readonly what: Return; readonly sendId: string } | null {
  const [, local, hex, mac] = RETURN.exec(address.trim().toLowerCase()) ?? []
  if (!local || !hex || !mac) return null
  const what = local === 'bounce' ? 'bounce' : 'unsubscribe'
  const sendId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return timingSafeEqual(Buffer.from(mac), Buffer.from(macOf(signing, what, sendId)))
    ? { what, sendId }
    : null
}

function macOf(signing: Signing, what: Return, sendId: string): string {
  return Buffer.from(signing.pseudonym('return', `${what} ${sendId}`), 'base64url')
    .subarray(0, 10)
    .toString('hex')
}
