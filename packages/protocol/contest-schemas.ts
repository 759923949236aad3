/** Contests: what sales objected to when it rejected, what marketing answered, and what became of the lead since. */
import { z } from 'zod'
import { stageSchema } from './lead-schemas.ts'

const whoSchema = z.object({ id: z.string(), name: z.string() })

export const contestSchema = z
  .object({
    /** Id of the decision. */
    id: z.string(),
    lead: z.string(),
    name: z.string().nullable(),
    company: z.string().nullable(),
    at: z.string(),
    by: whoSchema.nullable(),
    agreementVersion: z.number(),
    tier: z.string().nullable(),
    cycle: z.number(),
    kind: z.enum(['clause', 'fact', 'timing', 'effort', 'other']),
    reason: z.string(),
    clause: z.string().nullable(),
    field: z.string().nullable(),
    /** What the field says now, and what sales says would be right. */
    observed: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    proposed: z.union([z.string(), z.number(), z.boolean()]).nullable(),
    note: z.string(),
    breaks: z.array(z.string()),
    state: z.enum(['open', 'answered', 'corrected', 'drafted']),
    answers: z.array(
      z.object({
        by: whoSchema.nullable(),
        at: z.string(),
        text: z.string(),
        kind: z.enum(['answer', 'correction', 'draft']),
      }),
    ),
    draft: z.string().nullable(),
    /** The farthest stage reached since, in a later cycle or the same; null: nothing came yet. */
    since: z
      .object({
        stage: stageSchema,
        at: z.string(),
        amount: z.number().nullable(),
        currency: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'Contest' })

export const contestsSchema = z
  .object({
    data: z.array(contestSchema),
    /** Clauses by how often they were contested, and how often the lead came to SQL or further all the same. */
    clauses: z.array(z.object({ clause: z.string(), contested: z.number(), cameFarther: z.number() })),
    /** What became of what was accepted and of what was contested: both sides are judged by it. */
    outcomes: z.object({
      accepted: z.object({ of: z.number(), sql: z.number(), won: z.number(), open: z.number() }),
      contested: z.object({ of: z.number(), sql: z.number(), won: z.number(), open: z.number() }),
    }),
  })
  .meta({ id: 'Contests' })

/** `correct` states the fact as sales proposed it. `draft` begins a draft of the agreement at the clause. */
export const contestAnswerSchema = z
  .object({ kind: z.enum(['answer', 'correct', 'draft']), text: z.string().trim().max(5_000).default('') })
  .meta({ id: 'ContestAnswer' })

export type Contest = z.infer<typeof contestSchema>
export type Contests = z.infer<typeof contestsSchema>
