/** A plan on the wire: candidate against baseline over the complete history. Also what `--json` prints. */
import { z } from 'zod'

const time = z.number().meta({ description: 'milliseconds since 1970-01-01 UTC' })

export const proportionSchema = z
  .object({
    successes: z.number(),
    n: z.number(),
    rate: z.number().meta({ description: '0 to 1; 0 when n is 0' }),
    low: z.number().meta({ description: 'lower bound of the interval at 95 %' }),
    high: z.number().meta({ description: 'upper bound of the interval at 95 %' }),
    tooFew: z.boolean().meta({ description: 'below 20 cases: no percentage should be shown' }),
  })
  .meta({ id: 'Proportion' })

export const measuredSchema = proportionSchema
  .extend({
    unknown: z.number().meta({ description: 'left out of n: never worked by sales, nobody knows' }),
    open: z.number().meta({ description: 'left out of n: worked, and nothing settled yet' }),
  })
  .meta({ id: 'Measured' })

export const rateSchema = z.object({
  count: z.number(),
  span: z.number(),
  rate: z.number(),
  low: z.number(),
  high: z.number(),
})

const promised = <Observed extends z.ZodType>(observed: Observed) =>
  z.object({ promised: z.number().nullable(), observed })

const byTier = z.record(z.string(), z.number())

export const comparedSideSchema = z
  .object({
    hash: z.string(),
    promotions: z.number(),
    leads: z.number().meta({ description: 'leads promoted at least once' }),
    byTier,
    byWeek: z.array(z.object({ week: z.string().meta({ description: 'its Monday' }), byTier })).readonly(),
    precision: z.object({ sql: measuredSchema, won: measuredSchema }),
    recall: z.object({ sql: proportionSchema, won: proportionSchema }),
    load: z
      .array(
        z.object({
          team: z.string().nullable(),
          handoffs: z.number(),
          perWeek: z.number(),
          busiest: z.object({ week: z.string(), handoffs: z.number() }),
        }),
      )
      .readonly(),
    inHand: z
      .object({ n: z.number(), meanDays: z.number() })
      .meta({ description: 'how long handoffs that ended stayed with their owner' }),
    promises: z.object({
      mqlsPerMonth: promised(rateSchema),
      accepted: promised(measuredSchema),
      firstTouchOnTime: promised(measuredSchema),
      decidedOnTime: promised(measuredSchema),
    }),
  })
  .meta({ id: 'ComparedSide' })

const promotion = z.object({ tier: z.string(), at: time }).nullable()

export const comparedLeadSchema = z
  .object({
    lead: z.string(),
    candidate: promotion,
    baseline: promotion,
    outcome: z.enum(['won', 'sql', 'lost', 'open', 'unknown']),
  })
  .meta({ id: 'ComparedLead', description: 'by its first promotion under either agreement' })

const comparedLeads = z.array(comparedLeadSchema).readonly()

export const comparedHistorySchema = z.object({
  leads: z.number(),
  events: z.number(),
  from: time,
  until: time,
})

export const missedDealSchema = z
  .object({ lead: z.string(), wonAt: time, isNew: z.boolean() })
  .meta({ id: 'MissedDeal', description: 'won before the candidate promoted it; isNew: the baseline had' })

/** Who leads are, by id; a name that whoever asks may not see is null. */
export const leadNamesSchema = z.record(
  z.string(),
  z.object({ name: z.string().nullable(), company: z.string().nullable() }),
)

export const comparisonSchema = z
  .object({
    history: comparedHistorySchema,
    baseline: comparedSideSchema,
    candidate: comparedSideSchema,
    isChange: z.boolean(),
    added: comparedLeads,
    dropped: comparedLeads,
    earlier: comparedLeads,
    later: comparedLeads,
    retiered: comparedLeads,
    missedWon: z.array(missedDealSchema).readonly(),
  })
  .meta({ id: 'Comparison' })

export const planRequestSchema = z
  .object({
    document: z.string().min(1).max(300_000),
    /** A version of the agreement; the one in force by default. */
    against: z.number().int().min(1).max(1_000_000).optional(),
  })
  .meta({ id: 'PlanRequest' })

export const planSchema = z
  .object({
    name: z.string(),
    against: z.number(),
    comparison: comparisonSchema,
    leads: leadNamesSchema,
  })
  .meta({ id: 'Plan' })

export type Plan = z.infer<typeof planSchema>
