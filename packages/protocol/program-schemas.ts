/** Programs on the wire: the document in versions, what it would do, what it does, and what came of it. */
import { z } from 'zod'
import { proportionSchema } from './plan-schemas.ts'

export const PROGRAM_STATES = ['draft', 'running', 'paused', 'ended'] as const
export const programStateSchema = z.enum(PROGRAM_STATES).meta({ id: 'ProgramState' })

/** As long as the reader takes. */
const documentText = z.string().min(1).max(262_144)

/** What is wrong with a document, and where. */
export const programProblemSchema = z
  .object({
    severity: z.enum(['error', 'warning']),
    path: z.string(),
    line: z.number(),
    column: z.number(),
    found: z.string(),
    expected: z.string(),
    remedy: z.string(),
  })
  .meta({ id: 'ProgramProblem' })

export const programSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    state: programStateSchema,
    /** That runs, or ran last. */
    version: z.number().nullable(),
    revision: z.number(),
    /** What is written differs from what runs. */
    changed: z.boolean(),
    changedAt: z.string(),
    changedBy: z.string().nullable(),
    entered: z.number(),
    inIt: z.number(),
    mails: z.number(),
    goal: z.number(),
  })
  .meta({ id: 'ProgramSummary' })

export const programsSchema = z.object({ data: z.array(programSummarySchema) }).meta({ id: 'Programs' })

export const programSchema = programSummarySchema
  .extend({
    draft: z.string(),
    /** The document of the version that runs, or ran last. */
    running: z.string().nullable(),
    problems: z.array(programProblemSchema),
    versions: z.array(z.object({ version: z.number(), at: z.string(), by: z.string().nullable() })),
  })
  .meta({ id: 'Program' })

export const programWrittenSchema = z.object({ document: documentText }).meta({ id: 'ProgramWritten' })
export const programChangeSchema = z
  .object({ document: documentText, revision: z.number().int() })
  .meta({ id: 'ProgramChange' })
export const programStartSchema = z.object({ revision: z.number().int() }).meta({ id: 'ProgramStart' })
export const programStateChangeSchema = z
  .object({ state: z.enum(['running', 'paused', 'ended']) })
  .meta({ id: 'ProgramStateChange' })

export const programCheckSchema = z
  .object({
    problems: z.array(programProblemSchema),
    /** Leads that are looked at, and those that would enter now; null while there are errors, or where it was not asked for. */
    entering: z.object({ leads: z.number(), enter: z.number(), heldOut: z.number() }).nullable(),
  })
  .meta({ id: 'ProgramCheck' })
export const programToCheckSchema = z
  .object({ document: documentText, entering: z.boolean().default(false) })
  .meta({ id: 'ProgramToCheck' })

/** What documents may name. */
export const programWordsSchema = z
  .object({
    mails: z.array(z.object({ id: z.string(), name: z.string(), ready: z.boolean() })),
    purposes: z.array(z.object({ id: z.string(), name: z.string() })),
    segments: z.array(z.object({ id: z.string(), name: z.string() })),
    personas: z.array(z.string()),
    teams: z.array(z.string()),
    webhooks: z.array(z.string()),
  })
  .meta({ id: 'ProgramWords' })

export const programWebhooksSchema = z
  .object({
    data: z
      .array(
        z.object({
          name: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'a kebab-case name'),
          url: z.url({ protocol: /^https?$/ }).max(2_000),
        }),
      )
      .max(50),
  })
  .meta({ id: 'ProgramWebhooks' })

const LEFT_BY_REPLAY = ['goal', 'leave', 'end', 'sales'] as const
/** Why a pass was over: as the program says, or because of what happened to the lead or the program. */
export const LEFT_BECAUSE = [...LEFT_BY_REPLAY, 'by-hand', 'merged', 'erased', 'ended'] as const
export const leftBecauseSchema = z.enum(LEFT_BECAUSE).meta({ id: 'LeftBecause' })

const triedStepSchema = z.object({
  step: z.string(),
  passed: z.number(),
  standing: z.number(),
  done: z.number(),
  passedOver: z.number(),
})

/** What a document would have done over all of history. Each number opens its leads by the name of its cell. */
export const programTriedSchema = z
  .object({
    leads: z.number(),
    entered: z.number(),
    heldOut: z.number(),
    still: z.number(),
    paused: z.number(),
    mails: z.number(),
    left: z.object({ goal: z.number(), leave: z.number(), end: z.number(), sales: z.number() }),
    steps: z.array(triedStepSchema),
    weeks: z.array(z.object({ monday: z.number(), entered: z.number(), mails: z.number() })),
  })
  .meta({ id: 'ProgramTried' })

export const programTrySchema = z
  .object({
    document: documentText,
    /** Compared with the version of this program that runs. */
    program: z.string().max(100).nullable().default(null),
  })
  .meta({ id: 'ProgramTry' })

