/** Values as they are written into a document. */
import { parseDocument } from 'yaml'

export type EditValue =
  string | number | boolean | null | readonly EditValue[] | { readonly [key: string]: EditValue }

/** `compact`: JSON without any spaces. */
export type Notation = 'yaml' | 'json' | 'compact'

export interface Manner {
  readonly notation: Notation
  /** Between brackets or braces, where commas part. */
  readonly isInFlow: boolean
  /** What the text before it was quoted with, and whether it would have needed it. */
  readonly quotes?: { readonly mark: '"' | "'"; readonly areNeeded: boolean }
}

/** On one line: `{ on: Demo Requested, give: 50 }`, or as JSON. */
export function written(value: EditValue, manner: Manner): string {
  const { notation, isInFlow, quotes } = manner
  if (notation === 'compact') return JSON.stringify(value)
  const inside = { notation, isInFlow: true }
  if (isList(value)) {
    const items = value.map((item) => written(item, inside)).join(', ')
    return value.some(isCollectionValue) && notation === 'yaml' ? `[ ${items} ]` : `[${items}]`
  }
  if (isRecord(value)) {
    const entries = Object.entries(value).map(
      ([key, part]) => `${writtenKey(key, notation)}: ${written(part, inside)}`,
    )
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
  }
  if (typeof value !== 'string' || notation === 'json') return JSON.stringify(value)
  // Quotes that nothing asked for are somebody's manner.
  if (quotes?.areNeeded !== false && isPlain(value, isInFlow)) return value
  return quotes?.mark === "'" && !/\p{C}/u.test(value)
    ? `'${value.replaceAll("'", "''")}'`
    : JSON.stringify(value)
}

/** Whether a text says the same without quotes. */
export function isPlain(text: string, isInFlow: boolean): boolean {
  return readsAs(isInFlow ? `[${text}]` : `k: ${text}`, text)
}

export function writtenKey(key: string, notation: Notation): string {
  return notation === 'yaml' && readsAs(`{ ${key}: 1 }`, key) ? key : JSON.stringify(key)
}

export function isList(value: EditValue): value is readonly EditValue[] {
  return Array.isArray(value)
}

export function isRecord(value: EditValue): value is { readonly [key: string]: EditValue } {
  return value !== null && typeof value === 'object' && !isList(value)
}

export function isCollectionValue(value: EditValue): boolean {
  return isList(value) || isRecord(value)
}

/** Asked of the reader, who knows every trap of YAML. */
function readsAs(document: string, text: string): boolean {
  // What cannot be seen is better written as an escape.
  if (text === '' || /[\p{C}\u2028\u2029]/u.test(text)) return false
  const read = readQuietly(document)
  if (Array.isArray(read)) return read.length === 1 && read[0] === text
  const entries = Object.entries(read ?? {})
  return entries.length === 1 && (entries[0]![0] === text || entries[0]![1] === text)
}

function readQuietly(document: string): object | null {
  try {
    const read = parseDocument(document, { prettyErrors: false, logLevel: 'error' })
    return read.errors.length + read.warnings.length > 0 ? null : (read.toJS() as object)
  } catch {
    // An alias of nothing.
    return null
  }
}
