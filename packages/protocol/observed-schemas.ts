/** What a version of the agreement did while it was in force, and what that says of the change. */
import { z } from 'zod'
import { measuredSchema, proportionSchema, rateSchema } from './plan-schemas.ts'

const countedSchema = z.object({ count: z.number(), span: z.number() })

const countRatioSchema = z.object({
  of: countedSchema,
  against: countedSchema,
  ratio: z.number().nullable(),
  low: z.number(),
  high: z.number().nullable(),
  tooFew: z.boolean(),
})

const differenceSchema = z.object({
  of: proportionSchema,
  against: proportionSchema,
  difference: z.number(),
  low: z.number(),
  high: z.number(),
  tooFew: z.boolean(),
})

/** Signs that the number is chased and not what it stands for. Each names what the version changed, in words. */
export const alarmSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('more-but-worse'),
      volume: countRatioSchema,
      acceptance: differenceSchema,
      changes: z.array(z.string()).readonly(),
    }),
    z.object({
      kind: z.literal('bunching'),
      /** Share of promotions that cleared their threshold by a hair. */
      justOver: differenceSchema,
      changes: z.array(z.string()).readonly(),
    }),
  ])
  .meta({ id: 'DefinitionAlarm' })

export const observedSchema = z
  .object({
    days: z.number().meta({ description: 'how long it has been, or was, in force' }),
    /** A week. */
    mqls: rateSchema,
    accepted: measuredSchema,
    /** The same for as long before it came into force, at most 90 days; null: nothing was in force. */
    before: z.object({ days: z.number(), mqls: rateSchema, accepted: measuredSchema }).nullable(),
    alarms: z.array(alarmSchema).readonly(),
    /** Why nothing is said of an alarm yet. */
    tooFew: z.array(z.enum(['volume', 'acceptance', 'overshoot'])).readonly(),
  })
  .meta({ id: 'ObservedEffect' })

export type Observed = z.infer<typeof observedSchema>
export type DefinitionAlarm = z.infer<typeof alarmSchema>
