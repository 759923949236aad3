/** A body that was refused, mended or as it was, read as what it was sent as. */
import type { Fields, Trust, Value } from '@baton/engine'
import type { IncomingEvent, SentForm } from '../incoming-event.ts'
import { readPosthogEvent } from './posthog-event.ts'
import { MESSAGE_TYPES, type MessageType, type Read, readSegmentMessage, refuse } from './segment-event.ts'
import { idText, type Loose, loose, moment, plainString } from './wire-values.ts'

/** What is known of a refused event besides its body, and cannot be mended: who sent it, when, and which it is. */
export interface KnownOfSent {
  readonly form: SentForm
  readonly sourceId: string
  readonly trust: Trust
  readonly receivedAt: number
  readonly messageId: string
  /** Only where Baton itself said whose it is. */
  readonly leadId?: string | undefined
  /** The evidence of a hit is not for anybody to mend. */
  readonly hit?: IncomingEvent['hit'] | undefined
}

export function readAgain(sent: unknown, known: KnownOfSent): Read {
  const { form, sourceId, trust, receivedAt, messageId, leadId, hit } = known
  const receiving = { sender: { sourceId, trust }, receivedAt, keepTimes: true }
  const read = readAs(sent, form, receiving)
  if ('refused' in read) return read
  const whose = { ...(leadId !== undefined && { leadId }), ...(hit && { hit }) }
  return { event: { ...read.event, sourceId, trust, receivedAt, messageId, ...whose } }
}

function readAs(sent: unknown, form: SentForm, receiving: Parameters<typeof refuse>[1]): Read {
  if (form === 'posthog') return readPosthogEvent(sent, receiving)
  if (form === 'event' || form === 'canonical') {
    if (typeof sent === 'object' && sent !== null && !Array.isArray(sent))
      return { event: eventIn(sent as Loose, receiving.receivedAt, form === 'canonical') }
    return refuse(sent, receiving, form, 'not_an_object', 'an event must be a JSON object')
  }
  const named = form.slice('segment:'.length) as MessageType
  return readSegmentMessage(sent, receiving, MESSAGE_TYPES.includes(named) ? named : undefined)
}

/** Everything else about it is settled by whoever reads it again. */
type Said = Omit<IncomingEvent, 'sourceId' | 'messageId' | 'trust' | 'receivedAt'>

function eventIn(sent: Loose, receivedAt: number, isCanonical: boolean): IncomingEvent {
  const lead = fieldsIn(sent['lead'])
  const company = isCanonical ? canonicalCompany(sent) : companyIn(sent['company'])
  const said: Said = {
    name: plainString(sent['name']) ?? '',
    occurredAt: 'occurredAt' in sent ? (moment(sent['occurredAt']) ?? Number.NaN) : receivedAt,
    identity: isCanonical ? canonicalIdentity(sent['identities']) : identityIn(loose(sent['identity'])),
    properties: loose(sent['properties']),
    ...(sent['context'] !== undefined && { context: loose(sent['context']) }),
    ...(lead && { lead }),
    ...(company && { company }),
  }
  return { ...said, sourceId: '', messageId: '', trust: 'public', receivedAt }
}

const IDENTITIES = ['userId', 'externalId', 'email', 'anonymousId'] as const

function identityIn(given: Loose): IncomingEvent['identity'] {
  return Object.fromEntries(
    IDENTITIES.map((name) => [name, idText(given[name])]).filter(([, value]) => value !== undefined),
  ) as IncomingEvent['identity']
}

function canonicalIdentity(given: unknown): IncomingEvent['identity'] {
  const pairs = Array.isArray(given) ? (given as readonly unknown[]) : []
  const named = pairs.flatMap((pair): [string, unknown][] =>
    Array.isArray(pair) ? [[pair[0] === 'email' ? 'email' : `${String(pair[0])}Id`, pair[1]]] : [],
  )
  return identityIn(Object.fromEntries(named))
}

function companyIn(given: unknown): IncomingEvent['company'] {
  const { id, domain, fields } = loose(given)
  const [idGiven, domainGiven] = [idText(id), plainString(domain)]
  const stated = fieldsIn(fields)
  if (!stated && !idGiven && !domainGiven) return undefined
  return {
    fields: stated ?? {},
    ...(idGiven && { id: idGiven }),
    ...(domainGiven && { domain: domainGiven }),
  }
}

function canonicalCompany(sent: Loose): IncomingEvent['company'] {
  const { externalId, domain } = loose(sent['companyKey'])
  if (sent['companyNamed'] !== true && !fieldsIn(sent['company'])) return undefined
  return companyIn({ id: externalId, domain, fields: sent['company'] })
}

function fieldsIn(given: unknown): Fields | undefined {
  const fields = Object.entries(loose(given)).filter(
    (field): field is [string, Value | null] =>
      field[1] === null || ['string', 'number', 'boolean'].includes(typeof field[1]),
  )
  return fields.length > 0 ? Object.fromEntries(fields) : undefined
}
