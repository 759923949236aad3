/**
 * Where an event says its lead came from: campaign parameters first, then an advertiser's click id, then the page
 * that referred. Stated as lead fields that keep their first statement, so that the first touch is a fact like any other; and
 * kept as a touch each time, for who asks what brought people back.
 */
import type { Value } from '@baton/engine'
import { channelOfClick, channelOfReferrer } from './channels.ts'
import { registrableDomain } from './company-key.ts'

type Context = Readonly<Record<string, unknown>>

export interface Touch {
  readonly source: string | null
  readonly medium: string | null
  readonly campaign: string | null
}

/** Null where an event says nothing about what brought the person. */
export function touchOf(origin: Readonly<Record<string, Value>>): Touch | null {
  const of = (name: string) => (typeof origin[name] === 'string' ? origin[name] : null)
  const touch = { source: of('source'), medium: of('medium'), campaign: of('campaign') }
  return touch.source === null && touch.medium === null && touch.campaign === null ? null : touch
}

/** Source, medium, campaign and landing page as lead fields; empty where nothing is said of them. */
export function originOf(context: Context | undefined): Readonly<Record<string, Value>> {
  if (!context) return {}
  const page = part(context, 'page')
  const url = urlOf(page['url'])
  const origin =
    fromCampaign(part(context, 'campaign')) ?? fromUrl(url) ?? fromReferrer(page['referrer'], url)
  return origin && url ? { ...origin, landing_page: url.pathname } : (origin ?? {})
}

function fromCampaign(campaign: Context): Record<string, Value> | null {
  const stated = {
    source: word(campaign['source']),
    medium: word(campaign['medium']),
    campaign: word(campaign['name']),
  }
  return onlyKnown(stated)
}

function fromUrl(url: URL | null): Record<string, Value> | null {
  if (!url || url.search === '') return null
  const of = (name: string) => word(url.searchParams.get(`utm_${name}`))
  return (
    onlyKnown({ source: of('source'), medium: of('medium'), campaign: of('campaign') }) ??
    paid(url.searchParams)
  )
}

function fromReferrer(referrer: unknown, page: URL | null): Record<string, Value> | null {
  const from = urlOf(referrer)
  if (!from || from.hostname === page?.hostname) return null
  const site = registrableDomain(from.hostname)
  if (site === null || (page && site === registrableDomain(page.hostname))) return null
  return { ...channelOfReferrer(from.hostname) }
}

function onlyKnown(stated: Readonly<Record<string, string | null>>): Record<string, Value> | null {
  const known = Object.entries(stated).filter((entry): entry is [string, string] => entry[1] !== null)
  return known.length > 0 ? Object.fromEntries(known) : null
}

/** Verbatim but for case and length: what somebody put into a link is not worth refusing an event for. */
function word(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const plain = value.replaceAll('\0', '').toWellFormed().trim().toLowerCase().slice(0, 200)
  return plain === '' ? null : plain
}

function urlOf(text: unknown): URL | null {
  return typeof text === 'string' && /^https?:\/\//i.test(text) ? URL.parse(text) : null
}

function part(context: Context, name: string): Context {
  const value = context[name]
  return typeof value === 'object' && value !== null ? (value as Context) : {}
}

function paid(parameters: URLSearchParams): Record<string, Value> | null {
  const channel = channelOfClick(parameters)
  return channel && { ...channel }
}
