/** A tree of merge fields filled with data: pieces of text, each known as the writer's own or as data. */
import type { LetterContext } from './letter-context.ts'
import type { MergeNode, MergePath } from './merge-language.ts'

export interface Piece {
  readonly text: string
  readonly isData: boolean
  /** Of data that is a whole address: ours, or one of the library. Everything else is only ever a part of one. */
  readonly address?: 'ours' | 'library' | undefined
}

/** Value of a field; null where it is not known. */
export type ValueOf = (path: MergePath) => string | null

const VALUE_MAX = 500
const ADDRESS_MAX = 2_000
/** Control characters, and those that turn the direction of what is written around them. */
// eslint-disable-next-line no-control-regex
const UNSHOWN = / *[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+ */g

/** Reads own properties only, so that nothing of JavaScript itself is a field. */
export function valuesOf(context: LetterContext): ValueOf {
  const roots: Readonly<Record<MergePath['root'], object | null>> = {
    lead: context.lead,
    company: context.company,
    sender: context.sender,
    asset: context.asset,
    organisation: context.organisation,
    links: context.links,
  }
  return ({ root, name }) => {
    const from = roots[root]
    if (!from || !Object.hasOwn(from, name)) return null
    const max = addressKind({ root, name }) ? ADDRESS_MAX : VALUE_MAX
    return shown((from as Record<string, unknown>)[name], max)
  }
}

function shown(value: unknown, max: number): string | null {
  if (typeof value === 'boolean') return value ? 'yes' : null
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null
  if (typeof value !== 'string') return null
  return oneLine(value.slice(0, max * 2)).slice(0, max) || null
}

/** Well-formed text of one line, whatever came in. */
export function oneLine(text: string): string {
  return text.replace(UNSHOWN, ' ').toWellFormed().trim()
}

export function fillMerge(nodes: readonly MergeNode[], valueOf: ValueOf): readonly Piece[] {
  return nodes.flatMap((node): readonly Piece[] => {
    if (node.kind === 'text') return [{ text: node.text, isData: false }]
    const value = valueOf(node.path)
    if (node.kind === 'value')
      return [{ text: value ?? node.fallback ?? '', isData: true, address: addressKind(node.path) }]
    return fillMerge(value === null ? node.otherwise : node.known, valueOf)
  })
}

function addressKind({ root, name }: MergePath): Piece['address'] {
  if (root === 'links') return 'ours'
  return root === 'asset' && name === 'url' ? 'library' : undefined
}

/** As one line of plain text, for headers and labels. */
export function lineOf(pieces: readonly Piece[]): string {
  return oneLine(pieces.map(({ text }) => text).join('')).replace(/ {2,}/g, ' ')
}
