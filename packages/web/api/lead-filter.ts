/** The filter of the lead list: what the URL holds, what the server is asked, and how a click changes it. */
import type { Stage } from '@baton/engine'
import type { LeadListQuery } from '@baton/protocol'

export type LeadFilter = Omit<LeadListQuery, 'cursor' | 'limit'>
export type LeadSort = LeadFilter['sort']

const KEYS = [
  'q',
  'stage',
  'grade',
  'tier',
  'source',
  'reached',
  'segment',
  'waiting',
  'scoreFrom',
  'activeWithin',
  'sort',
  'direction',
] as const

const DEFAULTS = { sort: 'activity', direction: 'desc' } as const

/** In the order of the way; not taken from the engine, because the list of leads loads without it. */
export const STAGES: readonly Stage[] = [
  'visitor',
  'lead',
  'mql',
  'sal',
  'sql',
  'opportunity',
  'customer',
  'advocate',
  'recycled',
  'disqualified',
]

/** What each parameter may be. A test holds these rules against the schema of the server. */
const READERS: Readonly<Record<(typeof KEYS)[number], (text: string) => unknown>> = {
  q: (text) => (text.length <= 200 ? text : undefined),
  stage: (text) => listOf(text, (part) => (STAGES as readonly string[]).includes(part)),
  grade: (text) => listOf(text, (part) => 'ABCD'.includes(part) && part.length === 1),
  tier: (text) => listOf(text, (part) => part.length <= 100),
  source: (text) => (text.length <= 200 ? text : undefined),
  reached: (text) => oneOf(text, ['mql', 'sal', 'sql', 'opportunity', 'customer']),
  segment: (text) => (text.length <= 60 ? text : undefined),
  waiting: (text) => oneOf(text, ['true']),
  scoreFrom: (text) => (Number.isFinite(Number(text)) ? Number(text) : undefined),
  activeWithin: (text) => (/^\d{1,4}$/.test(text) && +text >= 1 && +text <= 3650 ? Number(text) : undefined),
  sort: (text) => oneOf(text, ['activity', 'score', 'grade', 'name', 'company', 'stage', 'created']),
  direction: (text) => oneOf(text, ['asc', 'desc']),
}

function oneOf(text: string, values: readonly string[]): string | undefined {
  return values.includes(text) ? text : undefined
}

function listOf(text: string, allowed: (part: string) => boolean): readonly string[] | undefined {
  const parts = text.split(',').filter((part) => part !== '')
  return parts.length > 0 && parts.length <= 50 && parts.every(allowed) ? parts : undefined
}

/** Reads search parameters; one that makes no sense is dropped and the others stand. */
export function parseLeadFilter(raw: Readonly<Record<string, unknown>>): LeadFilter {
  const filter: Record<string, unknown> = { ...DEFAULTS }
  for (const key of KEYS) {
    const given = raw[key]
    if (given === undefined || given === null || (given === '' && key !== 'source')) continue
    const value = READERS[key](Array.isArray(given) ? given.join(',') : `${given as string | number}`)
    if (value !== undefined) filter[key] = value
  }
  return filter as unknown as LeadFilter
}

/** The filter as query parameters, defaults left out, so that equal filters have equal addresses. */
export function filterToQuery(filter: Partial<LeadFilter>): Record<string, string> {
  const query: Record<string, string> = {}
  for (const key of KEYS) {
    const value = filter[key]
    if (value === undefined || value === DEFAULTS[key as keyof typeof DEFAULTS]) continue
    if (Array.isArray(value) && value.length === 0) continue
    query[key] = Array.isArray(value) ? value.join(',') : String(value)
  }
  return query
}

/** True when anything but the order is asked for. */
export function isFiltered(filter: LeadFilter): boolean {
  return Object.keys(filterToQuery({ ...filter, ...DEFAULTS })).length > 0
}

/** Adds a value to a list of the filter, or takes it out. An empty list is no filter. */
export function toggled<Item>(list: readonly Item[] | undefined, item: Item): Item[] | undefined {
  const without = (list ?? []).filter((other) => other !== item)
  const next = without.length === (list ?? []).length ? [...without, item] : without
  return next.length === 0 ? undefined : next
}

/** The order that a click on a column header asks for: best, latest or first in the alphabet first, then the other one. */
export function sortedBy(filter: LeadFilter, sort: LeadSort): LeadFilter {
  const natural = sort === 'name' || sort === 'company' ? 'asc' : 'desc'
  if (filter.sort !== sort) return { ...filter, sort, direction: natural }
  return { ...filter, direction: filter.direction === 'asc' ? 'desc' : 'asc' }
}
