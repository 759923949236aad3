/**
 * Walks a YAML document and collects every problem with its place, so that a reader never throws and never
 * stops at the first mistake. A cursor is one node with its path; the functions take what they expect of it.
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from 'yaml'
import { nearestName } from './nearest-name.ts'
import type { Problem, ProblemCode } from './problem.ts'

/** Lines and columns count from 1; `endLine` is the last line that belongs to the clause. */
export interface Place {
  readonly line: number
  readonly column: number
  readonly endLine: number
}

const MAX_LENGTH = 256 * 1024
const MAX_DEPTH = 24

export class Reading {
  readonly problems: Problem[] = []
  readonly places: Record<string, Place> = {}
  readonly document: Document
  readonly #lines = new LineCounter()
  readonly #text: string

  constructor(text: string) {
    this.#text = text
    const bounded = text.length > MAX_LENGTH ? '' : text
    this.document = parseDocument(bounded, {
      lineCounter: this.#lines,
      prettyErrors: false,
      uniqueKeys: true,
    })
    if (text.length > MAX_LENGTH) {
      this.#add(
        'too-large',
        '',
        0,
        `${text.length} characters`,
        `at most ${MAX_LENGTH}`,
        'split the document',
      )
    }
    for (const error of this.document.errors) {
      const code = error.code === 'DUPLICATE_KEY' ? 'duplicate' : 'yaml'
      const remedy =
        code === 'duplicate' ? 'keep one of the two' : 'check indentation, quotes and brackets here'
      this.#add(code, '', error.pos[0], this.#excerpt(error.pos[0]), error.message, remedy)
    }
  }

  get root(): Cursor {
    return { node: this.document.contents, path: '', depth: 0, reading: this, keyOffset: 0 }
  }

  get failed(): boolean {
    return this.problems.some((problem) => problem.severity === 'error')
  }

  place(node: Node | null, keyOffset: number): Place {
    const start = this.#lines.linePos(keyOffset)
    const end = this.#lines.linePos(Math.max(keyOffset, (node?.range?.[1] ?? keyOffset + 1) - 1))
    return { line: start.line, column: start.col, endLine: end.line }
  }

  complain(
    cursor: Cursor,
    code: ProblemCode,
    expected: string,
    remedy: string,
    more: { found?: string; severity?: 'warning' } = {},
  ): void {
    const offset = cursor.node?.range?.[0] ?? cursor.keyOffset
    this.#add(code, cursor.path, offset, more.found ?? describe(cursor.node), expected, remedy, more.severity)
  }

  #add(
    code: ProblemCode,
    path: string,
    offset: number,
    found: string,
    expected: string,
    remedy: string,
    severity: 'error' | 'warning' = 'error',
  ): void {
    const position = this.#lines.linePos(offset)
    const line = Math.max(1, position.line)
    this.problems.push({
      code,
      severity,
      path,
      line,
      column: Math.max(1, position.col),
      found,
      expected,
      remedy,
    })
  }

  #excerpt(offset: number): string {
    return this.#text.slice(offset, offset + 40).split('\n')[0] || 'the end of the document'
  }
}

export interface Cursor {
  readonly node: Node | null
  /** `mql.tiers[0].clock`; empty at the root. */
  readonly path: string
  readonly depth: number
  readonly reading: Reading
  /** Where the key stands, for a value that is absent. */
  readonly keyOffset: number
}

export interface Entry {
  readonly key: string
  readonly value: Cursor
}

/** The entries of a map in file order; complains and returns none where it is not a map. */
export function entriesOf(cursor: Cursor, expected: string): readonly Entry[] {
  const node = resolved(cursor)
  if (!isMap(node)) {
    cursor.reading.complain(cursor, 'wrong-type', expected, 'write `key: value` pairs')
    return []
  }
  return node.items.map((pair) => {
    const keyNode = pair.key as Node | null
    const key = isScalar(keyNode) ? String(keyNode.value) : ''
    const keyOffset = keyNode?.range?.[0] ?? cursor.keyOffset
    return {
      key,
      value: child(cursor, pair.value as Node | null, cursor.path ? `${cursor.path}.${key}` : key, keyOffset),
    }
  })
}

/** The items of a list in order; complains and returns none where it is not a list. */
export function itemsOf(cursor: Cursor, expected: string): readonly Cursor[] {
  const node = resolved(cursor)
  if (!isSeq(node)) {
    cursor.reading.complain(cursor, 'wrong-type', expected, 'write a list: `[a, b]`')
    return []
  }
  return node.items.map((item, index) => {
    const itemNode = item as Node | null
    return child(cursor, itemNode, `${cursor.path}[${index}]`, itemNode?.range?.[0] ?? cursor.keyOffset)
  })
}

