/** What sales does with a lead: each act becomes one event of the lead's history, or is refused and changes nothing. */
import { z } from 'zod'
import { stageSchema } from './lead-schemas.ts'

const note = z.string().trim().max(2_000).optional()
const day = z.iso.date()
const amount = z.number().min(0).max(1e12)
const currency = z.string().regex(/^[A-Z]{3}$/, 'is not an ISO 4217 code such as EUR')
const meetingId = z.string().min(1).max(100)
const answerValue = z.union([z.string().max(500), z.number(), z.boolean()])

/** What a rejection says: the agreement's reason, and what it contests. */
const contest = {
  reason: z.string().min(1).max(100),
  /** A clause of the agreement that should not have counted. */
  clause: z.string().max(200).optional(),
  /** A fact that is wrong, and what would be right. */
  field: z.string().max(200).optional(),
  value: answerValue.optional(),
  note,
}

const meeting = {
  startsAt: z.iso.datetime(),
  minutes: z
    .number()
    .int()
    .min(5)
    .max(24 * 60),
  title: z.string().trim().min(1).max(200),
  place: z.string().trim().max(500).default(''),
  /** Mails the invitation to the lead, where a mail server is set. */
  invite: z.boolean().default(false),
}

const opportunity = {
  amount: amount.nullable(),
  currency: currency.nullable(),
  /** A stage of the pipeline. */
  stage: z.string().max(100),
  products: z.string().trim().max(500).nullable(),
  nextStep: z.string().trim().max(500).nullable(),
  nextStepOn: day.nullable(),
  closesOn: day.nullable(),
}

export const CHANNELS = ['call', 'email', 'linkedin', 'meeting', 'note'] as const
export const OUTCOMES = ['connected', 'replied', 'no-answer', 'voicemail', 'bounced'] as const
export const ANSWER_SOURCES = ['call', 'meeting', 'email', 'form', 'inferred'] as const

export const actSchema = z
  .discriminatedUnion('act', [
    z.object({ act: z.literal('claim') }),
    z.object({ act: z.literal('accept') }),
    z.object({ act: z.literal('reject'), ...contest }),
    z.object({ act: z.literal('return'), ...contest }),
    /** Takes up a lead that was never handed over. */
    z.object({ act: z.literal('take-up') }),
    z.object({ act: z.literal('reinstate'), note }),
    z.object({
      act: z.literal('touch'),
      channel: z.enum(CHANNELS),
      outcome: z.enum(OUTCOMES).optional(),
      note,
    }),
    z.object({
      act: z.literal('answer'),
      criterion: z.string().max(100),
      /** Null takes the standing answer back. */
      value: answerValue.nullable(),
      source: z.enum(ANSWER_SOURCES),
      saidBy: z.string().trim().max(200).optional(),
      note,
    }),
    z.object({ act: z.literal('book-meeting'), ...meeting }),
    z.object({ act: z.literal('move-meeting'), meeting: meetingId, ...meeting }),
    z.object({ act: z.literal('cancel-meeting'), meeting: meetingId }),
    z.object({
      act: z.literal('hold-meeting'),
      meeting: meetingId.optional(),
      minutes: z.number().int().min(1).max(1440).optional(),
      note,
    }),
    z.object({ act: z.literal('miss-meeting'), meeting: meetingId.optional() }),
    z.object({
      act: z.literal('object'),
      /** An objection of the playbook. */
      objection: z.string().max(100),
      /** Whether the answer was enough. */
      answered: z.boolean(),
      note,
    }),
    z.object({
      act: z.literal('assess'),
      challenges: z.string().trim().max(2_000),
      features: z.string().trim().max(2_000),
      timeline: z.string().trim().max(500),
      tools: z.string().trim().max(1_000),
    }),
    z.object({ act: z.literal('open-opportunity'), ...z.object(opportunity).partial().shape }),
    z.object({ act: z.literal('change-opportunity'), ...z.object(opportunity).partial().shape }),
    z.object({
      act: z.literal('send-proposal'),
      kind: z.enum(['quote', 'proposal']),
      amount: amount.optional(),
      currency: currency.optional(),
    }),
    z.object({
      act: z.literal('win'),
      amount: amount.optional(),
      currency: currency.optional(),
      reason: z.string().trim().max(500).optional(),
    }),
    z.object({ act: z.literal('lose'), reason: z.string().trim().min(1).max(500), note }),
  ])
  .meta({ id: 'SalesAct' })

export const actRequestSchema = z
  .object({
    /** Made by the sender: the same id again is the same act, and is not done twice. */
    id: z.string().min(8).max(100),
    /** The pass through sales that is meant; refused with `conflict` when the lead is in another by now. */
    cycle: z.number().int().optional(),
    act: actSchema,
  })
  .meta({ id: 'ActRequest' })

/** Where the lead stands after the act. */
export const actedSchema = z
  .object({
    lead: z.string(),
    stage: stageSchema,
    cycle: z.number(),
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** The event that the act became. */
    event: z.string(),
    /** The meeting that was booked, moved or cancelled. */
    meeting: z.string().nullable(),
  })
  .meta({ id: 'Acted' })

export const meetingParams = z.object({ id: z.string().max(100), meeting: z.string().max(100) })

export type SalesAct = z.infer<typeof actSchema>
export type SalesActName = SalesAct['act']
export type ActRequest = z.infer<typeof actRequestSchema>
export type Acted = z.infer<typeof actedSchema>
