/** The markup of paragraphs: `**bold**`, `*italic*`, `[a link](https://example.com)`, lines that begin with `- `. */

export type Markup =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'emphasis'; readonly parts: readonly Markup[] }
  | { readonly kind: 'link'; readonly address: string; readonly parts: readonly Markup[] }

export interface MarkupGroup {
  readonly kind: 'paragraph' | 'list'
  /** One entry for a paragraph, one for each point of a list. */
  readonly entries: readonly (readonly Markup[])[]
}

const NESTED_MAX = 3
/** How far an end is looked for, so that reading stays linear. */
const SPAN_MAX = 2_500
const ESCAPED = /[\\*[\]()-]/

export function readMarkup(text: string): readonly MarkupGroup[] {
  const groups: { kind: MarkupGroup['kind']; lines: string[] }[] = []
  let isOpen = false
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    if (line.trim() === '') {
      isOpen = false
      continue
    }
    const point = /^\s*- +(.*)$/.exec(line)
    const kind = point ? 'list' : 'paragraph'
    const last = groups.at(-1)
    const written = point ? point[1]! : line.trim()
    if (isOpen && last?.kind === kind) last.lines.push(written)
    else groups.push({ kind, lines: [written] })
    isOpen = true
  }
  return groups.map(({ kind, lines }) => ({
    kind,
    entries: kind === 'list' ? lines.map((line) => readInline(line)) : [readInline(lines.join('\n'))],
  }))
}

export function readInline(text: string, depth = 0, isInLink = false): readonly Markup[] {
  const parts: Markup[] = []
  let plain = ''
  const flush = () => {
    if (plain !== '') parts.push({ kind: 'text', text: plain })
    plain = ''
  }
  for (let at = 0; at < text.length;) {
    if (text[at] === '\\' && ESCAPED.test(text[at + 1] ?? '')) {
      plain += text[at + 1]!
      at += 2
      continue
    }
    const span = depth < NESTED_MAX ? spanAt(text, at, depth, isInLink) : null
    if (span) {
      flush()
      parts.push(span.part)
      at = span.end
    } else if (text[at] === '\n') {
      flush()
      parts.push({ kind: 'break' })
      at++
    } else plain += text[at++]!
  }
  flush()
  return parts
}

interface Span {
  readonly part: Markup
  readonly end: number
}

function spanAt(text: string, at: number, depth: number, isInLink: boolean): Span | null {
  if (text.startsWith('**', at)) return between(text, at, '**', 'strong', depth, isInLink)
  if (text[at] === '*') return between(text, at, '*', 'emphasis', depth, isInLink)
  return text[at] === '[' && !isInLink ? linkAt(text, at, depth) : null
}

function between(
  text: string,
  at: number,
  mark: string,
  kind: 'strong' | 'emphasis',
  depth: number,
  isInLink: boolean,
): Span | null {
  const begin = at + mark.length
  const window = text.slice(begin, begin + SPAN_MAX)
  // A mark with a blank behind it opens nothing: 3 * 4.
  if (window === '' || /^\s/.test(window)) return null
  const length = window.indexOf(mark)
  if (length < 1) return null
  const parts = readInline(window.slice(0, length), depth + 1, isInLink)
  return { part: { kind, parts }, end: begin + length + mark.length }
}

const LINK = /^\[([^[\]\n]{1,300})\]\(([^()\n]{0,2000})\)/

function linkAt(text: string, at: number, depth: number): Span | null {
  const match = LINK.exec(text.slice(at, at + SPAN_MAX))
  if (!match) return null
  const parts = readInline(match[1]!, depth + 1, true)
  return { part: { kind: 'link', address: match[2]!, parts }, end: at + match[0].length }
}

/** Addresses of all links, in the order they are read. */
export function addressesIn(groups: readonly MarkupGroup[]): readonly string[] {
  const inside = (parts: readonly Markup[]): readonly string[] =>
    parts.flatMap((part) => {
      if (part.kind === 'text' || part.kind === 'break') return []
      return part.kind === 'link' ? [part.address] : inside(part.parts)
    })
  return groups.flatMap(({ entries }) => entries.flatMap(inside))
}
