/**
 * What a mailing system tells of whoever opened a mail or followed a link, in `context.hit` of an `Email Opened` or
 * `Email Clicked` that it sends with a secret key. With it the event counts once it is known that it was a person.
 */
import type { HitEvidence } from '../incoming-event.ts'
import { idText, type Loose, loose, moment, plainString } from './wire-values.ts'

/**
 * @param standIn makes of an address what can be compared, and cannot be turned back
 * @returns undefined where the sender tells nothing: then its word is taken that it was a person
 */
export function hitEvidence(
  properties: Loose,
  context: Loose,
  messageId: string,
  standIn: ((ip: string) => string) | undefined,
): HitEvidence | undefined {
  if (typeof context['hit'] !== 'object' || context['hit'] === null) return undefined
  const hit = loose(context['hit'])
  const ip = plainString(hit['ip']) ?? plainString(context['ip'])
  return {
    sending: (idText(hit['sending']) ?? idText(properties['send_id']) ?? messageId).slice(0, 256),
    sentAt: moment(hit['sentAt']) ?? null,
    link: plainString(hit['link']) ?? plainString(properties['link']) ?? null,
    isTrap: hit['trap'] === true,
    method: (plainString(hit['method']) ?? 'GET').toUpperCase().slice(0, 20),
    userAgent: (plainString(hit['userAgent']) ?? plainString(context['userAgent']) ?? '').slice(0, 500),
    hasLanguage: plainString(hit['acceptLanguage']) !== undefined,
    network: ip === undefined || standIn === undefined ? null : standIn(ip),
    isHosted: typeof hit['hosted'] === 'boolean' ? hit['hosted'] : null,
  }
}
