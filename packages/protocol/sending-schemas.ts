/** Mail to leads on its way out: what is queued, what became of it, what holds it back, and how fast it may leave. */
import { readHoursLine } from '@baton/engine'
import { z } from 'zod'

export const SEND_STATES = [
  'queued',
  'sending',
  'sent',
  'failed',
  'unknown',
  'suppressed',
  'parked',
  'cancelled',
] as const

export const sendingSettingsSchema = z
  .object({
    /** Mails to one lead, at most. */
    perDay: z.number().int().min(1).max(10).default(1),
    perWeek: z.number().int().min(1).max(50).default(3),
    /** Mails a second, in all and to one group of mail servers. */
    perSecond: z.number().min(0.1).max(1_000).default(20),
    perSecondToGroup: z.number().min(0.1).max(1_000).default(5),
    /** False: receivers know the domain already. */
    warmUp: z.boolean().default(true),
    /** When mail may leave whose program says no hours, such as `Europe/Berlin mon-sun 08:00-20:00`; empty: at any time. */
    hours: z
      .string()
      .trim()
      .max(300)
      .refine((text) => text === '' || readHoursLine(text) !== null, {
        message: 'has to be hours such as “Europe/Berlin mon-sun 08:00-20:00”, or empty',
      })
      .default(''),
    /** A picture in each mail that tells that it was opened; machines open mails too. */
    opens: z.boolean().default(false),
  })
  .meta({ id: 'SendingSettings' })

const sendRowSchema = z.object({
  id: z.string(),
  lead: z.string(),
  name: z.string().nullable(),
  mail: z.string(),
  program: z.string().nullable(),
  state: z.enum(SEND_STATES),
  reason: z.string(),
  detail: z.string(),
  attempts: z.number(),
  at: z.string(),
})

export const sendListSchema = z
  .object({ data: z.array(sendRowSchema), total: z.number() })
  .meta({ id: 'SendList' })

export const sendListQuerySchema = z.object({
  state: z.enum(['unknown', 'failed', 'parked']),
})

export const sendingOverviewSchema = z
  .object({
    /** False: no mail server is set, and nothing leaves. */
    isSet: z.boolean(),
    signs: z.boolean(),
    takesBounces: z.boolean(),
    /** Sends by state; those that nobody has to decide any more are of the last 30 days. */
    counts: z.record(z.enum(SEND_STATES), z.number()),
    nextAt: z.string().nullable(),
    domains: z.array(
      z.object({
        domain: z.string(),
        /** Today (UTC), and how many may leave; null: as many as the rates let through. */
        sent: z.number(),
        allowed: z.number().nullable(),
        day: z.number(),
        days: z.number(),
      }),
    ),
    gates: z.array(z.object({ group: z.string(), share: z.number(), closedUntil: z.string().nullable() })),
    pauses: z.array(
      z.object({
        id: z.string(),
        mail: z.string(),
        reason: z.enum(['bounces', 'complaints']),
        detail: z.string(),
        at: z.string(),
      }),
    ),
    /** Addresses that nothing is sent to, by why. */
    suppressed: z.array(z.object({ reason: z.string(), count: z.number() })),
    /** Where providers report what came back; for administrators. */
    webhooks: z.array(z.object({ provider: z.string(), url: z.string() })),
    settings: sendingSettingsSchema,
  })
  .meta({ id: 'SendingOverview' })

export const settledByHandSchema = z
  .object({
    /** `again`: it is sent once more, which may be the second time. */
    as: z.enum(['sent', 'failed', 'again']),
  })
  .meta({ id: 'SettledByHand' })

export const bounceTakenSchema = z.object({ taken: z.boolean() }).meta({ id: 'BounceTaken' })

export type SendingSettings = z.infer<typeof sendingSettingsSchema>
export type SendingOverview = z.infer<typeof sendingOverviewSchema>
export type SendList = z.infer<typeof sendListSchema>
export type SendListQuery = z.infer<typeof sendListQuerySchema>
