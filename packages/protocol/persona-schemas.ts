/** Personas: kinds of people who buy, as people have named and described them, and by what one is recognised. */
import { LEAD_DIMENSIONS, type MarkDimension } from '@baton/engine/reports'
import { z } from 'zod'
import { draftSchema } from './draft-schemas.ts'

const nameSchema = z.string().trim().min(1)
const markDimensions = LEAD_DIMENSIONS.filter((name): name is MarkDimension => name !== 'persona')

/** Natural logarithm of how many times as often the mark is met among such people; whoever has no number takes 1. */
const weight = z.number().min(0.1).max(10).default(1)

export const markSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('fact'),
      dimension: z.enum(markDimensions),
      values: z.array(nameSchema.max(300)).min(1).max(50),
      weight,
    }),
    z.object({ kind: z.literal('did'), event: nameSchema.max(200), weight }),
    z.object({ kind: z.literal('took'), content: nameSchema.max(300), weight }),
  ])
  .meta({ id: 'PersonaMark' })

const written = {
  name: nameSchema.max(100),
  /** Traits, in words. */
  about: z.string().trim().max(5_000).default(''),
  /** What troubles them, and the words that they say it in. */
  pains: z.array(nameSchema.max(500)).max(50).default([]),
  words: z.array(nameSchema.max(200)).max(100).default([]),
  marks: z.array(markSchema).max(30).default([]),
}

export const personaWrittenSchema = z.object(written).meta({ id: 'PersonaWritten' })
export const personaChangeSchema = z
  .object({
    name: written.name,
    about: written.about.unwrap(),
    pains: written.pains.unwrap(),
    words: written.words.unwrap(),
    marks: written.marks.unwrap(),
    archived: z.boolean(),
  })
  .partial()
  .extend({
    /** As it was read: refused with `conflict` when somebody wrote since. */ revision: z.number().int(),
  })
  .meta({ id: 'PersonaChange' })

export const personaSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    about: z.string(),
    pains: z.array(z.string()),
    words: z.array(z.string()),
    marks: z.array(markSchema),
    archived: z.boolean(),
    revision: z.number(),
    changedAt: z.string(),
    changedBy: z.string().nullable(),
  })
  .meta({ id: 'Persona' })

export const personasSchema = z.object({ data: z.array(personaSchema) }).meta({ id: 'Personas' })

export const personaDraftSchema = z
  .object({
    draft: draftSchema,
    /** Marks that are no facts: no fit clause can be made of them. */
    left: z.array(markSchema),
  })
  .meta({ id: 'PersonaDraft' })

export const personaDraftBeginningSchema = z
  .object({ shared: z.boolean().default(false) })
  .meta({ id: 'PersonaDraftBeginning' })

export type PersonaText = z.infer<typeof personaSchema>
export type PersonaWritten = z.infer<typeof personaWrittenSchema>
export type PersonaChange = z.infer<typeof personaChangeSchema>
