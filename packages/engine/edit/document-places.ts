/** Where everything stands in the text of a document: each entry of each map and sequence, from its first character to its last. */
import { type CST, isMap, isScalar, isSeq, type Node, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml'
import type { Notation } from './written-value.ts'

/** Keys, and positions in sequences, from the root. */
export type DocumentPath = readonly (string | number)[]

export interface OpenDocument {
  readonly text: string
  /** All of the document, as if it were an entry. */
  readonly root: Entry
  readonly notation: Notation
  readonly eol: string
}

/** One `key: value` of a map, or one item of a sequence. */
export interface Entry {
  readonly key: string | number
  /** Where the key begins, or the dash. */
  readonly from: number
  /** One past the colon or the dash; null where neither is written. */
  readonly mark: number | null
  /** Null where nothing is written, as after `names:`. */
  readonly value: Node | null
  /** One past the last character of the value; comments behind it do not count. */
  readonly to: number
  readonly isInFlow: boolean
}

/** @throws Error when it is not well-formed YAML or JSON: nothing in it has a place then. */
export function openDocument(text: string): OpenDocument {
  const { contents, errors } = parseDocument(text, { prettyErrors: false, keepSourceTokens: true })
  if (errors[0]) throw new Error(`the document cannot be edited before it can be read: ${errors[0].message}`)
  const value = isWritten(contents) ? contents : null
  const root = { key: '', from: 0, mark: null, value, to: value ? endOf(text, value) : 0, isInFlow: false }
  return { text, root, notation: notationOf(text), eol: text.includes('\r\n') ? '\r\n' : '\n' }
}

function notationOf(text: string): Notation {
  if (!/^\s*\{/.test(text)) return 'yaml'
  return /^\s*\{"[^"]*":\S/.test(text) ? 'compact' : 'json'
}

/** Undefined where the document has nothing there; an alias is not followed, since others share what it stands for. */
export function entryAt({ text, root }: OpenDocument, path: DocumentPath): Entry | undefined {
  return path.reduce<Entry | undefined>(
    (found, key) => found && entriesOf(text, found.value).find((entry) => entry.key === key),
    root,
  )
}

/** In the order of the document; none of what is no collection. */
export function entriesOf(text: string, node: Node | null): readonly Entry[] {
  if (isMap(node)) return node.items.map((pair) => pairEntry(text, node, pair))
  if (!isSeq(node)) return []
  // What is no item in the source: a comment at the end, or nothing after the last comma.
  const sources = (node.srcToken as CST.BlockSequence | CST.FlowCollection).items.filter(
    ({ start, key, sep, value }) => key || sep || value || start.some(({ type }) => type === 'seq-item-ind'),
  )
  return node.items.map((item, key) => {
    const value = isWritten(item) ? item : null
    const dash = sources[key]?.start.find(({ type }) => type === 'seq-item-ind')
    const mark = dash ? dash.offset + 1 : null
    const from = dash?.offset ?? beginOf(sources[key]!.start) ?? (item as Node).range![0]
    return { key, from, mark, value, to: value ? endOf(text, value) : (mark ?? from), isInFlow: isFlow(node) }
  })
}

function pairEntry(text: string, map: YAMLMap, pair: YAMLMap['items'][number]): Entry {
  const [named, source] = [pair.key as Node, pair.srcToken as CST.CollectionItem]
  const colon = source.sep?.find(({ type }) => type === 'map-value-ind')
  const mark = colon ? colon.offset + 1 : null
  const value = isWritten(pair.value) ? pair.value : null
  return {
    key: isScalar(named) ? String(named.value) : '',
    from: beginOf(source.start) ?? named.range![0],
    mark,
    value,
    to: value ? endOf(text, value) : (mark ?? named.range![1]),
    isInFlow: isFlow(map),
  }
}

export function isCollection(node: Node | null): node is YAMLMap | YAMLSeq {
  return isMap(node) || isSeq(node)
}

export function isFlow(node: YAMLMap | YAMLSeq): boolean {
  return node.flow === true
}

function isWritten(node: unknown): node is Node {
  const range = (node as Node | null | undefined)?.range
  return range !== undefined && range !== null && range[0] < range[1]
}

const LAYOUT = ['space', 'newline', 'comment', 'comma', 'flow-map-start', 'flow-seq-start']

/** Anchors and tags stand before what they name. */
function beginOf(start: readonly CST.SourceToken[]): number | undefined {
  return start.find(({ type }) => !LAYOUT.includes(type))?.offset
}

/** The range of a block reaches over comments to the next line, so the end of its last entry is what counts. */
function endOf(text: string, node: Node): number {
  const last = isCollection(node) && !isFlow(node) ? entriesOf(text, node).at(-1) : undefined
  if (last) return last.to
  return node.range![0] + text.slice(node.range![0], node.range![1]).trimEnd().length
}

export function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1
}

/** One past the end of the line, its line break included. */
export function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position)
  return end < 0 ? text.length : end + 1
}

/** Where the line break begins. */
export function lineBreak(text: string, position: number): number {
  const end = lineEnd(text, position)
  return position + text.slice(position, end).replace(/\r?\n$/, '').length
}

/** `mql.tiers.1.clock`, as errors name it. */
export function sayPath(path: DocumentPath): string {
  return path.join('.')
}