/** One line of the answer: how far it came, and at the end what it found. */
export const programTryLineSchema = z
  .union([
    z.object({ line: z.literal('progress'), done: z.number(), of: z.number() }),
    z.object({
      line: z.literal('done'),
      /** Names the try, for opening its leads. */
      id: z.string(),
      tried: programTriedSchema,
      running: programTriedSchema.nullable(),
    }),
    z.object({ line: z.literal('failed'), detail: z.string() }),
  ])
  .meta({ id: 'ProgramTryLine' })

const differenceSchema = z
  .object({
    of: proportionSchema,
    against: proportionSchema,
    difference: z.number(),
    low: z.number(),
    high: z.number(),
    tooFew: z.boolean(),
  })
  .meta({ id: 'ShareDifference' })

/** Every count opens its leads by the cell that is named beside it in `cells`. */
export const programResultsSchema = z
  .object({
    entered: z.number(),
    heldOut: z.number(),
    inIt: z.number(),
    paused: z.number(),
    left: z.array(z.object({ why: leftBecauseSchema, count: z.number() })),
    steps: z.array(
      z.object({
        step: z.string(),
        standing: z.number(),
        passed: z.number(),
        passedOver: z.number(),
        mail: z
          .object({
            queued: z.number(),
            sent: z.number(),
            delivered: z.number(),
            humanClicks: z.number(),
            unsubscribed: z.number(),
            replies: z.number(),
          })
          .nullable(),
      }),
    ),
    /** Leads that reached a stage after entering: those who were written to against those held out. */
    followed: z.array(z.object({ stage: z.string(), shares: differenceSchema })),
    splits: z.array(
      z.object({
        step: z.string(),
        by: z.enum(['goal', 'click']),
        arms: z.array(z.object({ arm: z.string(), passes: z.number(), successes: z.number() })),
        /** The first arm against each other. */
        comparisons: z.array(
          z.object({
            of: z.string(),
            against: z.string(),
            p: z.number(),
            mayStop: z.boolean(),
            better: z.string().nullable(),
            tooFew: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ProgramResults' })

export const mailResultsSchema = z
  .object({
    queued: z.number(),
    sent: z.number(),
    delivered: z.number(),
    bounced: z.number(),
    unknown: z.number(),
    failed: z.number(),
    suppressed: z.number(),
    humanClicks: z.number(),
    machineClicks: z.number(),
    unsubscribed: z.number(),
    complained: z.number(),
    replies: z.number(),
    /** Leads that reached a stage after the mail: those who got it against those held out of it. */
    followed: z.array(z.object({ stage: z.string(), shares: differenceSchema })),
  })
  .meta({ id: 'MailResults' })

export const sendCountsQuerySchema = z.object({ by: z.enum(['mail', 'asset']) })

export const sendCountsSchema = z
  .object({
    data: z.array(
      z.object({
        /** Id of the mail or of the piece of content. */
        of: z.string(),
        sent: z.number(),
        delivered: z.number(),
        humanClicks: z.number(),
        replies: z.number(),
      }),
    ),
  })
  .meta({ id: 'SendCounts' })

export const programLeadsQuerySchema = z.object({
  /** `entered`, `in`, `left:goal`, `at:step`, … */
  cell: z.string().max(200),
  cursor: z.string().regex(/^\d+$/).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const leadProgramsSchema = z
  .object({
    data: z.array(
      z.object({
        enrolment: z.string(),
        program: z.string(),
        name: z.string(),
        enteredAt: z.string(),
        heldOut: z.boolean(),
        step: z.string().nullable(),
        pausedAt: z.string().nullable(),
        leftAt: z.string().nullable(),
        why: leftBecauseSchema.nullable(),
        reason: z.string(),
        nextAt: z.string().nullable(),
        steps: z.array(
          z.object({
            at: z.string(),
            step: z.string().nullable(),
            what: z.string(),
            detail: z.record(z.string(), z.unknown()),
            by: z.string().nullable(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'LeadPrograms' })

export const leaveProgramSchema = z
  .object({ enrolment: z.uuid(), reason: z.string().trim().min(1).max(500) })
  .meta({ id: 'LeaveProgram' })

export type ProgramState = z.infer<typeof programStateSchema>
export type ProgramProblem = z.infer<typeof programProblemSchema>
export type ProgramSummary = z.infer<typeof programSummarySchema>
export type ProgramDetail = z.infer<typeof programSchema>
export type ProgramCheck = z.infer<typeof programCheckSchema>
export type ProgramWords = z.infer<typeof programWordsSchema>
export type ProgramWebhooks = z.infer<typeof programWebhooksSchema>
export type ProgramTried = z.infer<typeof programTriedSchema>
export type ProgramTryLine = z.infer<typeof programTryLineSchema>
export type ProgramResults = z.infer<typeof programResultsSchema>
export type MailResults = z.infer<typeof mailResultsSchema>
export type SendCounts = z.infer<typeof sendCountsSchema>
export type LeadPrograms = z.infer<typeof leadProgramsSchema>
export type LeftBecause = z.infer<typeof leftBecauseSchema>
