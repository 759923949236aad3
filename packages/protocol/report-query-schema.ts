/** What every report can be asked, as the address of its screen holds it. */
import {
  ATTRIBUTION_MODELS,
  CHANNEL_DIMENSIONS,
  CYCLE_DIMENSIONS,
  ENTRY_STAGES,
  FIGURES,
  LEAD_DIMENSIONS,
  LIFECYCLES,
  MONEY_BASES,
  TRAITS_AGAINST,
  WAY_OF_CYCLE,
} from '@baton/engine/reports'
import { z } from 'zod'
import { readValues } from './report-values.ts'

export const dimensions = [...LEAD_DIMENSIONS, ...CYCLE_DIMENSIONS] as const
export const dimensionSchema = z.enum(dimensions).meta({ id: 'ReportDimension' })

const day = z.iso.date().meta({ description: 'ISO date, by the time zone of the report' })
const zone = z
  .string()
  .max(60)
  .meta({ description: 'IANA time zone; by default that of the agreed working hours' })
const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const values = z
  .string()
  .max(4000)
  .transform(readValues)
  .pipe(z.array(z.string().max(300)).max(100))
  .meta({ description: 'values separated by |; the empty one is what is not known' })

const filters = Object.fromEntries(dimensions.map((name) => [name, values.optional()])) as Record<
  (typeof dimensions)[number],
  z.ZodOptional<typeof values>
>

export const reportQuerySchema = z.object({
  from: day.optional(),
  /** The last day of the period. */
  to: day.optional(),
  zone: zone.optional(),
  compare: z.enum(['none', 'previous', 'year']).default('none'),
  entry: z.enum(ENTRY_STAGES).default('lead'),
  /** Days that each is followed; absent: up to now. */
  follow: z.coerce.number().int().min(1).max(3650).optional(),
  by: dimensionSchema.optional(),
  every: z.enum(['day', 'week', 'month']).optional(),
  stage: z.enum(WAY_OF_CYCLE).default('mql'),
  ours: z.enum(FIGURES).default('promoted'),
  theirs: z.enum(FIGURES).default('accepted'),
  theirsFrom: day.optional(),
  theirsTo: day.optional(),
  theirsZone: zone.optional(),
  oursVersion: z.coerce.number().int().min(1).optional(),
  theirsVersion: z.coerce.number().int().min(1).optional(),
  oursOnce: flag.default(false),
  theirsOnce: flag.default(true),
  /** How outcomes are credited to what brought people. */
  model: z.enum(ATTRIBUTION_MODELS).default('first'),
  /** Outcomes that happened in the period, or those of people who came in it. */
  basis: z.enum(MONEY_BASES).default('happened'),
  channel: z.enum(CHANNEL_DIMENSIONS).default('source'),
  lifecycle: z.enum(LIFECYCLES).default('aarrr'),
  /** Whom customers are held against. */
  against: z.enum(TRAITS_AGAINST).default('lost'),
  /** Among whom kinds of people are looked for, and how many. */
  among: z.enum(['sql', 'customer']).default('customer'),
  kinds: z.coerce.number().int().min(2).max(8).optional(),
  ...filters,
})

export type ReportParameters = z.output<typeof reportQuerySchema>
