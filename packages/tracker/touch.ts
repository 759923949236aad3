/** A touch: where somebody came from when they arrived. The first is kept for good, the last until another comes. */
import type { Address, Texts } from './address.ts'

export interface Touch {
  /** ISO 8601. */
  readonly at: string
  readonly source?: string | undefined
  readonly medium?: string | undefined
  readonly campaign?: string | undefined
  readonly click?: Texts | undefined
  /** Host of the page that led here, when it is of another site. */
  readonly referrer?: string | undefined
  readonly landing: string
}

export function touchOf(
  { campaign = {}, click, path }: Address,
  referrer: string,
  host: string,
  at: Date,
): Touch {
  const from = referrer && new URL(referrer).hostname
  return {
    at: at.toISOString(),
    source: campaign['source'],
    medium: campaign['medium'],
    campaign: campaign['name'],
    click,
    referrer: from && !isSameSite(from, host) ? from : undefined,
    landing: path,
  }
}

/** False for somebody who typed the address, reloaded, or came from another page of the site. */
export function isArrival({ source, medium, campaign, click, referrer }: Touch): boolean {
  return !!(source || medium || campaign || click || referrer)
}

/** One is the other, or a part of it: which hosts else belong together only a list of all suffixes could tell. */
function isSameSite(one: string, other: string): boolean {
  const [a, b] = [one, other].map((host) => `.${host.replace(/^www\./, '')}`) as [string, string]
  return a.endsWith(b) || b.endsWith(a)
}
