/** A company as those who buy there together. */
import { z } from 'zod'
import { gradeSchema, stageSchema } from './lead-schemas.ts'

export const BUYING_ROLES = ['champion', 'decides', 'influences', 'uses', 'signs', 'blocks'] as const

export const buyingRoleSchema = z.object({ role: z.enum(BUYING_ROLES).nullable() })

export const companySchema = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    domain: z.string().nullable(),
    facts: z.record(z.string(), z.unknown()),
    /** What all of its people did together, poured into one set of the agreement's meters. */
    group: z.object({
      score: z.number(),
      fit: z.number(),
      grade: gradeSchema,
      meters: z.array(z.object({ id: z.string(), level: z.number(), max: z.number().nullable() })),
      /** Leads that it is made of. */
      leads: z.number(),
      events: z.number(),
    }),
    leads: z.array(
      z.object({
        id: z.string(),
        name: z.string().nullable(),
        title: z.string().nullable(),
        stage: stageSchema,
        grade: gradeSchema,
        score: z.number(),
        role: z.enum(BUYING_ROLES).nullable(),
        lastActivityAt: z.string().nullable(),
        masked: z.boolean(),
      }),
    ),
    /** Roles that nobody is known to have. */
    missing: z.array(z.enum(BUYING_ROLES)),
    agreementVersion: z.number(),
  })
  .meta({ id: 'Company' })

export type Company = z.infer<typeof companySchema>
export type BuyingRole = (typeof BUYING_ROLES)[number]
