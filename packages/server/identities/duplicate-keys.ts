/** What two entries of one person have in common, however it is written: address, telephone, name. */
import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/max'

export interface PersonFacts {
  readonly id: string
  readonly name: string | null
  readonly email: string | null
  /** Null where it is not the company's own: those whose addresses are of one provider are not colleagues. */
  readonly companyId: string | null
  readonly phone: string | null
  /** ISO 3166-1 alpha-2, for telephones written without their country. */
  readonly country: string | null
}

export interface DuplicateKey {
  readonly kind: 'address' | 'phone' | 'name-at-company' | 'name-and-mail-name'
  readonly value: string
}

export function duplicateKeys(person: PersonFacts): readonly DuplicateKey[] {
  const { email, phone, country, name, companyId } = person
  const keys: DuplicateKey[] = []
  const address = email ? plainAddress(email) : null
  const called = name ? plainName(name) : null
  const number = phone ? plainPhone(phone, country) : null
  if (address) keys.push({ kind: 'address', value: address })
  if (number) keys.push({ kind: 'phone', value: number })
  if (called && companyId) keys.push({ kind: 'name-at-company', value: `${companyId} ${called}` })
  if (called?.includes(' ') && address)
    keys.push({ kind: 'name-and-mail-name', value: `${called} ${mailName(address)}` })
  return keys
}

/** Providers whose mailboxes do not tell dots apart. */
const WITHOUT_DOTS: ReadonlySet<string> = new Set(['gmail.com', 'googlemail.com'])

/** The mailbox that an address leads to: `ada+news@` is `ada@` (RFC 5233), and some providers ignore dots. */
export function plainAddress(email: string): string | null {
  const [local = '', domain = ''] = email.trim().toLowerCase().split('@')
  const mailbox = local.split('+', 1)[0]!
  if (mailbox === '' || domain === '') return null
  if (!WITHOUT_DOTS.has(domain)) return `${mailbox}@${domain}`
  return `${mailbox.replaceAll('.', '')}@gmail.com`
}

/** E.164; null for what is no number anywhere. */
export function plainPhone(phone: string, country: string | null): string | null {
  const code = country?.toUpperCase()
  const home: CountryCode | undefined = code && isSupportedCountry(code) ? code : undefined
  const text = phone.trim().replace(/^00/, '+')
  const parsed = parsePhoneNumberFromString(text, home)
  return parsed?.isValid() ? parsed.number : null
}

/** Without accents, titles and order: `Dr. Zoë de Vries` and `De Vries, Zoe` are called the same. */
export function plainName(name: string): string | null {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !TITLES.has(word))
  return words.length === 0 ? null : words.toSorted().join(' ')
}

const TITLES: ReadonlySet<string> = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'miss', 'sir', 'ing', 'mag'])

/** Whether two names can be one person's: one is unknown, or they share a word of more than a letter. */
export function namesAgree(a: string | null, b: string | null): boolean {
  const [one, other] = [a && plainName(a), b && plainName(b)]
  if (!one || !other) return true
  const words = new Set(one.split(' ').filter((word) => word.length > 1))
  return other.split(' ').some((word) => words.has(word))
}

/** `ada.lovelace@acme.example` and `a.lovelace@free.example` are not the same; `ada.lovelace@` both times is. */
function mailName(address: string): string {
  return address.slice(0, address.indexOf('@')).replace(/[^\p{L}\p{N}]/gu, '')
}
