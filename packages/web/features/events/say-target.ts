/** What the parts of a mapping are called. */
import type { Target } from './mapping-targets.ts'

const SAID: Readonly<Record<string, string>> = {
  each: 'the list of which each item is an event',
  name: 'the name of the event',
  'identity.email': 'e-mail address',
  'identity.userId': 'user id',
  'identity.externalId': 'id in the other system',
  'identity.phone': 'telephone as an id',
  occurredAt: 'when it happened',
  messageId: 'id of the message',
  check: 'the key that the body shows',
}

export function sayTarget(target: Target): string {
  const known = SAID[target]
  if (known !== undefined) return known
  const dot = target.indexOf('.')
  const group = { lead: 'of the lead', company: 'of the company', properties: 'of the event' }[
    target.slice(0, dot)
  ]
  return `${target.slice(dot + 1).replaceAll('_', ' ')} ${group ?? ''}`.trim()
}
