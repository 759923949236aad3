/** A letter while it is written, changed by plain functions. Blocks are named by their ids, wherever they stand. */
import type { Block, BlockKind, LetterDocument, PlainBlock } from '@baton/letters'

/** The blocks of the letter, or those of one side of a columns block. */
export type ListName = 'letter' | { readonly columns: string; readonly side: 'left' | 'right' }

export function blocksIn(letter: LetterDocument, list: ListName): readonly Block[] {
  if (list === 'letter') return letter.blocks
  const columns = letter.blocks.find((block) => block.id === list.columns)
  return columns?.kind === 'columns' ? columns[list.side] : []
}

function withBlocks(letter: LetterDocument, list: ListName, blocks: readonly Block[]): LetterDocument {
  if (list === 'letter') return { ...letter, blocks }
  return {
    ...letter,
    blocks: letter.blocks.map((block) =>
      block.id === list.columns && block.kind === 'columns'
        ? { ...block, [list.side]: blocks as readonly PlainBlock[] }
        : block,
    ),
  }
}

export function changedBlock(letter: LetterDocument, id: string, change: object): LetterDocument {
  const change1 = <Kind extends Block>(block: Kind): Kind =>
    block.id === id ? { ...block, ...change } : block
  return {
    ...letter,
    blocks: letter.blocks.map((block) =>
      block.kind === 'columns' && block.id !== id
        ? { ...block, left: block.left.map(change1), right: block.right.map(change1) }
        : change1(block),
    ),
  }
}

/** Behind the block that is named; at the end where none is. */
export function withBlock(
  letter: LetterDocument,
  list: ListName,
  block: Block,
  behind: string | null,
): LetterDocument {
  const blocks = blocksIn(letter, list)
  const at = behind === null ? -1 : blocks.findIndex(({ id }) => id === behind)
  return withBlocks(letter, list, blocks.toSpliced(at === -1 ? blocks.length : at + 1, 0, block))
}

export function withoutBlock(letter: LetterDocument, list: ListName, id: string): LetterDocument {
  return withBlocks(
    letter,
    list,
    blocksIn(letter, list).filter((block) => block.id !== id),
  )
}

/** To a place of the same list, counted before it was taken out; beyond its ends it stays at them. */
export function movedBlock(letter: LetterDocument, list: ListName, id: string, to: number): LetterDocument {
  const blocks = blocksIn(letter, list)
  const from = blocks.findIndex((block) => block.id === id)
  const place = Math.min(Math.max(to, 0), blocks.length - 1)
  if (from < 0 || from === place) return letter
  return withBlocks(letter, list, blocks.toSpliced(from, 1).toSpliced(place, 0, blocks[from]!))
}

/** A block to begin with. */
export function newBlock(kind: BlockKind): Block {
  const id = crypto.randomUUID().slice(0, 8)
  switch (kind) {
    case 'heading':
      return { id, kind, text: 'A heading', level: 1, align: 'left' }
    case 'text':
      return { id, kind, text: '', align: 'left' }
    case 'button':
      return { id, kind, text: 'Read it', url: '', align: 'left' }
    case 'image':
      return { id, kind, url: '', alt: '', width: 536, link: '', align: 'left' }
    case 'divider':
      return { id, kind }
    case 'asset':
      return { id, kind, asset: null, button: 'Read it' }
    case 'signature':
      return { id, kind, closing: 'Kind regards,' }
    case 'columns':
      return { id, kind, left: [], right: [] }
  }
}

/** A copy with ids of its own. */
export function copied(block: Block): Block {
  const id = crypto.randomUUID().slice(0, 8)
  if (block.kind !== 'columns') return { ...block, id }
  const side = (blocks: readonly PlainBlock[]) => blocks.map((inner) => copied(inner) as PlainBlock)
  return { ...block, id, left: side(block.left), right: side(block.right) }
}

/** What a line of the list says of a block. */
export function gistOf(block: Block): string {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'button':
      return block.text.replaceAll(/\s+/g, ' ').trim()
    case 'image':
      return block.alt || block.url
    case 'signature':
      return block.closing
    case 'asset':
      return block.asset === null ? 'What is best for the lead next' : 'A chosen one'
    case 'columns':
      return `${block.left.length} beside ${block.right.length}`
    case 'divider':
      return ''
  }
}

export interface Written {
  readonly text: string
  /** What is chosen afterwards. */
  readonly from: number
  readonly to: number
}

/** Puts `inserted` in the place of what is chosen. */
export function inserting(text: string, from: number, to: number, inserted: string): Written {
  const end = from + inserted.length
  return { text: text.slice(0, from) + inserted + text.slice(to), from: end, to: end }
}

/** Puts marks around what is chosen, or takes them away where they are there. */
export function marked(text: string, from: number, to: number, before: string, after = before): Written {
  const isMarked =
    text.slice(from - before.length, from) === before && text.slice(to, to + after.length) === after
  if (isMarked && from >= before.length)
    return {
      text: text.slice(0, from - before.length) + text.slice(from, to) + text.slice(to + after.length),
      from: from - before.length,
      to: to - before.length,
    }
  return {
    text: text.slice(0, from) + before + text.slice(from, to) + after + text.slice(to),
    from: from + before.length,
    to: to + before.length,
  }
}

/** A merge field as it is written, with its default where it may not be known. */
export function fieldText({
  name,
  fallback,
}: {
  readonly name: string
  readonly fallback: string | null
}): string {
  return fallback === null ? `{{ ${name} }}` : `{{ ${name} | default: "${fallback}" }}`
}
