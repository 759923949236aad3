/** Reports about who people are, and where to focus, on the wire. */
import {
  ADVICE_KINDS,
  CLAIM_SOURCE,
  CLAIMS,
  FOCUS_STEPS,
  LEAD_DIMENSIONS,
  TRAITS_AGAINST,
  WAY_OF_CYCLE,
} from '@baton/engine/reports'
import { z } from 'zod'
import { countedSchema } from './counted-schema.ts'
import { markSchema } from './persona-schemas.ts'
import { proportionSchema } from './plan-schemas.ts'

const list = <Item extends z.ZodType>(item: Item) => z.array(item).readonly()
const share = z.object({ successes: z.number(), n: z.number() })

const ratio = {
  of: share,
  against: share,
  ratio: z.number(),
  low: z.number(),
  high: z.number(),
  tooFew: z.boolean(),
}

const trait = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('fact'), dimension: z.enum(LEAD_DIMENSIONS), value: z.string() }),
  z.object({ kind: z.literal('did'), event: z.string() }),
  z.object({ kind: z.literal('took'), content: z.string() }),
])

const sharing = z.object({ leads: countedSchema, share: proportionSchema })

export const traitsSchema = z
  .object({
    against: z.enum(TRAITS_AGAINST),
    won: countedSchema,
    others: countedSchema,
    apart: countedSchema,
    tested: z.number(),
    leftOut: z.number(),
    rows: list(
      z.object({
        trait,
        won: sharing,
        others: sharing,
        lift: z.object({ ...ratio, p: z.number() }),
        q: z.number(),
        tooFew: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Traits' })

const personaRow = z.object({
  id: z.string().nullable(),
  name: z.string(),
  leads: countedSchema,
  confidence: z.number().nullable(),
  reached: z.object({ mql: sharing, sql: sharing, customer: sharing }),
})

export const personasReportSchema = z
  .object({ all: personaRow, rows: list(personaRow) })
  .meta({ id: 'PersonasReport' })

export const kindsSchema = z
  .object({
    among: countedSchema,
    came: countedSchema,
    tooFew: z.boolean(),
    k: z.number(),
    silhouette: z.number(),
    isClear: z.boolean(),
    found: list(
      z.object({
        number: z.number(),
        leads: countedSchema,
        share: proportionSchema,
        marks: list(
          z.object({
            mark: markSchema,
            inside: proportionSchema,
            among: proportionSchema,
            lift: z.object(ratio),
          }),
        ),
        alike: countedSchema,
        won: proportionSchema,
      }),
    ),
  })
  .meta({ id: 'KindsOfCustomers' })

const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() })
const gain = z.object({ customers: estimate, revenue: estimate.nullable() })

export const focusSchema = z
  .object({
    came: countedSchema,
    customers: z.number(),
    currency: z.string(),
    deal: estimate.nullable(),
    withoutAmount: countedSchema,
    unconverted: z.object({
      count: z.number(),
      by: list(z.object({ currency: z.string(), count: z.number(), amount: z.number() })),
    }),
    rounds: z.number(),
    steps: list(
      z.object({
        from: z.enum(FOCUS_STEPS),
        to: z.enum(WAY_OF_CYCLE),
        reached: countedSchema,
        onward: countedSchema,
        lost: countedSchema,
        open: countedSchema,
        conversion: proportionSchema,
        leaks: list(
          z.object({
            how: z.enum(['rejected', 'returned', 'overdue', 'lost', 'disqualified', 'quiet']),
            leads: countedSchema,
          }),
        ),
        ofLost: gain,
        ofRate: gain,
        best: z.number(),
      }),
    ),
    advice: z.object({
      kind: z.enum(ADVICE_KINDS),
      unsaid: z.enum(['customers', 'decided', 'close']).nullable(),
      step: z.enum(FOCUS_STEPS).nullable(),
      unit: z.enum(['revenue', 'customers']),
      gain: estimate.nullable(),
      certainty: z.number(),
      runnerUp: z.object({ step: z.enum(FOCUS_STEPS), gain: estimate }).nullable(),
      whatWouldChange: z.object({ step: z.enum(FOCUS_STEPS), conversionNeeded: z.number() }).nullable(),
    }),
  })
  .meta({ id: 'Focus' })

export const benchmarksSchema = z
  .object({
    followDays: z.number(),
    followed: countedSchema,
    rows: list(
      z.object({
        claim: z.object({
          key: z.string(),
          claimed: z.object({ low: z.number(), high: z.number(), unit: z.enum(['share', 'times']) }),
          figure: z.enum(CLAIMS.map(({ figure }) => figure)),
          match: z.enum(['same', 'related']),
          source: z.literal(CLAIM_SOURCE),
        }),
        own: z.object({ leads: countedSchema, of: countedSchema, share: proportionSchema }).nullable(),
        why: z.enum(['nobody-followed', 'mails-sent-not-known', 'not-told-apart', 'no-webinars']).nullable(),
      }),
    ),
  })
  .meta({ id: 'Benchmarks' })
