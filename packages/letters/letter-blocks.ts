/** Walking through the blocks of a letter. */
import type { Block } from './letter-document.ts'

/** Every block in the order it is read, those inside of columns too. */
export function blocksOf(letter: { readonly blocks: readonly Block[] }): readonly Block[] {
  return letter.blocks.flatMap((block) =>
    block.kind === 'columns' ? [block, ...block.left, ...block.right] : [block],
  )
}
