/** The playbook: objections, answers, proof, and what came of it. Both teams write it. */
import { z } from 'zod'

const written = {
  objection: z.string().trim().min(1).max(300),
  answer: z.string().trim().min(1).max(5_000),
  /** What shows that the answer is true. */
  proof: z.string().trim().max(5_000).default(''),
  contentTitle: z.string().trim().max(300).default(''),
  contentUrl: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1_000)]).default(''),
}

export const playWrittenSchema = z.object(written).meta({ id: 'PlayWritten' })
export const playChangeSchema = z
  .object({ ...written, archived: z.boolean() })
  .partial()
  .extend({
    /** As it was read: refused with `conflict` when somebody wrote since. */ revision: z.number().int(),
  })
  .meta({ id: 'PlayChange' })

export const playSchema = z
  .object({
    id: z.string(),
    objection: z.string(),
    answer: z.string(),
    proof: z.string(),
    contentTitle: z.string(),
    contentUrl: z.string(),
    archived: z.boolean(),
    revision: z.number(),
    changedAt: z.string(),
    changedBy: z.string().nullable(),
    /** How often it was raised, and the answer was enough. */
    raised: z.number(),
    answered: z.number(),
    /** Of the opportunities in which it was raised and that are over: how many were won. */
    decided: z.number(),
    won: z.number(),
  })
  .meta({ id: 'Play' })

export const playbookSchema = z.object({ data: z.array(playSchema) }).meta({ id: 'Playbook' })

export type Play = z.infer<typeof playSchema>
export type PlayWritten = z.infer<typeof playWrittenSchema>
