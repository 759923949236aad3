/** What came with a post, before any of it is believed: fields, hidden parts, and what only a program fills in. */
import { loose } from './loose.ts'

export interface Posted {
  readonly fields: Readonly<Record<string, string>>
  readonly token: string | null
  /** What no person can see; anything in it was written by a program. */
  readonly trap: string
  readonly anonymousId: string | null
  /** Where the form stood: address, title, referring page. */
  readonly page: Readonly<Record<string, string>>
  /** True: from a script of ours, which shows the answer itself. */
  readonly wantsJson: boolean
}

const FIELDS_MAX = 60
const TEXT_MAX = 6_000
const VISITOR = /^[A-Za-z0-9_-]{8,64}$/
/** Read by nobody but programs that fill in whatever they find. */
export const TRAP = 'website_url'

/** From `application/x-www-form-urlencoded` or JSON. What is named twice counts once, the first. */
export function readPosted(body: unknown, wantsJson: boolean): Posted {
  const given = loose(body)
  const fields: Record<string, string> = Object.create(null) as Record<string, string>
  for (const [name, value] of Object.entries(given).slice(0, FIELDS_MAX)) {
    if (name.startsWith('_') || name === TRAP || !/^[a-z][a-z0-9-]{0,60}$/.test(name)) continue
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
    wantsJson,
  }
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
