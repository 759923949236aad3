/** A message of Segment's tracking API: what happened, and where. Who it was is added when it may be known. */
import { readAddress } from './address.ts'
import { whenAllowed } from './consent.ts'
import { identified, randomId } from './identity.ts'
import { send } from './queue.ts'

export type Loose = Readonly<Record<string, unknown>>

export interface Message extends Loose {
  readonly type: string
  readonly userId?: string
  readonly context: Loose
}

export interface Page {
  readonly url: string
  readonly path: string
  readonly title: string
  readonly referrer: string
  readonly search: string
}

let referrer = cleanReferrer()

function cleanReferrer(): string {
  return document.referrer && readAddress(document.referrer).url
}

/** In applications of one page the one before is what led here. */
export function setReferrer(url: string): void {
  referrer = url
}

export function pageNow(): Page {
  const { url, path, search } = readAddress(location.href)
  return { url, path, title: document.title, referrer, search }
}

/** `more` goes before what is known anyway. */
export function emit(type: string, content: Loose, more: Loose = {}): void {
  const { campaign, click } = readAddress(location.href)
  const { context, ...fields } = more
  const message: Message = JSON.parse(
    // A copy, so that what is changed afterwards stays out, and what is no JSON fails where it was said.
    JSON.stringify({
      type,
      messageId: randomId(),
      timestamp: new Date(),
      ...content,
      ...fields,
      context: {
        library: { name: 'baton.js', version: '0.1.0' },
        locale: navigator.language,
        timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
        page: pageNow(),
        campaign,
        click,
        automated: navigator.webdriver || undefined,
        ...(context as Loose),
      },
    }),
  )
  whenAllowed(() => send(identified(message)))
}

export function track(event: string, properties: Loose, more?: Loose): void {
  emit('track', { event, properties }, more)
}
