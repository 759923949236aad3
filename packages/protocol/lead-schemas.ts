/** Leads on the wire: the list with its filters, one lead, and the history that the engine judges in the browser. */
import { STAGES, TRUST_LEVELS } from '@baton/engine'
import { z } from 'zod'

export const stageSchema = z.enum(STAGES).meta({ id: 'Stage' })
export const gradeSchema = z.enum(['A', 'B', 'C', 'D']).meta({ id: 'Grade' })

/** Milestones that a lead has reached at least once, whatever its stage now. */
export const reachedSchema = z.enum(['mql', 'sal', 'sql', 'opportunity', 'customer'])

export const leadSorts = ['activity', 'score', 'grade', 'name', 'company', 'stage', 'created'] as const

/** `stage=mql,sql`: one query parameter, several values, any of which may hold. */
function listOf<Item extends z.ZodType<unknown, string>>(item: Item) {
  return z
    .string()
    .transform((text) => text.split(',').filter((part) => part !== ''))
    .pipe(z.array(item).max(50))
}

export const leadListQuerySchema = z.object({
  /** Words of a name, an e-mail address, a title or a company. */
  q: z.string().max(200).optional(),
  stage: listOf(stageSchema).optional(),
  grade: listOf(gradeSchema).optional(),
  tier: listOf(z.string().max(100)).optional(),
  /** First-touch source; the empty text stands for leads without one. */
  source: z.string().max(200).optional(),
  reached: reachedSchema.optional(),
  /** Id of a segment that they are in. */
  segment: z.string().max(60).optional(),
  /** Leads that only wait for data before they can be promoted. */
  waiting: z.enum(['true']).optional(),
  scoreFrom: z.coerce.number().optional(),
  /** Days since the last activity, at most. */
  activeWithin: z.coerce.number().int().min(1).max(3650).optional(),
  sort: z.enum(leadSorts).default('activity'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  cursor: z.string().max(1000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const leadRowSchema = z
  .object({
    id: z.string(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    title: z.string().nullable(),
    company: z.string().nullable(),
    source: z.string().nullable(),
    stage: stageSchema,
    tier: z.string().nullable(),
    cycle: z.number(),
    grade: gradeSchema,
    fit: z.number(),
    score: z.number(),
    waitingFor: z.array(z.string()),
    createdAt: z.string(),
    stageSince: z.string(),
    lastActivityAt: z.string().nullable(),
    /** Who of sales has it. */
    owner: z.object({ id: z.string(), name: z.string() }).nullable(),
    /** True: personal fields are hidden from whoever asked. */
    masked: z.boolean(),
  })
  .meta({ id: 'LeadRow' })

export const leadListSchema = z
  .object({
    data: z.array(leadRowSchema),
    /** Pass as `cursor` for the next page; null on the last. */
    nextCursor: z.string().nullable(),
    /** Leads that match the filter. */
    total: z.number(),
    /** Leads per stage and grade under all other filters. */
    counts: z.object({ stage: z.record(z.string(), z.number()), grade: z.record(z.string(), z.number()) }),
  })
  .meta({ id: 'LeadList' })

export const decisionSchema = z
  .object({
    id: z.string(),
    seq: z.number(),
    /** A change of stage, or what became of the handoff. */
    kind: z.enum(['stage', 'overdue', 'assigned']),
    /** When it became true, by the time of the events; `decidedAt` is when Baton concluded it. */
    at: z.string(),
    decidedAt: z.string(),
    /** From an event or timer as it came; from a history that changed; from another version of the agreement. */
    addedBy: z.enum(['fold', 'refold', 'signing']),
    agreementVersion: z.number(),
    from: stageSchema,
    to: stageSchema,
    skipped: z.array(stageSchema),
    tier: z.string().nullable(),
    cycle: z.number(),
    clauses: z.array(z.string()),
    /** Clauses that were not kept: a clock that ran out, effort that was not made. */
    breaks: z.array(z.string()),
    contested: z
      .object({
        clause: z.string().optional(),
        field: z.string().optional(),
        /** What the field should say. */
        value: z.union([z.string(), z.number(), z.boolean()]).optional(),
      })
      .nullable(),
    causeEvent: z.string(),
    /** What ran out; the cause is then the event that set it. */
    timer: z.enum(['first-touch', 'decide', 'rest']).nullable(),
    evidence: z.array(z.string()),
    score: z.number(),
    grade: gradeSchema,
    /** The handoff as it stood. Times in milliseconds since 1970-01-01 UTC. */
    handoff: z
      .object({
        openedAt: z.number(),
        /** When the present clocks began. */
        startedAt: z.number(),
        team: z.string().nullable(),
        /** Id of the person. */
        owner: z.string().nullable(),
        clock: z.string().nullable(),
        firstTouchDue: z.number().nullable(),
        decideDue: z.number().nullable(),
        touchedAt: z.number().nullable(),
        decidedAt: z.number().nullable(),
        attempts: z.number(),
        channels: z.array(z.string()),
      })
      .nullable(),
    superseded: z.boolean(),
  })
  .meta({ id: 'Decision' })

export const leadSchema = z
  .object({
    lead: leadRowSchema,
    company: z
      .object({
        id: z.string(),
        name: z.string().nullable(),
        domain: z.string().nullable(),
        fields: z.record(z.string(), z.unknown()),
        colleagues: z.array(z.object({ id: z.string(), name: z.string().nullable(), stage: stageSchema })),
      })
      .nullable(),
    facts: z.record(z.string(), z.unknown()),
    identities: z.array(z.object({ kind: z.string(), value: z.string() })),
    decisions: z.array(decisionSchema),
    agreementVersion: z.number(),
  })
  .meta({ id: 'Lead' })

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

export const historyEventSchema = z
  .object({
    id: z.string(),
    seq: z.number(),
    name: z.string(),
    /** Milliseconds since 1970-01-01 UTC. */
    occurredAt: z.number(),
    trust: z.enum(TRUST_LEVELS),
    properties: z.record(z.string(), z.unknown()),
    lead: fieldsSchema.optional(),
    company: fieldsSchema.optional(),
    identified: z.boolean().optional(),
    /** True for a fact about the company that a colleague's event stated. */
    colleague: z.boolean().optional(),
    /** Where it came in: `website`, `import:crm`. */
    source: z.string(),
  })
  .meta({ id: 'HistoryEvent' })

export const historySchema = z
  .object({
    events: z.array(historyEventSchema),
    /** The agreement that the stored state was judged under. */
    agreementVersion: z.number(),
    /** True when the history is longer than the answer may be. */
    truncated: z.boolean(),
  })
  .meta({ id: 'History' })

export type LeadListQuery = z.output<typeof leadListQuerySchema>
export type LeadRow = z.infer<typeof leadRowSchema>
export const separatedSchema = z.object({ visitor: z.string(), lead: z.string() }).meta({ id: 'Separated' })

export const leadParams = z.object({ id: z.string().max(100) })

export type LeadList = z.infer<typeof leadListSchema>
export type LeadDetail = z.infer<typeof leadSchema>
export type LedgerDecision = z.infer<typeof decisionSchema>
export type HistoryEvent = z.infer<typeof historyEventSchema>
export type History = z.infer<typeof historySchema>
