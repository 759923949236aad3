/** The pipeline of opportunities as a board. */
import { z } from 'zod'

export const pipelineStageSchema = z
  .object({
    id: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(60),
    name: z.string().trim().min(1).max(60),
    /** Share of the amount that counts, 0 to 1. */ weight: z.number().min(0).max(1),
  })
  .meta({ id: 'PipelineStage' })

export const pipelineSchema = z
  .object({ stages: z.array(pipelineStageSchema).min(1).max(12) })
  .meta({ id: 'Pipeline' })

export const opportunitySchema = z
  .object({
    lead: z.string(),
    cycle: z.number(),
    name: z.string().nullable(),
    company: z.string().nullable(),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    stage: z.string(),
    amount: z.number().nullable(),
    currency: z.string().nullable(),
    products: z.string().nullable(),
    nextStep: z.string().nullable(),
    nextStepOn: z.string().nullable(),
    closesOn: z.string().nullable(),
    openedAt: z.string(),
    stageSince: z.string(),
    proposalSentAt: z.string().nullable(),
    grade: z.string(),
    score: z.number(),
  })
  .meta({ id: 'Opportunity' })

export const boardSchema = z
  .object({
    stages: z.array(pipelineStageSchema),
    data: z.array(opportunitySchema),
    /** Won and lost within the last thirty days. */
    recent: z.object({
      won: z.number(),
      lost: z.number(),
      wonAmounts: z.array(z.object({ currency: z.string(), amount: z.number() })),
    }),
  })
  .meta({ id: 'Board' })

export type PipelineStage = z.infer<typeof pipelineStageSchema>
export type Pipeline = z.infer<typeof pipelineSchema>
export type Opportunity = z.infer<typeof opportunitySchema>
export type Board = z.infer<typeof boardSchema>
