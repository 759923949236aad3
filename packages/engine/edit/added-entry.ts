/** One more entry of a map or a sequence, in the manner and the indentation of its siblings. */
import {
  type DocumentPath,
  entriesOf,
  type Entry,
  isCollection,
  isFlow,
  lineEnd,
  lineStart,
  type OpenDocument,
  sayPath,
} from './document-places.ts'
import { SECTIONS } from './language-shape.ts'
import { type EditValue, isCollectionValue, isList, isRecord, written, writtenKey } from './written-value.ts'

interface Addition {
  /** The entry's own key, below keys that are missing too. */
  readonly keys: DocumentPath
  readonly value: EditValue
  /** The sibling that it is put behind; undefined: the last. */
  readonly after?: string | number
}

/** @throws Error when there is no such sibling */
export function added(opened: OpenDocument, holder: Entry, addition: Addition): string {
  const { text, root } = opened
  const siblings = entriesOf(text, holder.value)
  if (siblings.length === 0) return begun(opened, holder, addition)
  const { keys, after } = addition
  const preceding =
    holder === root && after === undefined ? precedingSection(siblings, String(keys[0])) : undefined
  const sibling =
    after === undefined ? (preceding ?? siblings.at(-1)) : siblings.find(({ key }) => key === after)
  if (!sibling) throw new Error(`there is no ${String(after)} to put ${sayPath(keys)} behind`)
  if (sibling.isInFlow) return addedInFlow(opened, sibling, addition)
  const lines = linesOf(addition, manner(opened, siblings, holder === root))
  return holder === root
    ? addedSection(opened, sibling, lines)
    : addedLines(opened, lineEnd(text, sibling.to), lines)
}

/** The last section that the document has and that stands before another one in the language. */
function precedingSection(sections: readonly Entry[], name: string): Entry | undefined {
  const position = SECTIONS.indexOf(name)
  return sections.findLast(({ key }) => SECTIONS.indexOf(String(key)) < position)
}

function addedLines({ text, eol }: OpenDocument, at: number, lines: readonly string[]): string {
  const gap = at === 0 || text[at - 1] === '\n' ? '' : eol
  return text.slice(0, at) + gap + lines.map((line) => line + eol).join('') + text.slice(at)
}

