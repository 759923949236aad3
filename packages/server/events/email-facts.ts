/** What an e-mail address says by itself: whether it is a company's, a free provider's, or thrown away after use. */
import type { Value } from '@baton/engine'
import { disposableEmailBlocklistSet } from 'disposable-email-domains-js'
import { FREE_MAIL_DOMAINS } from './free-mail-domains.ts'

export type EmailClass = 'business' | 'free' | 'disposable'

const ADDRESS =
  /^[^\s@"(),:;<>[\]\\]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/

// Once: the package builds its set anew on every call.
const DISPOSABLE_DOMAINS: ReadonlySet<string> = disposableEmailBlocklistSet()

/** Null for what is not an address. */
export function emailClass(email: string): EmailClass | null {
  const address = email.trim().toLowerCase()
  if (address.length > 254 || !ADDRESS.test(address)) return null
  const domain = address.slice(address.lastIndexOf('@') + 1)
  if (FREE_MAIL_DOMAINS.has(domain)) return 'free'
  return DISPOSABLE_DOMAINS.has(domain) ? 'disposable' : 'business'
}

/** Lead fields that an address states. */
export function emailFacts(email: Value | null | undefined): Readonly<Record<string, Value>> {
  const kind = typeof email === 'string' ? emailClass(email) : null
  return kind === null ? {} : { email: String(email).trim().toLowerCase(), email_class: kind }
}
