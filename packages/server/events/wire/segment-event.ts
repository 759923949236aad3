/** Messages of the Segment HTTP tracking API, read as events. Pure: what it knows about the request is in `Receiving`. */
import { randomUUID } from 'node:crypto'
import type { EventRefusalCode } from '@baton/protocol'
import type { Sender } from '../../sources/index.ts'
import type { IncomingEvent, RefusedEvent, SentForm } from '../incoming-event.ts'
import { hitEvidence } from './hit-evidence.ts'
import { pageGroup } from './page-group.ts'
import { companyFields, companyOfTraits, leadFields } from './traits.ts'
import { happenedAt, idText, type Loose, loose, moment, plainString } from './wire-values.ts'

export interface Receiving {
  readonly sender: Sender
  readonly receivedAt: number
  /** When the client sent the batch, by its clock. */
  readonly sentAt?: number | undefined
  /** True for imports: times are kept as given. */
  readonly keepTimes?: boolean
  /** Of the batch; a message's own goes before it. */
  readonly context?: Loose
  /** What the browser that sends calls itself; undefined for a program that sends of others. */
  readonly userAgent?: string | undefined
  /** Makes of an address what can be compared, and cannot be turned back. */
  readonly standIn?: (ip: string) => string
}

export type Read = { readonly event: IncomingEvent } | { readonly refused: RefusedEvent }

export const MESSAGE_TYPES = ['track', 'identify', 'page', 'screen', 'group', 'alias'] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]

export function readSegmentMessage(sent: unknown, receiving: Receiving, type?: MessageType): Read {
  const form = type === undefined ? 'segment' : (`segment:${type}` as const)
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return refuse(sent, receiving, form, 'not_an_object', 'a message must be a JSON object')
  }
  const message = sent as Loose
  const kind = type ?? message['type']
  if (!MESSAGE_TYPES.includes(kind as MessageType)) {
    return refuse(sent, receiving, form, 'unknown_type', `type must be one of ${MESSAGE_TYPES.join(', ')}`)
  }
  const missing = whatIsMissing(message, kind as MessageType)
  if (missing) return refuse(sent, receiving, form, ...missing)
  return { event: { ...common(message, receiving), ...contentOf(message, kind as MessageType) } }
}

function whatIsMissing(message: Loose, type: MessageType): [EventRefusalCode, string] | null {
  const somebody = idText(message['userId']) ?? idText(message['anonymousId'])
  if (!somebody && !(type === 'alias' && idText(message['previousId']))) {
    return ['no_user_anon_id', 'a message needs a userId or an anonymousId']
  }
  if (type === 'track' && !plainString(message['event']))
    return ['missing_event_name', 'track needs the name of the event']
  if (type === 'group' && !idText(message['groupId'])) return ['no_user_anon_id', 'group needs a groupId']
  if (type === 'alias' && !idText(message['previousId']))
    return ['no_user_anon_id', 'alias needs a previousId']
  return null
}

function common(message: Loose, receiving: Receiving) {
  const { sender, receivedAt, keepTimes } = receiving
  const browser: Loose = receiving.userAgent === undefined ? {} : { userAgent: receiving.userAgent }
  const context: Loose = { ...browser, ...receiving.context, ...loose(message['context']) }
  const messageId = idText(message['messageId']) ?? randomUUID()
  const hit =
    sender.trust === 'server' && MAIL_HITS.has(String(message['event']))
      ? hitEvidence(loose(message['properties']), context, messageId, receiving.standIn)
      : undefined
  const sent = keepTimes || context['import'] ? undefined : (moment(message['sentAt']) ?? receiving.sentAt)
  const original = moment(message['originalTimestamp']) ?? moment(message['timestamp'])
  return {
    sourceId: sender.sourceId,
    trust: sender.trust,
    messageId,
    receivedAt,
    occurredAt: happenedAt({ original, sent, received: receivedAt }),
    identity: identityOf(message),
    context: keptContext(context),
    ...(hit && { hit }),
  }
}

