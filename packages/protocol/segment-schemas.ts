/** Segments: named audiences, who is in them, and what else names them. */
import { z } from 'zod'
import { leadRowSchema } from './lead-schemas.ts'

const written = {
  name: z.string().trim().min(1).max(120),
  about: z.string().trim().max(1_000),
  /** A condition of the language of audiences, as YAML or JSON. */
  document: z.string().min(1).max(100_000),
}

export const segmentWrittenSchema = z
  .object({
    ...written,
    about: written.about.default(''),
    /** By which others name it; made from the name where it is not given. */
    id: z
      .string()
      .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'small letters, digits and dashes, such as big-companies')
      .max(60)
      .optional(),
  })
  .meta({ id: 'SegmentWritten' })

export const segmentChangeSchema = z
  .object(written)
  .partial()
  .extend({
    /** As it was read: refused with `conflict` when somebody wrote since. */ revision: z.number().int(),
  })
  .meta({ id: 'SegmentChange' })

/** What is wrong with a document, and where. */
export const segmentProblemSchema = z
  .object({
    severity: z.enum(['error', 'warning']),
    path: z.string(),
    line: z.number(),
    column: z.number(),
    found: z.string(),
    expected: z.string(),
    remedy: z.string(),
  })
  .meta({ id: 'SegmentProblem' })

/** What names a segment. */
const userSchema = z.object({ kind: z.enum(['segment', 'program']), id: z.string(), name: z.string() })

export const segmentSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    about: z.string(),
    document: z.string(),
    revision: z.number(),
    changedAt: z.string(),
    changedBy: z.string().nullable(),
    /** How many are in it, as far as judging has come. */
    count: z.number(),
    /** In the last seven days, by events and by time. */
    entered: z.number(),
    left: z.number(),
    usedBy: z.array(userSchema),
    /** Why it cannot be read under the agreement in force; then it is nobody. */
    problems: z.array(segmentProblemSchema),
  })
  .meta({ id: 'Segment' })

export const segmentsSchema = z
  .object({
    data: z.array(segmentSchema),
    /** Null: everybody is judged by the segments as they are. */
    judging: z.object({ judged: z.number(), leads: z.number() }).nullable(),
  })
  .meta({ id: 'Segments' })

export const segmentTrialSchema = z
  .object({ document: z.string().max(100_000), /** That it would be. */ id: z.string().max(60).optional() })
  .meta({ id: 'SegmentTrial' })

export const triedSegmentSchema = z
  .object({
    problems: z.array(segmentProblemSchema),
    /** Null: it cannot be read. */
    tried: z
      .object({
        count: z.number(),
        /** Bounds of the interval at 95 %; both the count where everybody was counted. */
        low: z.number(),
        high: z.number(),
        /** How many leads there are, and how many of them were looked at. */
        leads: z.number(),
        looked: z.number(),
        /** A few of them, to see whether they are who was meant. */
        some: z.array(leadRowSchema),
      })
      .nullable(),
  })
  .meta({ id: 'TriedSegment' })

export const segmentParams = z.object({ id: z.string().max(60) })

export type Segment = z.infer<typeof segmentSchema>
export type Segments = z.infer<typeof segmentsSchema>
export type SegmentWritten = z.output<typeof segmentWrittenSchema>
export type SegmentChange = z.output<typeof segmentChangeSchema>
export type SegmentProblem = z.infer<typeof segmentProblemSchema>
export type TriedSegment = z.infer<typeof triedSegmentSchema>
