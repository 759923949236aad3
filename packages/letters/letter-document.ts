/** A letter as it is written: subject, blocks and footer, with merge fields in its texts. What every version of a mail keeps. */
import { z } from 'zod'
import { blocksOf } from './letter-blocks.ts'

/** Line breaks and other control characters have no place in what becomes a header or an address. */
// eslint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/

const line = (max: number) =>
  z
    .string()
    .max(max)
    .refine((text) => !CONTROL.test(text), { error: 'is one line without control characters' })

/** Of all texts of a letter together: some thousand words. */
export const LETTER_CHARACTERS_MAX = 20_000
const BLOCKS_MAX = 60

const id = z.string().regex(/^[a-z0-9-]{1,40}$/)
const align = z.enum(['left', 'center']).default('left')
/** Paragraphs with `**bold**`, `*italic*`, `[a link](https://example.com)` and lines that begin with `- `. */
const paragraphs = z.string().max(10_000)
const address = line(2_000)

const headingSchema = z.object({
  id,
  kind: z.literal('heading'),
  text: line(300),
  level: z.union([z.literal(1), z.literal(2)]).default(1),
  align,
})
const textSchema = z.object({ id, kind: z.literal('text'), text: paragraphs, align })
const buttonSchema = z.object({ id, kind: z.literal('button'), text: line(120), url: address, align })
const imageSchema = z.object({
  id,
  kind: z.literal('image'),
  url: address,
  /** What is read where the image is not shown. */
  alt: line(300),
  /** Pixels. */
  width: z.number().int().min(16).max(600).default(536),
  /** Where a click leads; empty: nowhere. */
  link: address.default(''),
  align,
})
const dividerSchema = z.object({ id, kind: z.literal('divider') })
const assetSchema = z.object({
  id,
  kind: z.literal('asset'),
  /** Id of an asset of the library; null: what is best for the lead next. */
  asset: z.string().max(60).nullable().default(null),
  button: line(120).default('Read it'),
})
const signatureSchema = z.object({ id, kind: z.literal('signature'), closing: line(120) })

const plainBlockSchema = z.discriminatedUnion('kind', [
  headingSchema,
  textSchema,
  buttonSchema,
  imageSchema,
  dividerSchema,
  assetSchema,
  signatureSchema,
])
const column = z.array(plainBlockSchema).max(20).readonly()
const columnsSchema = z.object({ id, kind: z.literal('columns'), left: column, right: column })

const blockSchema = z.discriminatedUnion('kind', [
  headingSchema,
  textSchema,
  buttonSchema,
  imageSchema,
  dividerSchema,
  assetSchema,
  signatureSchema,
  columnsSchema,
])

/** Below every letter, whatever its blocks are. Its words can be put in the letter's language. */
const footerSchema = z.object({
  why: line(400).default('You get this because you agreed to hear from us.'),
  preferences: line(80).default('Choose what you hear from us'),
  unsubscribe: line(80).default('Unsubscribe'),
})

const themeSchema = z.object({
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i)
    .default('#2f5bd7'),
  font: z.enum(['sans', 'serif']).default('sans'),
})

export const letterSchema = z
  .object({
    subject: line(300),
    /** Shown behind the subject in lists of mails. */
    preheader: line(300).default(''),
    /** The name in front of the sender's address; left out: the sender's own. */
    from: z.object({ name: line(120) }).optional(),
    /** BCP 47, such as `en` or `de-AT`. */
    lang: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/)
      .default('en'),
    blocks: z.array(blockSchema).max(BLOCKS_MAX).readonly(),
    footer: footerSchema.default(footerSchema.parse({})),
    theme: themeSchema.default(themeSchema.parse({})),
  })
  .refine((letter) => charactersOf(letter) <= LETTER_CHARACTERS_MAX, {
    error: `has more than ${LETTER_CHARACTERS_MAX} characters`,
  })
  .refine((letter) => new Set(idsOf(letter.blocks)).size === idsOf(letter.blocks).length, {
    error: 'has two blocks with one id',
  })
  .meta({ id: 'Letter' })

export type LetterDocument = z.infer<typeof letterSchema>
export type Block = z.infer<typeof blockSchema>
export type BlockKind = Block['kind']
export type PlainBlock = Exclude<Block, { readonly kind: 'columns' }>
export type Align = z.infer<typeof align>

function idsOf(blocks: readonly Block[]): readonly string[] {
  return blocksOf({ blocks }).map((block) => block.id)
}

function charactersOf(letter: object): number {
  let sum = 0
  JSON.stringify(letter, (_key, value: unknown) => {
    if (typeof value === 'string') sum += value.length
    return value
  })
  return sum
}
