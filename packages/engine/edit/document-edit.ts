/**
 * Editing a document as text: only what is changed is written, so comments, layout and everything else stay as they are. Works
 * on YAML and on JSON.
 */
import { isMap, isScalar, isSeq, type Node } from 'yaml'
import { added } from './added-entry.ts'
import {
  type DocumentPath,
  entriesOf,
  type Entry,
  entryAt,
  isCollection,
  isFlow,
  lineBreak,
  lineEnd,
  lineStart,
  type OpenDocument,
  openDocument,
  sayPath,
} from './document-places.ts'
import { mayBeAbsent } from './language-shape.ts'
import { type EditValue, isPlain, type Manner, written } from './written-value.ts'

export type { DocumentPath } from './document-places.ts'
export type { EditValue } from './written-value.ts'

/**
 * The document with another value there. Where only the last key is missing in a map that is there, it is added to it.
 *
 * @throws Error that names the path when there is nothing it could stand in
 */
export function withValue(text: string, path: DocumentPath, value: EditValue): string {
  const opened = openDocument(text)
  const entry = path.length > 0 ? entryAt(opened, path) : undefined
  if (entry) return exchanged(opened, entry, value)
  const [holder, key] = [entryAt(opened, path.slice(0, -1)), path.at(-1)]
  if (typeof key !== 'string' || !holder || !isMap(holder.value)) throw new Error(notThere(path))
  return added(opened, holder, { keys: [key], value })
}

/**
 * The document without an entry of a map or a sequence: without its lines where it has lines of its own, comment behind it
 * included. What it was the last entry of goes too; where the language asks for that, it stays and is empty.
 *
 * @throws Error that names the path when it is not there
 */
export function withoutEntry(text: string, path: DocumentPath): string {
  const opened = openDocument(text)
  const [entry, holder] = [entryAt(opened, path), entryAt(opened, path.slice(0, -1))]
  if (!entry || !holder || path.length === 0) throw new Error(notThere(path))
  const siblings = entriesOf(text, holder.value)
  if (siblings.length > 1)
    return entry.isInFlow ? withoutPart(text, siblings, entry) : withoutLines(opened, siblings, entry)
  if (path.length > 1 && mayBeAbsent(path.slice(0, -1))) return withoutEntry(text, path.slice(0, -1))
  return exchanged(opened, holder, isSeq(holder.value) ? [] : {})
}

/**
 * The document with one more entry, in the manner of those that are there and behind the last of them. A number or `-` at the
 * end of the path adds to a sequence, whichever number it is. What is missing above it is begun, a section where the language
 * has it.
 *
 * @param after the entry that it is put behind instead
 * @throws Error that names the path when it is there already, or when something else stands in its way
 */
export function withEntry(
  text: string,
  path: DocumentPath,
  value: EditValue,
  { after }: { readonly after?: string | number } = {},
): string {
  const opened = openDocument(text)
  let depth = path.length - 1
  while (depth > 0 && !entryAt(opened, path.slice(0, depth))) depth--
  const [holder, keys] = [entryAt(opened, path.slice(0, depth)), path.slice(depth)]
  if (!holder || keys.length === 0) throw new Error(notThere(path))
  const isItem = typeof keys[0] === 'number' || keys[0] === '-'
  const isInTheWay = isItem ? isMap(holder.value) : isSeq(holder.value)
  if (isInTheWay || (holder.value && !isCollection(holder.value)) || (isItem && keys.length > 1))
    throw new Error(`${sayPath(path)} cannot be added: ${sayPath(path.slice(0, depth))} is something else`)
  if (!isItem && entryAt(opened, path)) throw new Error(`${sayPath(path)} is there already`)
  return added(opened, holder, { keys, value, after })
}

function notThere(path: DocumentPath): string {
  return `there is no ${sayPath(path) || 'path'} in the document`
}

function exchanged({ text, notation }: OpenDocument, entry: Entry, value: EditValue): string {
  const { value: node, mark, to, isInFlow } = entry
  if (node === null) {
    const at = mark ?? to
    const writing = written(value, { notation, isInFlow })
    return `${text.slice(0, at)}${mark === null ? ':' : ''} ${writing}${text.slice(at)}`
  }
  const from = node.range![0]
  const quotes = quotesOf(node, text[from]!, isInFlow)
  const writing = written(value, { notation, isInFlow, ...(quotes && { quotes }) })
  const isBlockBelow = isCollection(node) && !isFlow(node) && mark !== null && lineEnd(text, mark) <= from
  if (!isBlockBelow) return text.slice(0, from) + writing + text.slice(to)
  // What stood on lines below its key comes to stand beside it.
  const at = mark + /^(?: +[&!]\S*)*/.exec(text.slice(mark))![0].length
  return `${text.slice(0, at)} ${writing}${text.slice(at, lineBreak(text, mark))}${text.slice(lineBreak(text, to))}`
}

function quotesOf(node: Node, mark: string, isInFlow: boolean): Manner['quotes'] {
  if (!isScalar(node) || (mark !== '"' && mark !== "'")) return undefined
  return { mark, areNeeded: !isPlain(String(node.value), isInFlow) }
}

function withoutLines({ text, eol }: OpenDocument, siblings: readonly Entry[], entry: Entry): string {
  const [from, to] = [lineStart(text, entry.from), lineEnd(text, entry.to)]
  const [before, behind] = [text.slice(0, from), text.slice(to)]
  if (text.slice(from, entry.from).trim() === '') {
    // Sections are parted by one empty line, not by those of both sides.
    const isParted = before.endsWith(eol + eol) && (behind === '' || behind.startsWith(eol))
    return before.slice(0, isParted ? -eol.length : undefined) + behind
  }
  // The first key of an item stands beside the dash, where the next one moves to.
  const next = siblings[1]!
  const isCommented = text.slice(to, next.from).trim() !== ''
  return isCommented
    ? `${text.slice(0, entry.from).trimEnd()}${eol}${behind}`
    : text.slice(0, entry.from) + text.slice(next.from)
}

/** Out of brackets or braces, with one comma: the one before it, unless it is the first or has lines of its own. */
function withoutPart(text: string, siblings: readonly Entry[], entry: Entry): string {
  const at = siblings.findIndex(({ key }) => key === entry.key)
  const [before, next] = [siblings[at - 1], siblings[at + 1]]
  const own = /^[ \t]*(,?)[ \t]*(?:#.*)?(?:\r?\n|$)/.exec(text.slice(entry.to))
  const start = lineStart(text, entry.from)
  const hasLines = own !== null && text.slice(start, entry.from).trim() === ''
  const [from, to] = hasLines ? [start, entry.to + own[0].length] : [entry.from, entry.to]
  if (hasLines && (next || own[1] === ',')) return text.slice(0, from) + text.slice(to)
  if (!before) return text.slice(0, from) + text.slice(next?.from ?? to)
  // What is said behind the comma before it stays.
  const behind = text.slice(before.to, from).replace(/^\s*,/, '')
  return text.slice(0, before.to) + (behind.trim() === '' && !hasLines ? '' : behind) + text.slice(to)
}
