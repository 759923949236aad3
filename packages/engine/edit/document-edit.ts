/**
 * Editing a document as text: only what is changed is written, so comments, layout and everything else stay as they are. Works
 * on YAML and on JSON.
 */
import {
  type Document,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml'
import { type EditValue, inBlock, inFlow } from './written-value.ts'

export type { EditValue } from './written-value.ts'

/** Keys, and positions in sequences, from the root. */
export type DocumentPath = readonly (string | number)[]

/**
 * The document with another value there. Where only the last key is missing it is added.
 *
 * @throws Error that names the path when there is nothing it could stand in
 */
export function withValue(text: string, path: DocumentPath, value: EditValue): string {
  const opened = opening(text)
  const node = nodeAt(opened.document, path)
  if (!node) return withEntry(text, path, value)
  const { from, to } = spanOf(text, node)
  return spliced(text, from, to, inFlow(value, opened.isJson))
}

/**
 * The document without an entry of a map or a sequence, its line included. With the last entry of a section the section goes.
 *
 * @throws Error that names the path when it is not there
 */
export function withoutEntry(text: string, path: DocumentPath): string {
  const { document } = opening(text)
  const parent = path.length === 1 ? document.contents : nodeAt(document, path.slice(0, -1))
  const key = path.at(-1)
  const entries = entriesOf(parent)
  const at = entries.findIndex((entry) => entry.key === key)
  const entry = entries[at]
  if (!entry || !isCollection(parent)) throw new Error(`there is no ${path.join('.')} in the document`)
  if (entries.length === 1 && path.length > 1) return withoutEntry(text, path.slice(0, -1))
  if (parent.flow === true) {
    const [before, after] = [entries[at - 1], entries[at + 1]]
    if (after) return spliced(text, entry.from, after.from, '')
    return spliced(text, before ? endOf(text, before.value) : entry.from, endOf(text, entry.value), '')
  }
  const from = lineStart(text, entry.from)
  return spliced(text, from, lineEnd(text, Math.max(entry.from, endOf(text, entry.value) - 1)), '')
}

/**
 * The document with one more entry, after those that are there and in their manner. A number at the end of the path adds to a
 * sequence, whichever it is. A section that is missing is begun.
 *
 * @throws Error that names the path when the document is neither a map nor empty
 */
export function withEntry(text: string, path: DocumentPath, value: EditValue): string {
  const { document, isJson, eol } = opening(text)
  const key = path.at(-1)!
  const parentPath = path.slice(0, -1)
  const parent = parentPath.length === 0 ? document.contents : nodeAt(document, parentPath)
  if (!isCollection(parent) || parent.items.length === 0) {
    if (parentPath.length === 0) throw new Error(`the document has no place for ${String(key)}`)
    const inside = typeof key === 'number' ? [value] : { [key]: value }
    if (parent) return spliced(text, ...range(spanOf(text, parent)), inFlow(inside, isJson))
    return withEntry(text, parentPath, inside)
  }
  const last = entriesOf(parent).at(-1)!
  const named = typeof key === 'number' ? '' : `${isJson ? JSON.stringify(key) : key}: `
  if (parent.flow === true)
    return spliced(text, ...at(endOf(text, last.value)), `, ${named}${inFlow(value, isJson)}`)
  const indent = indentOf(text, entriesOf(parent)[0]!.from)
  const lead = typeof key === 'number' ? `${indent}- ` : `${indent}${named}`
  const isSection = parentPath.length === 0
  const written = inBlock(value, { lead, indent, isSection, eol })
  const after = isSection ? (precedingSection(parent, String(key)) ?? last) : last
  const to = lineEnd(text, Math.max(after.from, endOf(text, after.value) - 1))
  const gap = text[to - 1] === '\n' || to === 0 ? '' : eol
  return spliced(text, to, to, `${gap}${isSection ? eol : ''}${written}${eol}`)
}

/** Sections in the order of the language. */
const SECTIONS = [
  'agreement',
  'names',
  'meters',
  'points',
  'fit',
  'disqualify',
  'mql',
  'handoff',
  'sql',
  'recycle',
  'promises',
  'examples',
]

/** The last section that the document has and that stands before another one in the language. */
function precedingSection(root: YAMLMap | YAMLSeq, name: string): Entry | undefined {
  const position = SECTIONS.indexOf(name)
  return entriesOf(root).findLast(({ key }) => SECTIONS.indexOf(String(key)) < position)
}

interface Opened {
  readonly document: Document
  readonly isJson: boolean
  readonly eol: string
}

function opening(text: string): Opened {
  return {
    document: parseDocument(text, { prettyErrors: false }),
    isJson: /^\s*\{/.test(text),
    eol: text.includes('\r\n') ? '\r\n' : '\n',
  }
}

function nodeAt(document: Document, path: DocumentPath): Node | null {
  return (document.getIn(path, true) as Node | undefined) ?? null
}

interface Entry {
  readonly key: string | number
  /** Where the key begins, or the item of a sequence. */
  readonly from: number
  readonly value: Node
}

function entriesOf(node: Node | null): readonly Entry[] {
  if (isMap(node))
    return node.items.map(({ key, value }) => {
      const named = key as Node
      return {
        key: isScalar(named) ? String(named.value) : '',
        from: named.range![0],
        value: (value as Node | null) ?? named,
      }
    })
  if (isSeq(node))
    return node.items.map((item, index) => {
      const value = item as Node
      return { key: index, from: value.range![0], value }
    })
  return []
}

function isCollection(node: Node | null): node is YAMLMap | YAMLSeq {
  return isMap(node) || isSeq(node)
}

/** A value's own characters: a block's range reaches to the next line. */
function spanOf(text: string, node: Node): { readonly from: number; readonly to: number } {
  return { from: node.range![0], to: endOf(text, node) }
}

function endOf(text: string, node: Node): number {
  let to = node.range![1]
  while (to > node.range![0] && /\s/.test(text[to - 1]!)) to--
  return to
}

function range({ from, to }: { readonly from: number; readonly to: number }): readonly [number, number] {
  return [from, to]
}

function at(position: number): readonly [number, number] {
  return [position, position]
}

function lineStart(text: string, position: number): number {
  return text.lastIndexOf('\n', position - 1) + 1
}

/** One past the end of the line, its line break included. */
function lineEnd(text: string, position: number): number {
  const end = text.indexOf('\n', position)
  return end < 0 ? text.length : end + 1
}

function indentOf(text: string, position: number): string {
  return /^[ ]*/.exec(text.slice(lineStart(text, position)))![0]
}

function spliced(text: string, from: number, to: number, insert: string): string {
  return text.slice(0, from) + insert + text.slice(to)
}
