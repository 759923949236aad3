/** A condition as one line of the language, for people to read and to write. */
import { type AudienceContext, audienceDocument, readAudience, type Audience } from '@baton/engine/audience'
import type { EditValue } from '@baton/engine/edit'

/** `{ did: Page Viewed, where: { page_group: pricing } }`, without the outer braces where it is a map. */
export function flowText(value: unknown): string {
  const written = flow(value)
  return written.startsWith('{ ') ? written.slice(2, -2) : written
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value !== 'object' || value === null) return scalar(value)
  const entries = Object.entries(value).map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`)
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
}

const PLAIN = /^[A-Za-z][\w ./-]*$/
const KEYWORDS = /^(true|false|null|yes|no|on|off|~)$/i

function scalar(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  const isPlain = PLAIN.test(value) && !value.endsWith(' ') && !KEYWORDS.test(value)
  return isPlain || /^\d+ (minute|hour|day|week)s?$/.test(value) ? value : JSON.stringify(value)
}

export function audienceText(audience: Audience): string {
  return flowText(audienceDocument(audience))
}

export type WrittenAudience =
  | { readonly document: EditValue; readonly problem: null }
  | { readonly document: null; readonly problem: string }

/** What somebody wrote as one line, with or without the outer braces. */
export function readFlow(text: string, context: AudienceContext): WrittenAudience {
  const trimmed = text.trim()
  const document = trimmed.startsWith('{') ? trimmed : `{ ${trimmed} }`
  const { audience, problems } = readAudience(document, context)
  if (audience) return { document: audienceDocument(audience) as EditValue, problem: null }
  const [first] = problems
  const problem = first
    ? `Found ${first.found}, expected ${first.expected}; ${first.remedy}.`
    : 'Write a condition.'
  return { document: null, problem }
}
