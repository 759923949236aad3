/** What the address of a report holds: only what is asked, as plain text, with equal questions at equal addresses. */
import type { ReportSearch } from '../../api/reports-query.ts'

/** Asked of every report. */
const COMMON = ['from', 'to', 'zone', 'compare'] as const

/** Not taken from the protocol, which the screens load without; a test holds the two against each other. */
export const DIMENSION_KEYS = [
  'source',
  'medium',
  'campaign',
  'landing-page',
  'form',
  'content',
  'persona',
  'industry',
  'size',
  'region',
  'country',
  'seniority',
  'tier',
  'team',
  'owner',
  'version',
  'grade',
] as const
export type DimensionKey = (typeof DIMENSION_KEYS)[number]

const REPORT_KEYS = [
  'entry',
  'follow',
  'by',
  'every',
  'stage',
  'ours',
  'theirs',
  'theirsFrom',
  'theirsTo',
  'theirsZone',
  'oursVersion',
  'theirsVersion',
  'oursOnce',
  'theirsOnce',
  'model',
  'basis',
  'channel',
  'lifecycle',
  'against',
  'among',
  'kinds',
] as const

const KEYS: readonly string[] = [...COMMON, ...REPORT_KEYS, ...DIMENSION_KEYS]
const LENGTH_MAX = 4000

/** Reads the address; what makes no sense there is dropped, and the rest stands. */
export function parseReportSearch(raw: Readonly<Record<string, unknown>>): ReportSearch {
  const search: Record<string, string> = {}
  for (const key of KEYS) {
    const value = raw[key]
    const text =
      typeof value === 'string'
        ? value
        : typeof value === 'number' || typeof value === 'boolean'
          ? String(value)
          : undefined
    if (text === undefined || text.length > LENGTH_MAX) continue
    // An empty text is only a value where it stands for what is not known.
    if (text === '' && !isDimension(key)) continue
    if ((key === 'from' || key === 'to') && !/^\d{4}-\d{2}-\d{2}$/.test(text)) continue
    search[key] = text
  }
  return search
}

export function isDimension(key: string): key is DimensionKey {
  return (DIMENSION_KEYS as readonly string[]).includes(key)
}

/** What of an address concerns a report: the period, the filters, and its own questions. */
export function searchOf(search: ReportSearch, asks: readonly string[]): ReportSearch {
  const wanted = new Set<string>([...COMMON, ...DIMENSION_KEYS, ...asks])
  return Object.fromEntries(Object.entries(search).filter(([key]) => wanted.has(key)))
}

/** The address with something asked otherwise; undefined takes a question out. */
export function changed(
  search: ReportSearch,
  next: Readonly<Record<string, string | undefined>>,
): ReportSearch {
  const entries = Object.entries({ ...search, ...next }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  )
  return Object.fromEntries(entries)
}
