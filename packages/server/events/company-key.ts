/** Which company an event is about: its id in the sender's records, its registrable domain, or a business e-mail address. */
import type { Value } from '@baton/engine'
import { getDomain } from 'tldts'
import { emailClass } from './email-facts.ts'
import type { IncomingEvent } from './incoming-event.ts'
import { plainText } from './plain-json.ts'

export interface CompanyKey {
  readonly externalId: string | null
  /** Registrable: `example.co.uk` for `mail.example.co.uk`. */
  readonly domain: string | null
}

const LENGTH_MAX = 256

export function companyKeyOf(
  company: IncomingEvent['company'],
  email: Value | null | undefined,
): CompanyKey | null {
  const externalId = company?.id ? plainText(company.id.slice(0, LENGTH_MAX), 'company id') : null
  const named = company?.domain ?? company?.fields['domain'] ?? company?.fields['website']
  const domain = (typeof named === 'string' ? registrableDomain(named) : null) ?? businessDomain(email)
  // An id names a company by itself; the address of one colleague must not tie it to another company's domain.
  if (externalId !== null)
    return { externalId, domain: typeof named === 'string' ? registrableDomain(named) : null }
  return domain === null ? null : { externalId: null, domain }
}

export function businessDomain(email: Value | null | undefined): string | null {
  if (typeof email !== 'string' || emailClass(email) !== 'business') return null
  return registrableDomain(email.slice(email.lastIndexOf('@') + 1))
}

const known = new Map<string, string | null>()
const KNOWN_MAX = 20_000

export function registrableDomain(host: string): string | null {
  const cached = known.get(host)
  if (cached !== undefined) return cached
  const domain = getDomain(host, { allowPrivateDomains: true, extractHostname: true, validateHostname: true })
  const answer = domain && domain.length <= LENGTH_MAX ? domain.toLowerCase() : null
  if (known.size >= KNOWN_MAX) known.clear()
  known.set(host, answer)
  return answer
}
