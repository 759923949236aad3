/** What the open connection of a person carries (server-sent events), and the list of what they were told. */
import { z } from 'zod'
import { cardSchema } from './handoff-schemas.ts'

/**
 * One `data:` line of `GET /api/live`. `handoff`: a card of mine or of my open queue, new or changed; `gone`: it is no longer
 * there. `refresh`: much changed at once, read again. `notice`: something that I am told.
 * `agreement`: drafts, comments, proposals or the version in force are not what they were.
 */
export const liveSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('handoff'),
      list: z.enum(['mine', 'open']),
      isNew: z.boolean(),
      card: cardSchema,
    }),
    z.object({ kind: z.literal('gone'), lead: z.string() }),
    z.object({ kind: z.literal('lead'), lead: z.string() }),
    z.object({ kind: z.literal('refresh') }),
    z.object({ kind: z.literal('notice'), id: z.string() }),
    z.object({ kind: z.literal('agreement') }),
  ])
  .meta({ id: 'Live' })

export const noticeSchema = z
  .object({
    id: z.string(),
    kind: z.enum([
      'handoff',
      'due-soon',
      'overdue',
      'taken',
      'triage',
      'contest',
      'contest-answer',
      'proposal',
      'comment',
      'alarm',
      'program',
    ]),
    lead: z.string().nullable(),
    /** Where it leads in the application when it is about no lead. */
    path: z.string().nullable(),
    title: z.string(),
    text: z.string(),
    at: z.string(),
    readAt: z.string().nullable(),
  })
  .meta({ id: 'Notice' })
export const noticesSchema = z
  .object({ data: z.array(noticeSchema), unread: z.number() })
  .meta({ id: 'Notices' })

export type Live = z.infer<typeof liveSchema>
export type Notice = z.infer<typeof noticeSchema>
export type Notices = z.infer<typeof noticesSchema>
