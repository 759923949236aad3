/** The one form in which an event is stored, and so the form that is folded: JSON texts, clean identities, honest times. */
import { type Fields, standardCatalogue, type Trust, type Value } from '@baton/engine'
import type { EventRefusalCode } from '@baton/protocol'
import { companyKeyOf, type CompanyKey } from './company-key.ts'
import { emailClass, emailFacts } from './email-facts.ts'
import { originOf, touchOf, type Touch } from './origin.ts'
import type { HitEvidence, Identity, IncomingEvent } from './incoming-event.ts'
import { copyLine } from '../platform/postgres/copy-rows.ts'
import { NotPlain, plainJson, plainNumber, plainText } from './plain-json.ts'
import { type Standing, standingOf } from './standing.ts'

export type IdentityKind = 'user' | 'external' | 'email' | 'anonymous'
export type NamedIdentity = readonly [kind: IdentityKind, value: string]

export interface CanonicalEvent {
  readonly sourceId: string
  readonly messageId: string
  readonly name: string
  readonly occurredAt: number
  readonly receivedAt: number
  readonly trust: Trust
  /** The lead by Baton's own id; null where identities say who it is. */
  readonly leadId: string | null
  /** Highest rank first. */
  readonly identities: readonly NamedIdentity[]
  readonly identified: boolean
  readonly companyKey: CompanyKey | null
  /** True when the event names the company itself, not only an e-mail address. */
  readonly companyNamed: boolean
  /** Whether it is judged by, or kept aside: because a machine sent it, or until it is known who did. */
  readonly standing: Standing
  readonly hit: HitEvidence | null
  /** Plain: reading back what is stored yields the same, so this is what is folded. */
  readonly properties: Readonly<Record<string, unknown>>
  readonly lead: Fields | null
  readonly company: Fields | null
  /** Where the person came from with it; null: it brought nobody. */
  readonly touch: Touch | null
  /** The end of the event's line in a copy, from `source_id` on: all that does not depend on who it happened to. */
  readonly copyTail: string
}

const EVENT_BYTES_MAX = 32_768
const ID_LENGTH_MAX = 256
const NAME_LENGTH_MAX = 200
const FIELDS_MAX = 200

/** Throws NotPlain with the code that the sender is told. */
export function canonicalEvent(event: IncomingEvent): CanonicalEvent {
  const identities = namedIdentities(event.identity)
  if (identities.length === 0 && event.leadId === undefined)
    throw new NotPlain('no_user_anon_id', 'the event says nobody that it happened to')
  refuseForged(event)
  const origin = originOf(event.context)
  const lead = leadFields(event, identities, origin)
  const company = event.company ? plainFields(event.company.fields, 'company') : null
  const properties = plainJson(event.properties, 'properties') as Record<string, unknown>
  const texts = [
    JSON.stringify(properties),
    lead && JSON.stringify(lead),
    company && JSON.stringify(company),
    event.context ? JSON.stringify(plainJson(event.context, 'context')) : null,
  ]
  refuseLarge(texts)
  const { sourceId, receivedAt, trust } = event
  const messageId = identifier(event.messageId, 'messageId', 'invalid_message_id')
  const name = eventName(event.name)
  const happened = occurredAt(event)
  const identified = identities.length > 0 && identities[0]![0] !== 'anonymous'
  const times = [isoTime(happened), isoReceived(receivedAt)]
  return {
    sourceId,
    messageId,
    name,
    occurredAt: happened,
    receivedAt,
    trust,
    leadId: event.leadId ?? null,
    identities,
    identified,
    companyKey: companyKeyOf(event.company, lead?.['email']),
    companyNamed: event.company?.id !== undefined || event.company?.domain !== undefined,
    standing: standingOf(event),
    hit: event.hit ?? null,
    properties,
    lead,
    company,
    touch: touchOf(origin),
    copyTail: copyLine([sourceId, messageId, name, ...times, trust, identified ? 't' : 'f', ...texts]),
  }
}

let lastReceived = { ms: 0, text: isoTime(0) }

/** All events of a request were received at one moment, so its text is made once. */
function isoReceived(ms: number): string {
  if (lastReceived.ms !== ms) lastReceived = { ms, text: isoTime(ms) }
  return lastReceived.text
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}

