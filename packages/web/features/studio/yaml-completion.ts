/** What can stand at a place of an agreement: keys of the section, names of the catalogue. No editor, no page. */
import type { Catalogue } from '@baton/engine'

export interface Offered {
  readonly label: string
  readonly about?: string
  /** It may have blanks in it: the words before the cursor belong to it. */
  readonly spaced?: boolean
}

const SECTIONS: Readonly<Record<string, string>> = {
  agreement: 'its id',
  names: 'display names of stages',
  meters: 'tanks that points are poured into',
  points: 'what leads do, and what it is worth',
  fit: 'how well lead and company match',
  disqualify: 'never handed over',
  mql: 'tiers and what must be known',
  handoff: 'clocks, hours, routes, effort',
  sql: 'what sales has to have done and learnt',
  recycle: 'reasons, rests and what is kept',
  promises: 'what each side owes the other',
  examples: 'golden leads',
}

const CONDITION_KEYS = [
  'did',
  'meter',
  'at-least',
  'score',
  'grade',
  'field',
  'within',
  'times',
  'where',
  'all',
  'any',
  'not',
]

/** Keys by the innermost key that is open at the cursor. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  meters: ['half-life', 'max'],
  points: ['on', 'where', 'give', 'to', 'limit', 'trust'],
  fit: ['points', 'grades'],
  grades: ['A', 'B', 'C'],
  disqualify: ['where'],
  mql: ['tiers', 'complete'],
  tiers: ['id', 'clock', 'all', 'any'],
  all: CONDITION_KEYS,
  any: CONDITION_KEYS,
  handoff: ['clocks', 'hours', 'effort', 'route', 'on-overdue'],
  clocks: ['first-touch', 'decide'],
  effort: ['attempts', 'channels', 'within'],
  route: ['to', 'where'],
  sql: ['needs', 'criteria', 'satisfied', 'all', 'any'],
  criteria: ['ask', 'options', 'satisfied', 'question', 'fresh'],
  recycle: ['rest', 'keep', 'disqualify'],
  promises: ['marketing', 'sales'],
  marketing: ['mqls', 'accepted'],
  sales: ['first-touch-on-time', 'decided-on-time'],
  examples: ['name', 'lead', 'company', 'events', 'expect'],
  expect: ['stage', 'tier', 'grade', 'score'],
}

const VALUES: Readonly<Record<string, readonly string[]>> = {
  trust: ['public', 'signed', 'server'],
  'on-overdue': ['reassign', 'recycle', 'notify'],
  ask: ['money', 'choice', 'text', 'months', 'number', 'yes-no'],
  needs: ['accepted', 'meeting-held', 'contacted', 'demo-seen', 'mql'],
  grade: ['A', 'B', 'C', 'D'],
  stage: ['lead', 'mql', 'sal', 'sql', 'opportunity', 'customer', 'recycled', 'disqualified'],
}

/**
 * @param above the lines above the cursor
 * @param before what stands on its line before it; `after`: behind it
 */
export function completionsAt(
  above: string,
  before: string,
  after: string,
  catalogue: Catalogue,
): readonly Offered[] {
  const key = /([\w-]+):\s*(?:\[[^\]]*)?[^:,[{]*$/.exec(before)?.[1]
  if (key !== undefined) return valuesFor(key, above, catalogue)
  const open = openKeys(above, before)
  const innermost = open.at(-1)
  if (innermost === undefined) return Object.entries(SECTIONS).map(([label, about]) => ({ label, about }))
  if (innermost === 'where') return fieldsFor(open, before + after, catalogue)
  if (innermost === 'field') return subjectFields(catalogue)
  const known = open.toReversed().find((name) => KEYS[name] !== undefined)
  return (known === undefined ? [] : KEYS[known]!).map((label) => ({ label }))
}

function valuesFor(key: string, above: string, catalogue: Catalogue): readonly Offered[] {
  if (key === 'on' || key === 'did')
    return catalogue.events.map(({ name, about }) => ({ label: name, about, spaced: true }))
  if (key === 'to') return namesUnder('meters', above).map((label) => ({ label }))
  if (key === 'meter') return namesUnder('meters', above).map((label) => ({ label }))
  if (key === 'clock') return namesUnder('clocks', above).map((label) => ({ label }))
  if (key === 'complete') return subjectFields(catalogue)
  const field = [
    ...catalogue.lead,
    ...catalogue.company,
    ...catalogue.events.flatMap(({ fields }) => fields),
  ].find(({ name, values }) => name === key && values !== undefined)
  return (field?.values ?? VALUES[key] ?? []).map((label) => ({ label }))
}

function subjectFields({ lead, company }: Catalogue): readonly Offered[] {
  return [
    ...lead.map(({ name, about }) => ({ label: `lead.${name}`, about })),
    ...company.map(({ name, about }) => ({ label: `company.${name}`, about })),
  ]
}

/** In a `where` of an event: its own fields first. */
function fieldsFor(open: readonly string[], line: string, catalogue: Catalogue): readonly Offered[] {
  const event = /(?:on|did):\s*([^,}{[\]]+)/.exec(line)?.[1]?.trim()
  const own = catalogue.events.find(({ name }) => name === event)?.fields ?? []
  if (own.length > 0)
    return own.filter(({ detail }) => detail !== true).map(({ name, about }) => ({ label: name, about }))
  return open.includes('points') && !open.includes('fit') ? [] : subjectFields(catalogue)
}

/** The keys under a section that is written above: meters, clocks. */
function namesUnder(section: string, above: string): readonly string[] {
  const lines = above.split('\n')
  const at = lines.findIndex((line) => new RegExp(`^\\s*${section}:`).test(line))
  if (at < 0) return []
  const depth = indentOf(lines[at]!)
  const names: string[] = []
  for (const line of lines.slice(at + 1)) {
    if (line.trim() === '' || line.trimStart().startsWith('#')) continue
    if (indentOf(line) <= depth) break
    const name = /^\s*([\w-]+):/.exec(line)?.[1]
    if (name !== undefined) names.push(name)
  }
  return names
}

/** Keys that are open at the cursor, the outermost first: by indentation above, by brackets on the line. */
function openKeys(above: string, before: string): readonly string[] {
  const open: string[] = []
  let depth = indentOf(before)
  for (const line of above.split('\n').toReversed()) {
    if (line.trim() === '' || line.trimStart().startsWith('#') || indentOf(line) >= depth) continue
    const name = /^\s*(?:- )?([\w-]+):/.exec(line)?.[1]
    if (name !== undefined) open.unshift(name)
    depth = indentOf(line)
    if (depth === 0) break
  }
  const own = /^\s*(?:- )?([\w-]+):/.exec(before)?.[1]
  if (own !== undefined) open.push(own)
  const inline: string[] = []
  for (const match of before.matchAll(/([\w.-]+):\s*[[{]|[[{]|[\]}]/g)) {
    if (match[1] !== undefined) inline.push(match[1])
    else if (match[0] === ']' || match[0] === '}') inline.pop()
    else inline.push(inline.at(-1) ?? own ?? '')
  }
  return [...open, ...inline.filter((name) => name !== '' && name !== own)]
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length
}
