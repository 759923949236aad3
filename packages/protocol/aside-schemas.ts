/** Events that are kept and do not count: why, and a person's word on one. */
import { TRUST_LEVELS } from '@baton/engine'
import { z } from 'zod'

export const EVENT_MARKS = ['settling', 'human', 'machine', 'unknown', 'taken-back'] as const

export const asideEventSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    occurredAt: z.string(),
    trust: z.enum(TRUST_LEVELS),
    source: z.string(),
    mark: z.enum(EVENT_MARKS),
    /** What spoke for and against it, the weightiest first. */
    reasons: z.array(z.string()),
    /** Who said so; null: Baton. */
    by: z.string().nullable(),
  })
  .meta({ id: 'AsideEvent' })

export const asideEventsSchema = z.object({ data: z.array(asideEventSchema) }).meta({ id: 'AsideEvents' })

export const eventOfLeadParams = z.object({ id: z.string().max(100), event: z.string().max(100) })

export const eventMarkSchema = z.object({ mark: z.enum(['human', 'machine']) })

export type AsideEvent = z.infer<typeof asideEventSchema>
