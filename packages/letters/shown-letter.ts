/** A letter for one receiver before it is written as HTML or text: everything merged, every link decided and numbered. */
import type { LetterContext, LetterLink, RenderOptions, ShownAsset } from './letter-context.ts'
import type { Align, Block, LetterDocument, PlainBlock } from './letter-document.ts'
import { fillMerge, lineOf, oneLine, type ValueOf, valuesOf } from './fill-merge.ts'
import { type Markup, readMarkup } from './markup.ts'
import { readMerge } from './merge-language.ts'
import { type Data, filled, opaque } from './opaque-text.ts'
import { type Address, addressFor, openAddress } from './safe-address.ts'

export type Words =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'break' }
  | { readonly kind: 'strong' | 'emphasis'; readonly parts: readonly Words[] }
  | { readonly kind: 'link'; readonly href: string; readonly parts: readonly Words[] }

export interface WordGroup {
  readonly kind: 'paragraph' | 'list'
  readonly entries: readonly (readonly Words[])[]
}

export type PlainShown =
  | { readonly kind: 'heading'; readonly level: 1 | 2; readonly align: Align; readonly text: string }
  | { readonly kind: 'text'; readonly align: Align; readonly groups: readonly WordGroup[] }
  | { readonly kind: 'button'; readonly align: Align; readonly label: string; readonly href: string }
  | {
      readonly kind: 'image'
      readonly align: Align
      readonly src: string
      readonly alt: string
      readonly width: number
      readonly href: string | null
    }
  | { readonly kind: 'divider' }
  | {
      readonly kind: 'asset'
      readonly title: string
      readonly teaser: string
      readonly label: string
      readonly href: string
    }
  | { readonly kind: 'signature'; readonly lines: readonly string[] }

export type ShownBlock =
  | PlainShown
  | { readonly kind: 'columns'; readonly columns: readonly [readonly PlainShown[], readonly PlainShown[]] }

export interface ShownFooter {
  readonly organisation: string
  readonly address: string
  readonly why: string
  readonly preferences: { readonly label: string; readonly href: string }
  readonly unsubscribe: { readonly label: string; readonly href: string }
}

export interface ShownLetter {
  readonly subject: string
  readonly preheader: string
  readonly fromName: string | null
  readonly blocks: readonly ShownBlock[]
  readonly footer: ShownFooter
  readonly links: readonly LetterLink[]
}

/** More than this, and the rest are words without a link. */
const LINKS_MAX = 100

interface Showing {
  readonly context: LetterContext
  readonly valueOf: ValueOf
  /** What stands in the letter for an address. */
  readonly linkTo: (address: Address | null, label: string) => string | null
}

export function showLetter(
  letter: LetterDocument,
  context: LetterContext,
  options: RenderOptions,
): ShownLetter {
  const links: LetterLink[] = []
  const showing: Showing = {
    context,
    valueOf: valuesOf(context),
    linkTo(address, label) {
      if (!address || address.isOurs) return address?.url ?? null
      if (links.length >= LINKS_MAX) return null
      const index = links.length
      links.push({ index, url: address.url, label })
      return options.link(address.url, index)
    },
  }
  const line = (source: string) => showLine(source, showing)
  return {
    subject: line(letter.subject),
    preheader: line(letter.preheader),
    fromName: (letter.from && line(letter.from.name)) || null,
    blocks: letter.blocks.flatMap((block) => showBlock(block, showing)),
    footer: {
      organisation: oneLine(context.organisation.name),
      address: oneLine(context.organisation.address),
      why: line(letter.footer.why),
      preferences: { label: line(letter.footer.preferences), href: context.links.preferences },
      unsubscribe: { label: line(letter.footer.unsubscribe), href: context.links.unsubscribe },
    },
    links,
  }
}

function showLine(source: string, { valueOf }: Showing): string {
  return lineOf(fillMerge(readMerge(source).nodes, valueOf))
}

