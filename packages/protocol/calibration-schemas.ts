/** Blind calibration: both sides judge the same leads apart, names hidden, without seeing scores or each other. */
import { z } from 'zod'
import { leadNamesSchema, proportionSchema } from './plan-schemas.ts'

const value = z.union([z.string(), z.number(), z.boolean()])

/** What is known of a lead at a moment, without whom it is. */
const blindLeadSchema = z
  .object({
    position: z.number(),
    lead: z.record(z.string(), value),
    company: z.record(z.string(), value),
    /** What the lead did until then, the most recent first. */
    did: z.array(
      z.object({
        event: z.string(),
        /** What of it, where the catalogue lists its values: `pricing`. */
        what: z.string().nullable(),
        times: z.number(),
        daysBefore: z.number(),
      }),
    ),
    /** What my side said; null: nothing yet. */
    label: z.boolean().nullable(),
  })
  .meta({ id: 'BlindLead' })

const progressSchema = z.object({ marketing: z.number(), sales: z.number() })

const roundHead = {
  id: z.string(),
  begunAt: z.string(),
  begunBy: z.string().nullable(),
  agreementVersion: z.number(),
  leads: z.number(),
  /** How many leads each side has judged. */
  judged: progressSchema,
}

const gradesSchema = z.array(z.enum(['A', 'B', 'C', 'D'])).readonly()

const resultSchema = z
  .object({
    kappa: z.object({
      n: z.number(),
      observed: z.number(),
      expected: z.number(),
      kappa: z.number().nullable(),
      low: z.number(),
      high: z.number(),
      tooFew: z.boolean(),
    }),
    /** How often each side's word was that of the agreement. */
    withAgreement: z.object({ marketing: proportionSchema, sales: proportionSchema }),
    disputed: z.array(
      z.object({
        position: z.number(),
        lead: z.string(),
        marketing: z.boolean(),
        sales: z.boolean(),
        agreement: z.boolean(),
        outcome: z.enum(['won', 'sql', 'lost', 'open', 'unknown']),
        target: z.boolean(),
      }),
    ),
    clauses: z.array(
      z.object({
        clause: z.string(),
        held: z.number(),
        notHeld: z.number(),
        difference: z.number(),
        p: z.number(),
      }),
    ),
    /** The smallest edit that would settle most; null: none would settle any. */
    edit: z
      .object({
        kind: z.enum(['threshold', 'points', 'fit', 'grades']),
        clause: z.string(),
        from: z.union([z.number(), gradesSchema]),
        to: z.union([z.number(), gradesSchema]),
        resolves: z.object({ of: z.number(), before: z.number(), after: z.number() }),
      })
      .nullable(),
    leads: leadNamesSchema,
  })
  .meta({ id: 'CalibrationResult' })

export const calibrationSchema = z
  .object({
    ...roundHead,
    /** The side that I judge for; null: neither. */
    side: z.enum(['marketing', 'sales']).nullable(),
    cards: z.array(blindLeadSchema),
    /** Null until both sides have judged all of them. */
    result: resultSchema.nullable(),
  })
  .meta({ id: 'Calibration' })

export const calibrationsSchema = z
  .object({
    data: z.array(z.object({ ...roundHead, kappa: z.number().nullable() })),
  })
  .meta({ id: 'Calibrations' })

export const calibrationBeginningSchema = z
  .object({ leads: z.number().int().min(10).max(100).default(30) })
  .meta({ id: 'CalibrationBeginning' })

export const calibrationLabelSchema = z
  .object({ position: z.number().int().min(0).max(99), worthACall: z.boolean() })
  .meta({ id: 'CalibrationLabel' })

export type Calibration = z.infer<typeof calibrationSchema>
export type Calibrations = z.infer<typeof calibrationsSchema>
export type BlindLead = z.infer<typeof blindLeadSchema>
export type CalibrationResult = z.infer<typeof resultSchema>