/** What machines do in the name of people. */
const MAIL_HITS: ReadonlySet<string> = new Set(['Email Opened', 'Email Clicked'])

function identityOf(message: Loose, email?: unknown): IncomingEvent['identity'] {
  const userId = idText(message['userId'])
  const anonymousId = idText(message['anonymousId'])
  const address = plainString(email)
  return {
    ...(userId ? { userId } : {}),
    ...(anonymousId ? { anonymousId } : {}),
    ...(address ? { email: address } : {}),
  }
}

function contentOf(
  message: Loose,
  type: MessageType,
): Partial<IncomingEvent> & Pick<IncomingEvent, 'name' | 'properties'> {
  const properties = loose(message['properties'])
  switch (type) {
    case 'track':
      return {
        name: String(message['event']),
        properties: trackedProperties(message),
        ...companyOfGroup(message),
      }
    case 'page':
      return { name: 'Page Viewed', properties: pageProperties(message) }
    case 'screen':
      return { name: 'Screen Viewed', properties: { ...properties, ...named(message) } }
    case 'identify': {
      const traits = loose(message['traits'])
      const lead = leadFields(traits)
      const company = companyOfTraits(traits)
      const identity = identityOf(message, traits['email'])
      return {
        name: 'Lead Identified',
        properties: {},
        identity,
        ...(lead ? { lead } : {}),
        ...(company ? { company } : {}),
      }
    }
    case 'group': {
      const fields = companyFields(loose(message['traits'])) ?? {}
      return {
        name: 'Company Identified',
        properties: {},
        company: { id: String(idText(message['groupId'])), fields },
      }
    }
    case 'alias': {
      // Two known users stay two: the previous id only counts as what a browser was called before.
      const anonymousId = idText(message['previousId']) ?? ''
      return { name: 'Identity Linked', properties: {}, identity: { ...identityOf(message), anonymousId } }
    }
  }
}

/** `context.groupId` names the company without stating anything about it. */
function companyOfGroup(message: Loose): Partial<IncomingEvent> {
  const id = idText(loose(message['context'])['groupId'])
  return id ? { company: { id, fields: {} } } : {}
}

/** Time on a page is asked for by the kind of page, like its views. */
function trackedProperties(message: Loose): Loose {
  const properties = loose(message['properties'])
  if (message['event'] !== 'Page Read') return properties
  const group = pageGroup(properties['page_group'], properties['path'])
  return group === undefined ? properties : { ...properties, page_group: group }
}

function pageProperties(message: Loose): Loose {
  const properties = loose(message['properties'])
  const page = loose(loose(message['context'])['page'])
  const path = properties['path'] ?? page['path']
  const group = pageGroup(properties['page_group'] ?? message['category'] ?? properties['category'], path)
  const from = (name: string) => properties[name] ?? page[name]
  const known = { path, url: from('url'), title: from('title'), page_group: group }
  const given = Object.entries(known).filter(([, value]) => value !== undefined)
  return { ...properties, ...named(message), ...Object.fromEntries(given) }
}

function named(message: Loose): Loose {
  const name = plainString(message['name'])
  return name ? { name } : {}
}

/** Not kept: the address a request came from and what else only serves to tell people apart. */
const DROPPED_CONTEXT = ['ip', 'hit', 'traits', 'userAgentData', 'network', 'screen', 'device'] as const

export function keptContext(context: Loose): Loose {
  const kept: Record<string, unknown> = { ...context }
  for (const name of DROPPED_CONTEXT) delete kept[name]
  return kept
}

export function refuse(
  sent: unknown,
  { sender, receivedAt }: Receiving,
  form: SentForm,
  code: EventRefusalCode,
  detail: string,
): Read {
  const messageId = plainString(loose(sent)['messageId']) ?? null
  return {
    refused: {
      sourceId: sender.sourceId,
      receivedAt,
      code,
      detail,
      messageId,
      body: JSON.stringify(sent) ?? '',
      form,
    },
  }
}
