/** What the shell shows of the installation: whose data this is and how much of it. */
import { z } from 'zod'

export const statusSchema = z
  .object({
    /** True on the simulated company of `baton demo`. */
    demo: z.boolean(),
    organisation: z.string(),
    leads: z.number(),
    events: z.number(),
    refused: z.number(),
    agreement: z.object({ version: z.number(), name: z.string() }).nullable(),
    /** When a lead last did something; null when none ever did. */
    latestEventAt: z.string().nullable(),
  })
  .meta({ id: 'Status' })

export type Status = z.infer<typeof statusSchema>
