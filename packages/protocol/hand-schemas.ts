/** Leads that somebody enters, and calls and chats that somebody writes down. */
import { z } from 'zod'

const text = (max: number) => z.string().trim().min(1).max(max)

export const handDoors = ['prospect', 'call', 'chat', 'meeting', 'other'] as const

export const enteredLeadSchema = z
  .object({
    /** Made by whoever sends: sent again, it is the same entry. */
    id: z.uuid(),
    how: z.enum(handDoors),
    name: text(200).optional(),
    email: z.email().max(256).optional(),
    /** With its country code, such as +49 30 1234567. */
    phone: text(50).optional(),
    company: text(200).optional(),
    title: text(200).optional(),
    note: text(2_000).optional(),
    /** When it happened; now, where it is not said. */
    at: z.iso.datetime({ offset: true }).optional(),
  })
  .refine(
    ({ email, phone }) => email !== undefined || phone !== undefined,
    'needs an e-mail address or a telephone',
  )

export const leadEnteredSchema = z
  .object({
    lead: z.string(),
    /** True: there was one already, and it was used. */
    known: z.boolean(),
    /** False: whoever entered it may not open it. */
    inReach: z.boolean(),
    /** Who of sales has it now. */
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** What became of the entry, in words. */
    say: z.string(),
  })
  .meta({ id: 'LeadEntered' })

export const inboundSchema = z.object({
  id: z.uuid(),
  how: z.enum(['call', 'chat']),
  note: text(2_000).optional(),
  minutes: z.number().int().min(0).max(1_440).optional(),
})

export type EnteredLead = z.output<typeof enteredLeadSchema>
export type LeadEntered = z.infer<typeof leadEnteredSchema>
export type Inbound = z.output<typeof inboundSchema>
