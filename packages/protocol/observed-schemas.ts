/** What a version of the agreement did while it was in force, and what that says of the change. */
import { z } from 'zod'
import { measuredSchema, rateSchema } from './plan-schemas.ts'

const differenceSchema = z.object({ difference: z.number(), low: z.number(), high: z.number() })
const ratioSchema = z.object({ ratio: z.number(), low: z.number(), high: z.number() })

/** Signs that the number is chased and not what it stands for. Each names what the version changed, in words. */
export const alarmSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('more-but-worse'),
      volume: ratioSchema,
      acceptance: differenceSchema,
      changes: z.array(z.string()).readonly(),
    }),
    z.object({
      kind: z.literal('bunching'),
      before: z.number(),
      after: z.number(),
      difference: differenceSchema,
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
    tooFew: z.array(z.enum(['volume', 'acceptance', 'overshoots'])).readonly(),
  })
  .meta({ id: 'ObservedEffect' })

export type Observed = z.infer<typeof observedSchema>
export type DefinitionAlarm = z.infer<typeof alarmSchema>
