/** Handoffs: a rep's queue, the triage list, frozen packets, the manager's view, and passing on in bulk. */
import { z } from 'zod'
import { assignmentSchema } from './person-schemas.ts'
import { gradeSchema, stageSchema } from './lead-schemas.ts'

const whoSchema = z.object({ id: z.string(), name: z.string() })

/** Times are ISO 8601. */
export const cardSchema = z
  .object({
    lead: z.string(),
    cycle: z.number(),
    /** True: who it is stays hidden until the handoff is claimed. */
    masked: z.boolean(),
    name: z.string().nullable(),
    title: z.string().nullable(),
    company: z.string().nullable(),
    stage: stageSchema,
    tier: z.string().nullable(),
    clock: z.string().nullable(),
    grade: gradeSchema,
    score: z.number(),
    owner: whoSchema.nullable(),
    team: z.string().nullable(),
    openedAt: z.string(),
    /** When the present owner got it: from then on it is visible to them. */
    assignedAt: z.string().nullable(),
    firstTouchDue: z.string().nullable(),
    decideDue: z.string().nullable(),
    touchedAt: z.string().nullable(),
    acceptedAt: z.string().nullable(),
    overdue: z.array(z.enum(['first-touch', 'decide'])),
    /** The clock that runs out next, when, and from when on it is said to be near. */
    due: z.object({ kind: z.enum(['first-touch', 'decide']), at: z.string(), warnAt: z.string() }).nullable(),
    attempts: z.number(),
    /** Why them, why now: one sentence. */
    why: z.string(),
    /** Fields that the agreement asks for and nobody knows. */
    unknown: z.array(z.string()),
    /** Criteria still without an answer. */
    openCriteria: z.array(z.string()),
    /** The next meeting that is booked. */
    nextMeetingAt: z.string().nullable(),
  })
  .meta({ id: 'HandoffCard' })

export const queueSchema = z
  .object({
    /** Mine: to be decided or worked on, those due first at the top. */
    mine: z.array(cardSchema),
    /** Of my teams, and nobody's yet: whoever claims one first has it. */
    open: z.array(cardSchema),
    agreementVersion: z.number(),
  })
  .meta({ id: 'Queue' })

/** Why somebody was not given a handoff. */
export const skippedSchema = z
  .object({
    person: whoSchema,
    why: z.enum(['away', 'inactive', 'full', 'off-hours', 'had-it', 'no-capacity']),
    until: z.string().nullable(),
  })
  .meta({ id: 'Skipped' })

/** Why a handoff is whose it is. */
export const assignmentExplanationSchema = z
  .object({
    lead: z.string(),
    cycle: z.number(),
    at: z.string(),
    to: whoSchema.nullable(),
    team: z.string().nullable(),
    why: z.enum(['route', 'claimed', 'overdue', 'manager', 'away', 'taken-up']),
    /** Who decided it; null: Baton, by the rule. */
    by: whoSchema.nullable(),
    /** The route of the agreement, counted from 1; null where none matched. */
    route: z.number().nullable(),
    /** Of those who could have it: their share of the turn when it fell. */
    candidates: z.array(
      z.object({ person: whoSchema, open: z.number(), capacity: z.number(), turn: z.number() }),
    ),
    skipped: z.array(skippedSchema),
  })
  .meta({ id: 'AssignmentExplanation' })

export const triageSchema = z
  .object({
    data: z.array(
      z.object({
        card: cardSchema,
        /** `no-route`: no route matches. `no-team`: the team does not exist. `nobody`: everyone was skipped. `unworked`: everyone let its clock run out. */
        problem: z.enum(['no-route', 'no-team', 'nobody', 'unworked']),
        skipped: z.array(skippedSchema),
      }),
    ),
  })
  .meta({ id: 'Triage' })

/** Packets of a lead, newest first: what sales was given at each promotion, frozen; the form is the engine's `Packet`. */
export const packetsSchema = z
  .object({
    data: z.array(
      z.object({ cycle: z.number(), madeAt: z.string(), agreementVersion: z.number(), packet: z.unknown() }),
    ),
    assignments: z.array(assignmentExplanationSchema),
  })
  .meta({ id: 'Packets' })

const countSchema = z.object({ of: z.number(), kept: z.number() })
const delaySchema = z.object({ n: z.number(), medianMs: z.number().nullable(), p90Ms: z.number().nullable() })

/** The last thirty days, and now. */
export const teamViewSchema = z
  .object({
    teams: z.array(z.object({ id: z.string(), name: z.string(), assignment: assignmentSchema })),
    people: z.array(
      z.object({
        person: whoSchema,
        team: z.string().nullable(),
        capacity: z.number(),
        open: z.number(),
        toDecide: z.number(),
        overdue: z.number(),
        dueSoon: z.number(),
        opportunities: z.number(),
        away: z.string().nullable(),
        atWork: z.boolean(),
        firstTouchOnTime: countSchema,
        decidedOnTime: countSchema,
        accepted: countSchema,
      }),
    ),
    tiers: z.array(z.object({ tier: z.string(), accepted: countSchema })),
    /** Receipt of the event that promoted, to the assignment. */
    systemDelay: delaySchema,
    /** Assignment to first touch. */
    humanDelay: delaySchema,
    handoffs: z.array(cardSchema),
    agreementVersion: z.number(),
    since: z.string(),
  })
  .meta({ id: 'TeamView' })

export const reassignmentSchema = z
  .object({
    leads: z.array(z.string().max(100)).min(1).max(500),
    /** Somebody by name, or in turn among the team without those who have them now. */
    to: z.union([z.object({ person: z.string().max(100) }), z.object({ team: z.string().max(100) })]),
    /** True: says what would happen, and does nothing. */
    preview: z.boolean(),
  })
  .meta({ id: 'Reassignment' })

export const reassignedSchema = z
  .object({
    /** Undoes it as long as nobody touched the handoffs since; null for a preview. */
    undo: z.string().nullable(),
    moves: z.array(
      z.object({
        lead: z.string(),
        name: z.string().nullable(),
        company: z.string().nullable(),
        from: whoSchema.nullable(),
        to: whoSchema.nullable(),
        problem: z.string().nullable(),
      }),
    ),
    /** Open handoffs of each person concerned, before and after. */
    load: z.array(
      z.object({ person: whoSchema, before: z.number(), after: z.number(), capacity: z.number() }),
    ),
  })
  .meta({ id: 'Reassigned' })

export const undoneSchema = z
  .object({ moved: z.number(), kept: z.array(z.object({ lead: z.string(), why: z.string() })) })
  .meta({ id: 'Undone' })

export type HandoffCard = z.infer<typeof cardSchema>
export type Queue = z.infer<typeof queueSchema>
export type Skipped = z.infer<typeof skippedSchema>
export type AssignmentExplanation = z.infer<typeof assignmentExplanationSchema>
export type Triage = z.infer<typeof triageSchema>
export type TeamView = z.infer<typeof teamViewSchema>
export type Reassignment = z.infer<typeof reassignmentSchema>
export type Reassigned = z.infer<typeof reassignedSchema>
export type Undone = z.infer<typeof undoneSchema>
