/** Trying an agreement on all of history: what is asked, and the answers as they come, one JSON object a line. */
import { z } from 'zod'
import {
  comparedHistorySchema,
  comparedLeadSchema,
  comparedSideSchema,
  leadNamesSchema,
  measuredSchema,
  missedDealSchema,
  proportionSchema,
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
    /** Threshold that the frontier is drawn over; the first score threshold by default, else the first of any kind. */
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

const thresholdSchema = z
  .object({
    clause: z.string(),
    tier: z.string(),
    kind: z.enum(['score', 'meter']),
    value: z.number(),
    top: z.number().meta({ description: 'the most that can be reached' }),
  })
  .meta({ id: 'Threshold' })

/** Which threshold the points that follow are about, and which others there are. */
const frontierLineSchema = z.object({
  kind: z.literal('frontier'),
  threshold: thresholdSchema,
  thresholds: z.array(thresholdSchema).readonly(),
  /** What the baseline asks for there; null: it has no such threshold. */
  baseline: z.number().nullable(),
})

/** The draft with the threshold at `value`. */
const frontierPointSchema = z.object({
  kind: z.literal('frontier-point'),
  value: z.number(),
  promotions: z.number(),
  leads: z.number(),
  perWeek: z.number(),
  precision: z.object({ sql: measuredSchema, won: measuredSchema }),
  wonCaught: proportionSchema,
  /** Wins a week to be expected, with the bounds of the share that is won; null: too few to say. */
  winsPerWeek: z.object({ expected: z.number(), low: z.number(), high: z.number() }).nullable(),
})

const shareSchema = z.object({ successes: z.number(), n: z.number() })

const rateRatioSchema = z
  .object({
    of: shareSchema,
    against: shareSchema,
    ratio: z.number(),
    low: z.number(),
    high: z.number(),
    tooFew: z.boolean(),
  })
  .meta({ id: 'RateRatio' })

/** What one clause of the draft does. */
const clauseEffectSchema = z.object({
  kind: z.literal('clause-effect'),
  clause: z.string(),
  of: z.enum(['points', 'fit', 'tier', 'condition']),
  tier: z.string().nullable(),
  promoted: z.number(),
  held: z.number().meta({ description: 'promoted leads that it held for' }),
  removable: z.boolean(),
  alone: z.number().meta({ description: 'promoted, and not without it' }),
  keptOut: z.number().meta({ description: 'not promoted, and without it they were' }),
  moved: z.number(),
  lift: rateRatioSchema,
  wonAlone: z.object({ count: z.number(), leads: z.array(z.string()).readonly() }),
  workAlone: z.object({ touches: z.number(), meetings: z.number(), minutes: z.number() }),
  /** How often sales contested it, under any version. */
  contested: z.number(),
  tooFew: z.boolean(),
  leads: leadNamesSchema,
})

const suggestionSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('retire'),
    clause: z.string(),
    reason: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('never-held') }),
      z.object({ kind: z.literal('decided-nobody'), held: z.number(), moved: z.number() }),
      z.object({ kind: z.literal('held-by-worse'), lift: rateRatioSchema }),
    ]),
  }),
  z.object({
    kind: z.literal('merge'),
    clauses: z.tuple([z.string(), z.string()]).readonly(),
    reason: z.object({
      kind: z.literal('same-leads'),
      both: z.number(),
      either: z.number(),
      overlap: z.number(),
    }),
  }),
])

const suggestionsLineSchema = z.object({
  kind: z.literal('clause-suggestions'),
  suggestions: z.array(suggestionSchema).readonly(),
})

/** A line of the answer; `failed` where what was asked beside the comparison could not be worked out. */
export const tryLineSchema = z
  .discriminatedUnion('kind', [
    comparedLineSchema,
    frontierLineSchema,
    frontierPointSchema,
    clauseEffectSchema,
    suggestionsLineSchema,
    z.object({ kind: z.literal('done') }),
    z.object({ kind: z.literal('failed'), detail: z.string() }),
  ])
  .meta({ id: 'TryLine' })

export type TryLine = z.infer<typeof tryLineSchema>
export type FrontierLine = z.infer<typeof frontierLineSchema>
export type FrontierPointLine = z.infer<typeof frontierPointSchema>
export type ClauseEffectLine = z.infer<typeof clauseEffectSchema>
export type ClauseSuggestionLine = z.infer<typeof suggestionSchema>
export type Effect = z.infer<typeof effectSchema>
export type MovedLeads = z.infer<typeof movedSchema>
export type MissedDeals = z.infer<typeof missedSchema>
export type TeamCapacity = z.infer<typeof teamCapacitySchema>
export type TryRequest = z.infer<typeof tryRequestSchema>
export type ComparedLine = z.infer<typeof comparedLineSchema>