/** Facts that the event states, and those that follow from it: the class of the address, the first touch. */
function leadFields(
  event: IncomingEvent,
  identities: readonly NamedIdentity[],
  origin: Fields,
): Fields | null {
  const stated = event.lead ? plainFields(event.lead, 'lead') : {}
  const email = identities.find(([kind]) => kind === 'email')?.[1]
  const fields: Record<string, Value | null> = { ...origin, ...stated }
  // What is not an address is no way to reach anybody, so it does not count as one.
  if (typeof fields['email'] === 'string') delete fields['email']
  Object.assign(fields, emailFacts(email ?? stated['email']))
  return Object.keys(fields).length === 0 ? null : fields
}

function plainFields(fields: Fields, place: string): Record<string, Value | null> {
  const plain: Record<string, Value | null> = {}
  const names = Object.keys(fields)
  if (names.length > FIELDS_MAX)
    throw new NotPlain('event_too_large', `${place} has more than ${FIELDS_MAX} fields`)
  for (const name of names) {
    const value = plainJson(fields[name], `${place}.${name}`)
    if (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'number' ||
      typeof value === 'boolean'
    ) {
      plain[plainText(name, `a name in ${place}`)] = value
    }
  }
  return plain
}

function namedIdentities(identity: Identity): readonly NamedIdentity[] {
  const named: NamedIdentity[] = []
  const add = (kind: IdentityKind, given: string | undefined) => {
    if (given === undefined || NOBODY.has(given.trim().toLowerCase())) return
    const text = identifier(given, kind, 'invalid_identity')
    if (kind !== 'email') named.push([kind, text])
    else if (emailClass(text) !== null) named.push([kind, text.trim().toLowerCase()])
  }
  add('user', identity.userId)
  add('external', identity.externalId)
  add('email', identity.email)
  add('anonymous', identity.anonymousId)
  return named
}

/** What broken tracking code sends for everybody: taken as an identity, it would make all visitors one person. */
const NOBODY: ReadonlySet<string> = new Set([
  '',
  'null',
  'undefined',
  'none',
  'nil',
  'nan',
  '0',
  'true',
  'false',
  'anonymous',
  'guest',
  'unknown',
  '[object object]',
])

function identifier(text: string, place: string, code: EventRefusalCode): string {
  if (typeof text === 'string' && text.length > 0 && text.length <= ID_LENGTH_MAX && isText(text)) return text
  throw new NotPlain(code, `${place} must be text of 1 to ${ID_LENGTH_MAX} characters`)
}

function eventName(name: string): string {
  const trimmed = typeof name === 'string' ? name.trim() : ''
  if (trimmed.length > 0 && trimmed.length <= NAME_LENGTH_MAX && isText(trimmed)) return trimmed
  throw new NotPlain(
    'missing_event_name',
    `the event's name must be text of 1 to ${NAME_LENGTH_MAX} characters`,
  )
}

/** What sales did and what became of a lead moves its stage: whoever has only the key of a web site cannot say that. */
function refuseForged({ name, trust }: IncomingEvent): void {
  if (trust === 'public' && typeof name === 'string' && NOT_FOR_PUBLIC.has(name.trim()))
    throw new NotPlain('needs_secret_key', `"${name.trim()}" is taken with a secret key only`)
}

const NOT_FOR_PUBLIC: ReadonlySet<string> = new Set(
  standardCatalogue.events
    .filter(({ name, side }) => side === 'sales' || side === 'outcome' || /^(Consent|Stage) /.test(name))
    .map(({ name }) => name),
)

function isText(text: string): boolean {
  return !text.includes('\0') && text.isWellFormed()
}

function occurredAt({ occurredAt, receivedAt }: IncomingEvent): number {
  if (!Number.isFinite(occurredAt) || occurredAt < 0) {
    throw new NotPlain('invalid_timestamp', 'the event has no moment since 1970 at which it happened')
  }
  return Math.min(Math.floor(plainNumber(occurredAt, 'timestamp')), receivedAt)
}

function refuseLarge(texts: readonly (string | null)[]): void {
  let length = 0
  for (const text of texts) length += text?.length ?? 0
  if (length * 3 <= EVENT_BYTES_MAX) return
  let bytes = 0
  for (const text of texts) bytes += text === null ? 0 : Buffer.byteLength(text)
  if (bytes > EVENT_BYTES_MAX) {
    throw new NotPlain(
      'event_too_large',
      `the event takes ${bytes} bytes, at most ${EVENT_BYTES_MAX} are stored`,
    )
  }
}
