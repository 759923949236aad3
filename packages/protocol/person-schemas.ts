/** People who sign in, their teams, working hours and absences. */
import { z } from 'zod'

export const ROLES = ['admin', 'marketing', 'manager', 'rep', 'viewer'] as const
export const roleSchema = z.enum(ROLES).meta({ id: 'Role' })

/** Which words a person reads: marketing speaks of leads, sales of prospects. */
export const dialectSchema = z.enum(['marketing', 'sales']).meta({ id: 'Dialect' })

export const idParams = z.object({ id: z.string().max(100) })

/** `Europe/Berlin mon-thu 09:00-18:00, fri 09:00-15:00`; null: the hours of the agreement. */
export const hoursSchema = z.string().trim().min(1).max(300)
export const emailSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .regex(/^[^\s@"<>(),:;\\[\]]+@[^\s@"<>(),:;\\[\]]+\.[^\s@"<>(),:;\\[\]]+$/, 'is not an e-mail address')
/** 8 to 128 characters of any kind; common ones are refused by the server. */
export const passwordSchema = z.string().min(8).max(128)
const nameSchema = z.string().trim().min(1).max(200)

export const absenceSchema = z
  .object({ id: z.string(), from: z.string(), until: z.string(), note: z.string() })
  .meta({ id: 'Absence' })

export const personSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: roleSchema,
    active: z.boolean(),
    /** False until the invitation was accepted. */
    joined: z.boolean(),
    /** Codes of an app are asked for at the sign-in. */
    secondFactor: z.boolean(),
    teams: z.array(z.object({ id: z.string(), name: z.string() })),
    hours: z.string().nullable(),
    /** Handoffs that the person can work on at one time; 0 takes none. */
    capacity: z.number(),
    /** Present and coming ones. */
    absences: z.array(absenceSchema),
    lastSeenAt: z.string().nullable(),
  })
  .meta({ id: 'Person' })

export const peopleSchema = z.object({ data: z.array(personSchema) }).meta({ id: 'People' })

export const invitationSchema = z
  .object({
    name: nameSchema,
    email: emailSchema,
    role: roleSchema,
    teams: z.array(z.string().max(100)).max(50).default([]),
    capacity: z.number().int().min(0).max(10_000).default(20),
  })
  .meta({ id: 'Invitation' })

/** `link` is shown once. `mailed` is false where no mail server is set: then the link has to be passed on by hand. */
export const invitedSchema = z
  .object({ person: personSchema, link: z.string(), mailed: z.boolean(), expiresAt: z.string() })
  .meta({ id: 'Invited' })

export const personChangeSchema = z
  .object({
    name: nameSchema,
    role: roleSchema,
    active: z.boolean(),
    teams: z.array(z.string().max(100)).max(50),
    hours: hoursSchema.nullable(),
    capacity: z.number().int().min(0).max(10_000),
    /** For somebody who lost phone and codes. */
    secondFactor: z.literal(false),
  })
  .partial()
  .meta({ id: 'PersonChange' })

export const absenceRequestSchema = z
  .object({ from: z.iso.datetime(), until: z.iso.datetime(), note: z.string().trim().max(200).default('') })
  .meta({ id: 'AbsenceRequest' })

/** How a team's handoffs find their owner: in turn by capacity, or taken by whoever claims first. */
export const assignmentSchema = z.enum(['round-robin', 'claim']).meta({ id: 'Assignment' })

export const teamSchema = z
  .object({
    id: z.string(),
    /** As the agreement's routes name it. */
    name: z.string(),
    assignment: assignmentSchema,
    members: z.array(z.object({ id: z.string(), name: z.string(), role: roleSchema })),
  })
  .meta({ id: 'Team' })

export const teamsSchema = z
  .object({
    data: z.array(teamSchema),
    /** Teams that the agreement in force routes to and that do not exist here. */
    missing: z.array(z.string()),
  })
  .meta({ id: 'Teams' })

export const teamRequestSchema = z
  .object({ name: nameSchema, assignment: assignmentSchema.default('round-robin') })
  .meta({ id: 'TeamRequest' })
export const teamChangeSchema = z
  .object({ name: nameSchema, assignment: assignmentSchema })
  .partial()
  .meta({ id: 'TeamChange' })

export type Role = z.infer<typeof roleSchema>
export type Dialect = z.infer<typeof dialectSchema>
export type Person = z.infer<typeof personSchema>
export type PersonChange = z.infer<typeof personChangeSchema>
export type Invitation = z.infer<typeof invitationSchema>
export type Invited = z.infer<typeof invitedSchema>
export type Absence = z.infer<typeof absenceSchema>
export type Assignment = z.infer<typeof assignmentSchema>
export type Team = z.infer<typeof teamSchema>
export type Teams = z.infer<typeof teamsSchema>
