/** Trying an agreement on all of history: what is asked, and the answers as they come, one JSON object a line. */
import { z } from 'zod'
import {
  comparedHistorySchema,
  comparedLeadSchema,
  comparedSideSchema,
  leadNamesSchema,
  missedDealSchema,
} from './plan-schemas.ts'

const outcomeCounts = z.object({
  won: z.number(),
  sql: z.number(),
  lost: z.number(),
  open: z.number(),
  unknown: z.number(),
})

/** Leads that a change moves in one way: how many, what became of them, and the first of them. */
const movedSchema = z
  .object({
    count: z.number(),
    byTier: z.record(z.string(), z.number()),
    outcomes: outcomeCounts,
    /** Of those promoted earlier or later: by how many days, in the middle. */
    medianDays: z.number().nullable(),
    leads: z.array(comparedLeadSchema).readonly(),
  })
  .meta({ id: 'MovedLeads' })

const movedKinds = {
  added: movedSchema,
  dropped: movedSchema,
  earlier: movedSchema,
  later: movedSchema,
  retiered: movedSchema,
}

const missedSchema = z.object({
  count: z.number(),
  /** Of these, deals that the baseline had caught: what the change would cost. */
  isNew: z.number(),
  /** Those that are new first, then the latest. */
  deals: z.array(missedDealSchema).readonly(),
})

/** A comparison without the names that it could list. */
export const effectSchema = z
  .object({
    /** Version that it was held against. */
    against: z.number(),
    measuredAt: z.string(),
    history: comparedHistorySchema,
    baseline: comparedSideSchema,
    candidate: comparedSideSchema,
    isChange: z.boolean(),
    moved: z.object(movedKinds),
    missedWon: missedSchema,
  })
  .meta({ id: 'MeasuredEffect' })

/** What a team can take on. */
const teamCapacitySchema = z
  .object({
    team: z.string().nullable(),
    /** Active people of sales in it whose capacity is not 0. */
    reps: z.number(),
    /** Handoffs that they can work on at one time. */
    capacity: z.number(),
    /** Handoffs a week, by how long one stays in hand; null: too few ended to say. */
    perWeek: z.number().nullable(),
  })
  .meta({ id: 'TeamCapacity' })

export const tryRequestSchema = z
  .object({
    document: z.string().min(1).max(300_000),
    /** A version of the agreement; the one in force by default. */
    against: z.number().int().min(1).max(1_000_000).optional(),
    /** Most leads that are named of each kind. */
    listed: z.number().int().min(0).max(5_000).default(50),
    /** What to answer after the comparison, as it is worked out. */
    more: z.array(z.enum(['frontier', 'clauses'])).default([]),
    /** Threshold that the frontier is drawn over; the one with the most promotions by default. */
    threshold: z.string().max(300).optional(),
    /** Read what happened since the history was read last. */
    fresh: z.boolean().default(false),
  })
  .meta({ id: 'TryRequest' })

export const comparedLineSchema = effectSchema
  .extend({
    kind: z.literal('compared'),
    name: z.string(),
    teams: z.array(teamCapacitySchema).readonly(),
    leads: leadNamesSchema,
    /** Milliseconds that judging and comparing took. */
    tookMs: z.number(),
  })
  .meta({ id: 'TriedComparison' })

/** A line of the answer; `failed` where what was asked beside the comparison could not be worked out. */
export const tryLineSchema = z
  .discriminatedUnion('kind', [
    comparedLineSchema,
    z.object({ kind: z.literal('done') }),
    z.object({ kind: z.literal('failed'), detail: z.string() }),
  ])
  .meta({ id: 'TryLine' })

export type TryLine = z.infer<typeof tryLineSchema>
export type Effect = z.infer<typeof effectSchema>
export type MovedLeads = z.infer<typeof movedSchema>
export type MissedDeals = z.infer<typeof missedSchema>
export type TeamCapacity = z.infer<typeof teamCapacitySchema>
export type TryRequest = z.infer<typeof tryRequestSchema>
export type ComparedLine = z.infer<typeof comparedLineSchema>