/** The values of a map whose keys the language fixes: complains about keys it does not have and keys it lacks. */
export function keysOf<Key extends string>(
  cursor: Cursor,
  expected: string,
  allowed: readonly Key[],
  required: readonly Key[] = [],
): { readonly [key in Key]?: Cursor } {
  const found: { [key in Key]?: Cursor } = {}
  const before = cursor.reading.problems.length
  for (const { key, value } of entriesOf(cursor, expected)) {
    if ((allowed as readonly string[]).includes(key)) {
      found[key as Key] = value
    } else {
      const near = nearestName(key, allowed)
      const remedy = near ? `did you mean \`${near}\`?` : `use one of ${allowed.join(', ')}, or remove it`
      const place = { ...value, node: null }
      cursor.reading.complain(place, 'unknown-key', `one of ${allowed.join(', ')}`, remedy, {
        found: `\`${key}\``,
      })
    }
  }
  if (cursor.reading.problems.length > before && Object.keys(found).length === 0) return found
  for (const key of required) {
    if (!found[key]) {
      cursor.reading.complain(cursor, 'missing', `\`${key}\``, `add \`${key}:\` here`, { found: 'nothing' })
    }
  }
  return found
}

export function isMapping(cursor: Cursor): boolean {
  return isMap(resolved(cursor))
}

export function isList(cursor: Cursor): boolean {
  return isSeq(resolved(cursor))
}

/** The plain value of a scalar node; undefined where it is a map, a list or nothing. */
export function scalarOf(cursor: Cursor): string | number | boolean | null | undefined {
  const node = resolved(cursor)
  if (!isScalar(node)) return undefined
  const value = node.value
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number' && Number.isFinite(value)) return value
  return undefined
}

export function textOf(cursor: Cursor, expected: string): string | undefined {
  const value = scalarOf(cursor)
  if (typeof value === 'string' && value !== '') return value
  if (typeof value === 'number') return String(value)
  cursor.reading.complain(cursor, 'wrong-type', expected, `write ${expected}`)
  return undefined
}

export function numberOf(
  cursor: Cursor,
  expected: string,
  bounds: { readonly from?: number; readonly to?: number; readonly whole?: boolean } = {},
): number | undefined {
  const value = scalarOf(cursor)
  const { from = -1e12, to = 1e12, whole = false } = bounds
  if (typeof value === 'number' && value >= from && value <= to && (!whole || Number.isInteger(value)))
    return value
  const code = typeof value === 'number' ? 'bad-value' : 'wrong-type'
  cursor.reading.complain(cursor, code, expected, `write ${expected}`)
  return undefined
}

export function choiceOf<Choice extends string>(
  cursor: Cursor,
  choices: readonly Choice[],
): Choice | undefined {
  const value = scalarOf(cursor)
  if ((choices as readonly unknown[]).includes(value)) return value as Choice
  const near = typeof value === 'string' ? nearestName(value, choices) : undefined
  const remedy = near ? `did you mean \`${near}\`?` : `write one of ${choices.join(', ')}`
  cursor.reading.complain(cursor, 'bad-value', `one of ${choices.join(', ')}`, remedy)
  return undefined
}

const KEBAB = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/

/** Complains about an id that is not kebab-case; ids are cited for ever, so they are spelt one way. */
export function checkId(cursor: Cursor, id: string): boolean {
  if (KEBAB.test(id) && id.length <= 60) return true
  const suggestion =
    id
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[-0-9]+|-$/g, '') || 'my-clause'
  const remedy = `write \`${suggestion.slice(0, 60)}\``
  cursor.reading.complain({ ...cursor, node: null }, 'bad-id', 'a kebab-case id', remedy, {
    found: `\`${id}\``,
  })
  return false
}

function child(parent: Cursor, node: Node | null, path: string, keyOffset: number): Cursor {
  const depth = parent.depth + 1
  if (depth <= MAX_DEPTH) return { node, path, depth, reading: parent.reading, keyOffset }
  const cursor = { node: null, path, depth, reading: parent.reading, keyOffset }
  parent.reading.complain(cursor, 'too-large', `at most ${MAX_DEPTH} levels`, 'flatten it', {
    found: 'deeper nesting',
  })
  return cursor
}

function resolved(cursor: Cursor): Node | null {
  const { node, reading } = cursor
  return isAlias(node) ? ((node.resolve(reading.document) as Node | undefined) ?? null) : node
}

function describe(node: Node | null): string {
  if (isMap(node)) return 'a map'
  if (isSeq(node)) return 'a list'
  if (isScalar(node))
    return node.value === null
      ? 'nothing'
      : `\`${JSON.stringify(node.value)?.replace(/^"|"$/g, '').slice(0, 80)}\``
  return 'nothing'
}
