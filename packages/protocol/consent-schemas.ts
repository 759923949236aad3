/** Consent by purpose, with the text that was agreed to, when and how; and addresses that nothing is sent to. */
import { z } from 'zod'

export const CONSENT_STATUSES = ['given', 'pending', 'withdrawn'] as const

export const purposeSchema = z.object({
  id: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'small letters, digits and dashes'),
  name: z.string().trim().min(1).max(100),
  about: z.string().trim().max(300),
})
export const purposesSchema = z.object({ data: z.array(purposeSchema).max(20) }).meta({ id: 'Purposes' })

export const consentsSchema = z
  .object({
    current: z.array(
      z.object({
        purpose: z.string(),
        name: z.string(),
        status: z.enum(CONSENT_STATUSES).nullable(),
        at: z.string().nullable(),
      }),
    ),
    history: z.array(
      z.object({
        id: z.string(),
        purpose: z.string(),
        status: z.enum(CONSENT_STATUSES),
        text: z.string(),
        textVersion: z.string(),
        source: z.string(),
        proof: z.record(z.string(), z.unknown()),
        at: z.string(),
        by: z.string().nullable(),
      }),
    ),
    /** True: nothing is sent to the address, whatever was agreed to. */
    suppressed: z.boolean(),
    preferencesUrl: z.string().nullable(),
  })
  .meta({ id: 'Consents' })

export const consentChangeSchema = z.object({
  purpose: z.string().max(50),
  status: z.enum(['given', 'withdrawn']),
  /** How it was said; somebody who records that consent was given has to say. */
  note: z.string().trim().max(500).default(''),
})

export const suppressionsSchema = z
  .object({
    data: z.array(
      z.object({ id: z.string(), reason: z.string(), at: z.string(), by: z.string().nullable() }),
    ),
    total: z.number(),
  })
  .meta({ id: 'Suppressions' })

export const suppressionRequestSchema = z.object({
  email: z.string().trim().max(254),
  reason: z.string().trim().min(1).max(300),
})

export type Purpose = z.infer<typeof purposeSchema>
export type Consents = z.infer<typeof consentsSchema>
export type ConsentStatus = (typeof CONSENT_STATUSES)[number]
