/** The key that a request shows, and what it allows. */
import { Refusal } from '../platform/http/refusal.ts'
import type { Sender, Senders } from './sources.ts'

/** `Basic base64(KEY:)`, with or without the colon; a secret key may come as `Bearer`. */
export function keyOfHeader(header: string | undefined): string | undefined {
  const [scheme, value] = header?.split(' ', 2) ?? []
  if (!value) return undefined
  if (scheme?.toLowerCase() === 'bearer') return value
  if (scheme?.toLowerCase() !== 'basic') return undefined
  return Buffer.from(value, 'base64').toString('utf8').split(':', 1)[0] || undefined
}

/** @throws Refusal `unknown_key` unless the header shows a secret key */
export async function requireSecretKey(senders: Senders, header: string | undefined): Promise<Sender> {
  const key = keyOfHeader(header)
  const sender = key === undefined ? null : await senders.of(key)
  if (sender?.trust === 'server') return sender
  const found = key === undefined ? 'no key' : sender ? 'a write key' : 'a key that is not known here'
  throw new Refusal(
    'unknown_key',
    `This takes a secret key, and the request shows ${found}: make one with "baton keys --secret NAME".`,
  )
}
