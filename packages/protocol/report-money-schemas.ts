/** Reports about money and lifecycles on the wire. */
import { ATTRIBUTION_MODELS, CHANNEL_DIMENSIONS, MONEY_BASES } from '@baton/engine/reports'
import { z } from 'zod'
import { countedSchema } from './counted-schema.ts'
import { proportionSchema } from './plan-schemas.ts'

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()

/** The same of each outcome. */
const perOutcome = <Value extends z.ZodType>(value: Value) =>
  z.object({ lead: value, mql: value, sql: value, customer: value })

const cost = z.object({
  each: z.number(),
  low: z.number(),
  high: z.number().nullable(),
  spend: z.number(),
  count: z.number(),
  tooFew: z.boolean(),
})

const unconverted = z.object({
  count: z.number(),
  by: list(z.object({ currency: z.string(), count: z.number(), amount: z.number() })),
})

const numbers = {
  costs: perOutcome(cost.nullable()),
  revenue: z.number(),
  renewals: z.number(),
  return: z.number().nullable(),
  paybackMonths: z.number().nullable(),
}

export const moneySchema = z
  .object({
    model: z.enum(ATTRIBUTION_MODELS),
    basis: z.enum(MONEY_BASES),
    by: z.enum(CHANNEL_DIMENSIONS),
    currency: z.string(),
    isSpendTold: z.boolean(),
    rows: list(
      z.object({
        ...numbers,
        source: z.string().nullable(),
        name: z.string(),
        spend: z.number().nullable(),
        outcomes: perOutcome(z.object({ credit: z.number(), leads: countedSchema })),
      }),
    ),
    total: z.object({
      ...numbers,
      spend: z.number(),
      outcomes: perOutcome(countedSchema),
      spendWithoutLeads: z.number(),
      outcomesWithoutSpend: perOutcome(z.number()),
      paidCustomer: cost.nullable(),
      withoutAmount: countedSchema,
    }),
    unconverted: z.object({ spend: unconverted, revenue: unconverted }),
  })
  .meta({ id: 'Money' })

export const spreadSchema = z
  .object({
    n: z.number(),
    quarter: z.number(),
    median: z.number(),
    threeQuarters: z.number(),
    mean: z.number(),
    tooFew: z.boolean(),
  })
  .meta({ id: 'Spread' })

const daysToWon = z.object({ counted: countedSchema, days: spreadSchema.nullable() })

const lifetime = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('no-renewals') }),
  z.object({
    kind: z.literal('recorded'),
    termMonths: z.number(),
    cohorts: list(
      z.object({
        year: z.number(),
        customers: countedSchema,
        valued: countedSchema,
        revenueEach: z.number().nullable(),
        due: countedSchema,
        renewed: countedSchema,
        renewal: proportionSchema,
      }),
    ),
    renewal: proportionSchema,
    unconverted,
  }),
])

export const dealsSchema = z
  .object({
    currency: z.string(),
    won: countedSchema,
    withoutAmount: countedSchema,
    size: spreadSchema.nullable(),
    revenue: z.number(),
    over: list(z.object({ from: z.number(), to: z.number(), won: countedSchema, revenue: z.number() })),
    contactToWon: daysToWon,
    promotedToWon: daysToWon,
    settled: z.object({ won: countedSchema, lost: countedSchema, winRate: proportionSchema }),
    opened: z.object({
      deals: countedSchema,
      open: countedSchema,
      daysToSettle: z.object({
        at: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
      }),
      tooFew: z.boolean(),
    }),
    velocity: z.object({
      inPlay: countedSchema,
      days: z.number().nullable(),
      perDay: z.number().nullable(),
      tooFew: z.boolean(),
    }),
    lifetime,
    unconverted,
  })
  .meta({ id: 'Deals' })

export const lifecycleReportSchema = z
  .object({
    came: countedSchema,
    rungs: list(
      z.object({
        key: z.string(),
        name: z.string(),
        reached: countedSchema,
        immature: countedSchema,
        rate: proportionSchema,
        days: spreadSchema.nullable(),
      }),
    ),
  })
  .meta({ id: 'LifecycleReport' })

export const retentionReportSchema = z
  .object({
    rows: list(
      z.object({
        from: z.number(),
        to: z.number(),
        came: countedSchema,
        months: list(
          z.object({ active: countedSchema, share: proportionSchema.nullable(), immature: countedSchema }),
        ),
      }),
    ),
  })
  .meta({ id: 'RetentionReport' })
