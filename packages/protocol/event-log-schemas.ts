/** What came in: the log of events, what was refused and mended, names that the catalogue does not know, and volumes. */
import { TRUST_LEVELS } from '@baton/engine'
import { z } from 'zod'
import { EVENT_MARKS } from './aside-schemas.ts'
import { EVENT_REFUSAL_CODES } from './refusals.ts'

const seq = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER)

export const eventLogQuerySchema = z.object({
  /** Id of a source. */
  source: z.uuid().optional(),
  /** Name of an event, exactly. */
  name: z.string().max(200).optional(),
  trust: z.enum(TRUST_LEVELS).optional(),
  /** `true`: what is judged by; `aside`: what is kept and does not count. */
  counts: z.enum(['true', 'aside']).optional(),
  lead: z.uuid().optional(),
  /** Events before this number: the next page. */
  before: seq.optional(),
  /** Events after this number: what came since. */
  after: seq.optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const factsSchema = z.record(z.string(), z.unknown())

export const loggedEventSchema = z
  .object({
    /** Rises in the order in which events were stored. */
    seq: z.number(),
    id: z.string(),
    name: z.string(),
    occurredAt: z.string(),
    receivedAt: z.string(),
    trust: z.enum(TRUST_LEVELS),
    source: z.object({ id: z.string(), name: z.string() }),
    counts: z.boolean(),
    /** Why it is kept aside, or that somebody said otherwise. */
    mark: z.enum(EVENT_MARKS).nullable(),
    lead: z
      .object({ id: z.string(), name: z.string().nullable(), company: z.string().nullable() })
      .nullable(),
    properties: factsSchema,
    leadFacts: factsSchema.nullable(),
    companyFacts: factsSchema.nullable(),
    /** Whether the catalogue knows its name. */
    catalogued: z.boolean(),
  })
  .meta({ id: 'LoggedEvent' })

export const eventLogSchema = z
  .object({
    data: z.array(loggedEventSchema),
    /** Pass as `before` to go on; null: there is no more. */
    nextBefore: z.number().nullable(),
    /** Pass as `after` to hear what comes from now on. */
    newest: z.number(),
  })
  .meta({ id: 'EventLog' })

export const failedStates = ['open', 'replayed', 'dismissed'] as const

export const failedEventsQuerySchema = z.object({
  state: z.enum(failedStates).default('open'),
  code: z.enum(EVENT_REFUSAL_CODES).optional(),
  source: z.uuid().optional(),
  cursor: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const failedEventSchema = z
  .object({
    id: z.string(),
    source: z.object({ id: z.string(), name: z.string() }).nullable(),
    receivedAt: z.string(),
    code: z.string(),
    /** Why it was refused. */
    detail: z.string(),
    messageId: z.string().nullable(),
    /** What was sent, as JSON; cut where it was longer than is kept. */
    body: z.string(),
    state: z.enum(failedStates),
    settledBy: z.string().nullable(),
    settledAt: z.string().nullable(),
  })
  .meta({ id: 'FailedEvent' })

export const failedEventsSchema = z
  .object({
    data: z.array(failedEventSchema),
    nextCursor: z.string().nullable(),
    /** Open ones by what is wrong and where they came from, the most first. */
    groups: z.array(
      z.object({
        code: z.string(),
        source: z.object({ id: z.string(), name: z.string() }).nullable(),
        events: z.number(),
        lastAt: z.string(),
      }),
    ),
    counts: z.object({ open: z.number(), replayed: z.number(), dismissed: z.number() }),
  })
  .meta({ id: 'FailedEvents' })

export const replayRequestSchema = z.object({
  /** The JSON to read instead of what was sent. Where it came from, how far it is believed and its message id stay. */
  body: z.string().max(65_536).optional(),
})

/** What became of an event that was read again. */
export const replayedSchema = z
  .object({
    result: z.enum(['stored', 'duplicate', 'refused']),
    /** Why it is refused still. */
    code: z.string().nullable(),
    detail: z.string().nullable(),
    /** Whom it happened to, once it is stored. */
    lead: z.string().nullable(),
  })
  .meta({ id: 'Replayed' })

export const fixSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('nothing') }),
  z.object({
    do: z.literal('set'),
    /** A place in what was sent, such as `properties.amount`. */
    path: z.string().min(1).max(300),
    value: z.union([z.string().max(2_000), z.number(), z.boolean(), z.null()]),
  }),
  z.object({ do: z.literal('remove'), path: z.string().min(1).max(300) }),
])

