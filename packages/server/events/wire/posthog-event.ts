/** Events as PostHog's clients send them, read as ours. */
import { randomUUID } from 'node:crypto'
import type { IncomingEvent } from '../incoming-event.ts'
import { pageGroup } from './page-group.ts'
import { type Read, type Receiving, refuse } from './segment-event.ts'
import { companyFields, companyOfTraits, leadFields } from './traits.ts'
import { happenedAt, idText, type Loose, loose, moment, plainString } from './wire-values.ts'

export function readPosthogEvent(sent: unknown, receiving: Receiving): Read {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) {
    return refuse(sent, receiving, 'posthog', 'not_an_object', 'an event must be a JSON object')
  }
  const event = sent as Loose
  const properties = loose(event['properties'])
  const name = plainString(event['event'])
  if (!name) return refuse(sent, receiving, 'posthog', 'missing_event_name', 'an event needs a name')
  const distinctId = idText(event['distinct_id']) ?? idText(properties['distinct_id'])
  if (!distinctId)
    return refuse(sent, receiving, 'posthog', 'no_user_anon_id', 'an event needs a distinct_id')
  const original = moment(event['timestamp'])
  const content = contentOf(name, event, properties)
  return {
    event: {
      sourceId: receiving.sender.sourceId,
      trust: receiving.sender.trust,
      messageId: idText(event['uuid']) ?? idText(properties['$insert_id']) ?? randomUUID(),
      receivedAt: receiving.receivedAt,
      occurredAt: happenedAt({
        original,
        sent: receiving.keepTimes ? undefined : receiving.sentAt,
        received: receiving.receivedAt,
      }),
      identity: { ...identityOf(distinctId, properties), ...content.identity },
      context: contextOf(properties),
      ...content.facts,
    },
  }
}

/** In browsers the distinct id is the device's until somebody is identified; servers send their user ids. */
function identityOf(distinctId: string, properties: Loose): IncomingEvent['identity'] {
  const device = idText(properties['$device_id'])
  const anonymous =
    distinctId === device ||
    properties['$is_identified'] === false ||
    properties['$process_person_profile'] === false
  if (anonymous) return { anonymousId: distinctId }
  const before = idText(properties['$anon_distinct_id']) ?? device
  return { userId: distinctId, ...(before ? { anonymousId: before } : {}) }
}

type Facts = Pick<IncomingEvent, 'name' | 'properties' | 'lead' | 'company'>

function contentOf(
  name: string,
  event: Loose,
  properties: Loose,
): { facts: Facts; identity: IncomingEvent['identity'] } {
  const traits = {
    ...loose(event['$set_once'] ?? properties['$set_once']),
    ...loose(event['$set'] ?? properties['$set']),
  }
  const lead = leadFields(withoutDollar(traits))
  const company = companyOfTraits(traits)
  const email = plainString(traits['email'])
  const identity = email ? { email } : {}
  const facts = { ...(lead ? { lead } : {}), ...(company ? { company } : {}) }
  switch (name) {
    case '$pageview':
      return { identity, facts: { name: 'Page Viewed', properties: pageOf(properties), ...facts } }
    case '$screen':
      return {
        identity,
        facts: { name: 'Screen Viewed', properties: { name: properties['$screen_name'] ?? '' }, ...facts },
      }
    case '$identify':
    case '$set':
      return { identity, facts: { name: 'Lead Identified', properties: {}, ...facts } }
    case '$groupidentify': {
      const id = idText(properties['$group_key'])
      const fields = companyFields(withoutDollar(loose(properties['$group_set']))) ?? {}
      return {
        identity,
        facts: { name: 'Company Identified', properties: {}, company: { fields, ...(id ? { id } : {}) } },
      }
    }
    case '$create_alias': {
      const alias = idText(properties['alias'])
      return {
        identity: alias ? { anonymousId: alias } : {},
        facts: { name: 'Identity Linked', properties: {} },
      }
    }
    default:
      return { identity, facts: { name, properties: withoutDollar(properties), ...facts } }
  }
}

function pageOf(properties: Loose): Loose {
  const path = properties['$pathname']
  const group = pageGroup(properties['page_group'], path)
  return {
    ...withoutDollar(properties),
    ...(path ? { path } : {}),
    ...(properties['$current_url'] ? { url: properties['$current_url'] } : {}),
    ...(group ? { page_group: group } : {}),
  }
}

function contextOf(properties: Loose): Loose {
  const campaign = Object.fromEntries(
    [
      ['source', 'utm_source'],
      ['medium', 'utm_medium'],
      ['name', 'utm_campaign'],
    ]
      .map(([name, parameter]) => [name, properties[parameter!]])
      .filter(([, value]) => typeof value === 'string'),
  ) as Loose
  return {
    library: { name: properties['$lib'], version: properties['$lib_version'] },
    page: {
      url: properties['$current_url'],
      referrer: properties['$referrer'],
      path: properties['$pathname'],
    },
    campaign,
  }
}

/** Properties with a dollar are PostHog's own bookkeeping. */
function withoutDollar(properties: Loose): Loose {
  return Object.fromEntries(
    Object.entries(properties).filter(
      ([name]) => !name.startsWith('$') && name !== 'distinct_id' && name !== 'token',
    ),
  )
}