/** Between empty lines; comments indented below the section before it are that one's. */
function addedSection(opened: OpenDocument, before: Entry, lines: readonly string[]): string {
  const { text } = opened
  let at = lineEnd(text, before.to)
  while (/^(?:[ \t]*\r?\n)*[ \t]+#/.test(text.slice(at))) at = lineEnd(text, text.indexOf('#', at))
  const isParted = at === text.length || /^[ \t]*\r?\n/.test(text.slice(at))
  return addedLines(opened, at, ['', ...lines, ...(isParted ? [] : [''])])
}

/** Into what is empty: `points: {}`, `points:`, or a document without anything. */
function begun(opened: OpenDocument, holder: Entry, addition: Addition): string {
  const { text, root, notation } = opened
  const { keys, value } = addition
  if (holder === root && holder.value === null) return addedLines(opened, text.length, sectionLines(addition))
  const isBlock =
    holder !== root &&
    !holder.isInFlow &&
    notation === 'yaml' &&
    (keys.length > 1 || isCollectionValue(value))
  const at = holder.mark ?? holder.to
  if (!isBlock) {
    const from = holder.value ? holder.value.range![0] : at
    const lead = holder.value ? '' : holder.mark === null ? ': ' : ' '
    const writing = written(wrapped(keys, value), { notation, isInFlow: holder.isInFlow })
    return text.slice(0, from) + lead + writing + text.slice(holder.to)
  }
  // A comment beside the key stays there.
  const opening = { ...opened, text: text.slice(0, at) + text.slice(holder.to) }
  const indent = `${' '.repeat(columnOf(text, holder.from))}  `
  return addedLines(opening, lineEnd(opening.text, at), linesOf(addition, { indent, step: 2, look: 'line' }))
}

function sectionLines(addition: Addition): readonly string[] {
  return linesOf(addition, { indent: '', step: 2, look: 'section' })
}

/** Behind a sibling between brackets or braces: on a line of its own where that one has one. */
function addedInFlow(
  { text, notation, eol }: OpenDocument,
  sibling: Entry,
  { keys, value }: Addition,
): string {
  const [key, ...inside] = keys as readonly [string | number, ...DocumentPath]
  const space = notation === 'compact' ? '' : ' '
  const named = isItem(key) ? '' : `${writtenKey(String(key), notation)}:${space}`
  const entry = named + written(wrapped(inside, value), { notation, isInFlow: true })
  const start = lineStart(text, sibling.from)
  const indent = text.slice(start, sibling.from)
  const head = text.slice(0, sibling.to)
  if (indent.trim() !== '' || start === 0) return `${head},${space}${entry}${text.slice(sibling.to)}`
  const rest = /^[ \t]*(,?)[ \t]*(?:#.*)?\r?\n/.exec(text.slice(sibling.to))
  if (!rest) return `${head},${eol}${indent}${entry}${text.slice(sibling.to)}`
  const at = sibling.to + rest[0].length
  const [comma, own] = rest[1] === ',' ? ['', ','] : [',', '']
  return `${head}${comma}${rest[0]}${indent}${entry}${own}${eol}${text.slice(at)}`
}

interface LineManner {
  readonly indent: string
  /** How much farther in the entries of an entry stand. */
  readonly step: number
  /** `block`: one entry a line all the way of siblings; `section`: so at the first level only; `line`: as one line if short. */
  readonly look: 'block' | 'section' | 'line' | 'flow'
}

function manner({ text }: OpenDocument, siblings: readonly Entry[], isRoot: boolean): LineManner {
  const indent = ' '.repeat(columnOf(text, siblings[0]!.from))
  if (isRoot) return { indent, step: 2, look: 'section' }
  const last = siblings.findLast(({ value }) => isCollection(value))
  const inner =
    last && isCollection(last.value) && !isFlow(last.value) ? entriesOf(text, last.value)[0] : undefined
  if (!inner) return { indent, step: 2, look: last ? 'flow' : 'line' }
  return { indent, step: Math.max(1, columnOf(text, inner.from) - indent.length), look: 'block' }
}

/** A line is easily read up to about so many characters. */
const LINE_MAX = 100

/** Never of JSON, which is all braces. */
function linesOf({ keys, value }: Addition, { indent, step, look }: LineManner): readonly string[] {
  const [key, ...inside] = keys as readonly [string | number, ...DocumentPath]
  const lead = isItem(key)
    ? `${indent}-${' '.repeat(Math.max(1, step - 1))}`
    : `${indent}${writtenKey(String(key), 'yaml')}: `
  const line = lead + written(wrapped(inside, value), { notation: 'yaml', isInFlow: false })
  // A list of plain values is easily read on one line.
  const isShort = inside.length === 1 && isItem(inside[0]!) && !isCollectionValue(value) && look !== 'section'
  if (inside.length > 0 && !isItem(key) && !isShort) {
    const below = { indent: indent + ' '.repeat(step), step: 2, look: 'line' } as const
    return [lead.trimEnd(), ...linesOf({ keys: inside, value }, below)]
  }
  const isLong = look === 'line' && isItem(key) && line.length > LINE_MAX
  if (look !== 'block' && look !== 'section' && !isLong) return [line]
  return blockOf(value, lead, indent + ' '.repeat(step)) ?? [line]
}

/** One entry a line; null where there is none. */
function blockOf(value: EditValue, lead: string, indent: string): readonly string[] | null {
  const isInFlow = false
  const entries = isList(value)
    ? value.map((item) => `- ${written(item, { notation: 'yaml', isInFlow })}`)
    : isRecord(value)
      ? Object.entries(value).map(
          ([key, part]) => `${writtenKey(key, 'yaml')}: ${written(part, { notation: 'yaml', isInFlow })}`,
        )
      : []
  if (entries.length === 0) return null
  if (!lead.trimStart().startsWith('-')) return [lead.trimEnd(), ...entries.map((entry) => indent + entry)]
  return entries.map((entry, index) => (index === 0 ? lead : indent) + entry)
}

function wrapped(keys: DocumentPath, value: EditValue): EditValue {
  return keys.reduceRight<EditValue>((inside, key) => (isItem(key) ? [inside] : { [key]: inside }), value)
}

function isItem(key: string | number): boolean {
  return typeof key === 'number' || key === '-'
}

function columnOf(text: string, position: number): number {
  return position - lineStart(text, position)
}