export const bulkReplaySchema = z.object({
  code: z.enum(EVENT_REFUSAL_CODES),
  source: z.uuid().optional(),
  fix: fixSchema,
  /** True: says what would become of them, and stores nothing. */
  dryRun: z.boolean().default(false),
})

export const bulkReplayedSchema = z
  .object({
    stored: z.number(),
    duplicates: z.number(),
    refused: z.number(),
    /** Reasons of those that are refused still, the most frequent first. */
    reasons: z.array(z.object({ detail: z.string(), events: z.number() })),
    /** Open ones of the kind that were not looked at this time. */
    left: z.number(),
  })
  .meta({ id: 'BulkReplayed' })

export const dismissalSchema = z
  .object({
    ids: z.array(z.uuid()).min(1).max(1_000).optional(),
    code: z.enum(EVENT_REFUSAL_CODES).optional(),
    source: z.uuid().optional(),
  })
  .refine(({ ids, code }) => (ids === undefined) !== (code === undefined), 'names either ids or a code')

export const dismissedSchema = z.object({ dismissed: z.number() }).meta({ id: 'Dismissed' })

const FIELD_TYPES = ['text', 'number', 'boolean', 'date'] as const
const SIDES = ['engagement', 'sales', 'outcome', 'record'] as const

export const uncataloguedSchema = z
  .object({
    data: z.array(
      z.object({
        name: z.string(),
        /** True: the event is known, and these of its properties are not. */
        known: z.boolean(),
        /** In the last 30 days. */
        events: z.number(),
        lastAt: z.string(),
        fields: z.array(
          z.object({
            name: z.string(),
            /** As its values look. */
            type: z.enum(FIELD_TYPES),
            events: z.number(),
            sample: z.string().nullable(),
          }),
        ),
      }),
    ),
    /** Events that are stored and not looked at yet. */
    behind: z.number(),
  })
  .meta({ id: 'Uncatalogued' })

const name = z.string().trim().min(1)

export const cataloguedEventSchema = z.object({
  name: name.max(200),
  about: z.string().trim().max(500).default(''),
  side: z.enum(SIDES).default('engagement'),
  fields: z
    .array(
      z.object({
        name: name.max(100),
        type: z.enum(FIELD_TYPES),
        about: z.string().trim().max(500).default(''),
        /** Personal data: no agreement asks what it is. */
        personal: z.boolean().default(false),
      }),
    )
    .max(200)
    .default([]),
})

export const eventSourceKinds = ['web', 'server', 'form', 'import', 'webhook', 'by-hand', 'baton'] as const

export const eventSourceSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(eventSourceKinds),
    /** It may stand in web pages, so it is no secret; null where events of the source need none. */
    writeKey: z.string().nullable(),
    createdAt: z.string(),
    lastSeenAt: z.string().nullable(),
    /** Of the last 14 days, the oldest first, days of UTC. */
    days: z.array(z.object({ day: z.string(), events: z.number() })),
    /** In the last 14 days. */
    events: z.number(),
    refused: z.number(),
    aside: z.number(),
    health: z.enum(['new', 'well', 'silent', 'refusing']),
    /** In words. */
    say: z.string(),
  })
  .meta({ id: 'EventSource' })

export const eventSourcesSchema = z.object({ data: z.array(eventSourceSchema) }).meta({ id: 'EventSources' })

export type EventLogQuery = z.output<typeof eventLogQuerySchema>
export type LoggedEvent = z.infer<typeof loggedEventSchema>
export type EventLog = z.infer<typeof eventLogSchema>
export type FailedEvent = z.infer<typeof failedEventSchema>
export type FailedEvents = z.infer<typeof failedEventsSchema>
export type FailedEventsQuery = z.output<typeof failedEventsQuerySchema>
export type Replayed = z.infer<typeof replayedSchema>
export type Fix = z.infer<typeof fixSchema>
export type BulkReplay = z.output<typeof bulkReplaySchema>
export type BulkReplayed = z.infer<typeof bulkReplayedSchema>
export type Dismissal = z.infer<typeof dismissalSchema>
export type Uncatalogued = z.infer<typeof uncataloguedSchema>
export type CataloguedEvent = z.output<typeof cataloguedEventSchema>
export type EventSource = z.infer<typeof eventSourceSchema>
