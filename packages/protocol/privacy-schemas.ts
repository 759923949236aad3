/** What somebody is owed of what is kept about them: having it, its end, and how long anything is kept. */
import { z } from 'zod'

export const personDataSchema = z
  .object({
    exportedAt: z.string(),
    /** The lead, and the visitors and merged leads that are part of it. */
    leads: z.array(z.unknown()),
    /** Rows about them as they are stored, by what they are. */
    kept: z.record(z.string(), z.array(z.unknown())),
  })
  .meta({ id: 'PersonData' })

export const erasureRequestSchema = z.object({ reason: z.string().trim().max(500).default('') })

export const erasuresSchema = z
  .object({
    data: z.array(
      z.object({
        id: z.string(),
        lead: z.string(),
        reason: z.string(),
        by: z.string().nullable(),
        at: z.string(),
        /** Rows that were rewritten or removed, by table. */
        rewritten: z.record(z.string(), z.number()),
      }),
    ),
  })
  .meta({ id: 'Erasures' })

const days = z.number().int().min(1).max(3650)

/** Days. */
export const retentionSchema = z
  .object({
    /** Browsers that nobody was ever known by, after what they did last. */
    visitors: days,
    /** Where an event came from: page, campaign, browser. */
    context: days,
    /** By what machines are told from people. */
    hits: days,
    /** Mails that were sent. */
    mails: days,
    /** Events that were refused. */
    refused: days,
  })
  .meta({ id: 'Retention' })

export type PersonData = z.infer<typeof personDataSchema>
export type Erasures = z.infer<typeof erasuresSchema>
export type Retention = z.infer<typeof retentionSchema>