/** Without the block where there is nothing to show of it. */
function showBlock(block: Block, showing: Showing): readonly ShownBlock[] {
  if (block.kind !== 'columns') return showPlain(block, showing)
  const side = (blocks: readonly PlainBlock[]) => blocks.flatMap((inner) => showPlain(inner, showing))
  return [{ kind: 'columns', columns: [side(block.left), side(block.right)] }]
}

function showPlain(block: PlainBlock, showing: Showing): readonly PlainShown[] {
  const { valueOf, linkTo } = showing
  switch (block.kind) {
    case 'heading': {
      const text = showLine(block.text, showing)
      return text === '' ? [] : [{ kind: 'heading', level: block.level, align: block.align, text }]
    }
    case 'text':
      return [{ kind: 'text', align: block.align, groups: showText(block.text, showing) }]
    case 'button': {
      const label = showLine(block.text, showing)
      const href = linkTo(addressFor(block.url, valueOf), label)
      return label === '' || href === null ? [] : [{ kind: 'button', align: block.align, label, href }]
    }
    case 'image': {
      const src = addressFor(block.url, valueOf)?.url
      if (!src || !/^https?:/i.test(src)) return []
      const alt = showLine(block.alt, showing)
      const href = block.link === '' ? null : linkTo(addressFor(block.link, valueOf), alt)
      return [{ kind: 'image', align: block.align, src, alt, width: block.width, href }]
    }
    case 'divider':
      return [{ kind: 'divider' }]
    case 'asset':
      return showAsset(block, showing)
    case 'signature':
      return [{ kind: 'signature', lines: signatureLines(showLine(block.closing, showing), showing.context) }]
  }
}

function showAsset(
  block: Extract<PlainBlock, { readonly kind: 'asset' }>,
  showing: Showing,
): readonly PlainShown[] {
  const asset = assetOf(block.asset, showing.context)
  if (!asset) return []
  const title = oneLine(asset.title).slice(0, 300)
  const data = [{ text: asset.url, address: 'library' as const }]
  const href = showing.linkTo(openAddress(opaque([{ ...data[0]!, isData: true }]).text, data), title)
  if (href === null) return []
  const teaser = oneLine(asset.teaser).slice(0, 1_000)
  return [{ kind: 'asset', title, teaser, label: showLine(block.button, showing), href }]
}

function assetOf(id: string | null, { asset, assets }: LetterContext): ShownAsset | null {
  if (id === null) return asset
  return assets && Object.hasOwn(assets, id) ? assets[id]! : null
}

function signatureLines(closing: string, { sender }: LetterContext): readonly string[] {
  return [closing, sender.name, sender.title, sender.email].map(oneLine).filter((line) => line !== '')
}

function showText(source: string, showing: Showing): readonly WordGroup[] {
  const { text, data } = opaque(fillMerge(readMerge(source).nodes, showing.valueOf))
  return readMarkup(text).map(({ kind, entries }) => ({
    kind,
    entries: entries.map((parts) => showWords(parts, data, showing)),
  }))
}

function showWords(parts: readonly Markup[], data: readonly Data[], showing: Showing): readonly Words[] {
  return parts.flatMap((part): readonly Words[] => {
    if (part.kind === 'break') return [part]
    if (part.kind === 'text') return [{ kind: 'text', text: filled(part.text, data) }]
    const inner = showWords(part.parts, data, showing)
    if (part.kind !== 'link') return [{ kind: part.kind, parts: inner }]
    const href = showing.linkTo(openAddress(part.address, data), plainWords(inner))
    return href === null ? inner : [{ kind: 'link', href, parts: inner }]
  })
}

export function plainWords(words: readonly Words[]): string {
  return words
    .map((word) => {
      if (word.kind === 'text') return word.text
      return word.kind === 'break' ? '\n' : plainWords(word.parts)
    })
    .join('')
}
