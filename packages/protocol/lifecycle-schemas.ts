/** How the rungs of a lifecycle are defined: in the names of stages and of catalogued events. */
import { LIFECYCLES, RUNG_STAGES } from '@baton/engine/reports'
import { z } from 'zod'

const when = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('stage'), stage: z.enum(RUNG_STAGES) }),
  z.object({ kind: z.literal('did'), events: z.array(z.string().min(1).max(200)).min(1).max(50) }),
  z.object({
    kind: z.literal('active-after'),
    days: z.number().int().min(1).max(900),
    since: z.enum(['contact', 'customer']),
  }),
  z.object({ kind: z.literal('renewed') }),
  z.object({ kind: z.literal('referred') }),
])

const rung = z.object({
  key: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/, 'has to be a short name in small letters'),
  name: z.string().trim().min(1).max(60),
  /** Any of them is enough. */
  any: z.array(when).min(1).max(10),
})

export const lifecycleSchema = z
  .object({ entry: z.enum(['visitor', 'lead']), rungs: z.array(rung).min(1).max(10) })
  .refine(({ rungs }) => new Set(rungs.map(({ key }) => key)).size === rungs.length, {
    path: ['rungs'],
    message: 'has two rungs of one key',
  })
  .meta({ id: 'Lifecycle' })

export const lifecycleDefinitionsSchema = z
  .record(z.enum(LIFECYCLES), lifecycleSchema)
  .meta({ id: 'LifecycleDefinitions' })

export type LifecycleDefinitions = z.infer<typeof lifecycleDefinitionsSchema>
