/**
 * Whether an event is judged by as soon as it is stored. What opens a mail or follows its links may be a machine that looks
 * for malware; who it was is settled later, from what else happened (`machines/`). What a crawler says of itself is believed
 * at once.
 */
import type { IncomingEvent } from './incoming-event.ts'
import { isCrawler } from './crawlers.ts'

/** `settling`: kept aside until it is known who did it. `machine`: kept aside for good, unless somebody says otherwise. */
export type Standing = 'counts' | 'settling' | 'machine'

/** Acts that machines do in the name of people. */
const HITS: ReadonlySet<string> = new Set(['Email Opened', 'Email Clicked'])

export function standingOf({ name, trust, hit, context }: IncomingEvent): Standing {
  if (hit || (trust === 'public' && HITS.has(name))) return 'settling'
  if (trust !== 'public' || !context) return 'counts'
  return context['automated'] === true || isCrawler(context['userAgent']) ? 'machine' : 'counts'
}
