/** What became of the leads of each first-touch source. Counts only: rates and intervals are the engine's. */
import { z } from 'zod'

export const sourceRowSchema = z
  .object({
    /** First-touch source; the empty text stands for leads without one. */
    source: z.string(),
    leads: z.number(),
    /** Leads that reached the stage at least once. */
    mql: z.number(),
    sql: z.number(),
    won: z.number(),
  })
  .meta({ id: 'SourceRow' })

export const sourceListSchema = z
  .object({ data: z.array(sourceRowSchema), total: sourceRowSchema.omit({ source: true }) })
  .meta({ id: 'SourceList' })

export type SourceRow = z.infer<typeof sourceRowSchema>
export type SourceList = z.infer<typeof sourceListSchema>
