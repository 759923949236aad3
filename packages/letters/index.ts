export { checkLetter, type KnownToLetters, type LetterProblem } from './check-letter.ts'
export type {
  LetterContext,
  LetterLink,
  RenderedLetter,
  RenderOptions,
  ShownAsset,
  Values,
} from './letter-context.ts'
export { blocksOf } from './letter-blocks.ts'
export {
  type Align,
  type Block,
  type BlockKind,
  LETTER_CHARACTERS_MAX,
  type LetterDocument,
  letterSchema,
  type PlainBlock,
} from './letter-document.ts'
export { mergeFieldsOf } from './merge-language.ts'
export { renderLetter } from './render-letter.ts'
export { addressFault } from './safe-address.ts'
export { sampleContext } from './sample-context.ts'
