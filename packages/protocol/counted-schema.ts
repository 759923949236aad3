/** A number of a report, and what opens the leads behind it. */
import { z } from 'zod'

export const countedSchema = z
  .object({ count: z.number(), cell: z.string().meta({ description: 'names the leads behind the number' }) })
  .meta({ id: 'Counted' })
