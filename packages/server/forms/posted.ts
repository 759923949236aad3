/** What came with a post, before any of it is believed: fields, hidden parts, and what only a program fills in. */
import { REFERRAL_FIELD } from '../referrals/index.ts'
import { loose } from './loose.ts'

export interface Posted {
  readonly fields: Readonly<Record<string, string>>
  readonly token: string | null
  /** What no person can see; anything in it was written by a program. */
  readonly trap: string
  readonly anonymousId: string | null
  /** Where the form stood: address, title, referring page. */
  readonly page: Readonly<Record<string, string>>
  /** Campaign parameters and click ids, by their names in addresses. */
  readonly campaign: Readonly<Record<string, string>>
  /** Whose passed-on link it came by, as it was given; null: by none. */
  readonly referral: string | null
}

const FIELDS_MAX = 80
const TEXT_MAX = 6_000
const CAMPAIGN_TEXT_MAX = 200
const VISITOR = /^[A-Za-z0-9_-]{8,64}$/
const CAMPAIGN =
  /^(utm_(source|medium|campaign|term|content|id)|gclid|gbraid|wbraid|msclkid|li_fat_id|ttclid|twclid|rdt_cid)$/
/** Read by nobody but programs that fill in whatever they find. */
export const TRAP = 'website_url'

/** From `application/x-www-form-urlencoded` or JSON. What is named twice counts once, the first. */
export function readPosted(body: unknown): Posted {
  const given = loose(body)
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(given).slice(0, FIELDS_MAX)) {
    if (name === TRAP || CAMPAIGN.test(name) || !/^[a-z][a-z0-9-]{0,60}$/.test(name)) continue
    const text = textOf(value)
    if (text !== null) fields[name] = text
  }
  const visitor = textOf(given['_visitor'])
  return {
    fields,
    token: textOf(given['_token']),
    trap: textOf(given[TRAP]) ?? '',
    anonymousId: visitor !== null && VISITOR.test(visitor) ? visitor : null,
    page: pageOf(given),
    campaign: campaignOf(given),
    referral: textOf(given[REFERRAL_FIELD]),
  }
}

/** Campaign parameters and nothing else: whatever else stands in an address is nothing to be taken up. */
function campaignOf(given: unknown): Record<string, string> {
  const campaign: Record<string, string> = {}
  for (const [name, value] of Object.entries(loose(given))) {
    const text = CAMPAIGN.test(name) ? textOf(value) : null
    if (text) campaign[name] = text.slice(0, CAMPAIGN_TEXT_MAX)
  }
  return campaign
}

/** What a form's page carries on to what is sent from it. */
export function carriedOf(query: unknown): Record<string, string> {
  const referral = textOf(loose(query)[REFERRAL_FIELD])
  return { ...campaignOf(query), ...(referral !== null && { [REFERRAL_FIELD]: referral }) }
}

function textOf(value: unknown): string | null {
  const one: unknown = Array.isArray(value) ? value[0] : value
  if (typeof one === 'string') return one.slice(0, TEXT_MAX)
  return typeof one === 'number' || typeof one === 'boolean' ? String(one) : null
}

function pageOf(given: Readonly<Record<string, unknown>>): Record<string, string> {
  const page: Record<string, string> = {}
  for (const name of ['url', 'title', 'referrer']) {
    const text = textOf(given[`_${name}`])
    if (text) page[name] = text.slice(0, 2_000)
  }
  return page
}
