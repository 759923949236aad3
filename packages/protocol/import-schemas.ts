/** Importing a file in the application: what was found in it, what its columns mean, trying it, running it, taking it back. */
import { z } from 'zod'

/** What a column means: a fact, a way to know who it is, a moment, a property of what the row tells, or nothing. */
export const COLUMN_MEANING =
  /^(ignore|identity\.(id|email)|company\.(id|domain)|fact\.(lead|company)\.[a-z_]{1,40}|property\.[a-z_]{1,40}|at|stage|stage-at\.[a-z]{1,20}|opted-out)$/

export const columnMeaningSchema = z
  .string()
  .regex(COLUMN_MEANING, 'a meaning such as `fact.lead.title` or `ignore`')

export const importMappingSchema = z.object({
  /** Name of the source that the rows are recorded under. */
  source: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'small letters, digits and dashes'),
  /** One meaning per column, in the order of the header. */
  columns: z.array(columnMeaningSchema).max(200),
  /** Name of the event that each row tells; null: rows only state facts. */
  tells: z.string().max(200).nullable(),
  /** When that happened, or when the facts were stated, where no column says it: the moment of the import. */
  times: z.object({ format: z.string().max(60), zone: z.string().max(60).nullable() }),
  decimal: z.enum(['.', ',']).default('.'),
  /** What is done with people who are known already. */
  known: z.enum(['update', 'fill', 'skip']),
  /** Which system the stages are of. */
  system: z.enum(['hubspot', 'salesforce']).nullable().default(null),
})

export const FILE_KINDS = [
  'hubspot-contacts',
  'salesforce-leads',
  'webinar-attendees',
  'event-attendees',
  'leads',
  'unknown',
] as const

export const importFileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    bytes: z.number(),
    encoding: z.string(),
    delimiter: z.string(),
    rows: z.number(),
    header: z.array(z.string()),
    preview: z.array(z.array(z.string())),
    kind: z.enum(FILE_KINDS),
    /** True: as a file with the same header was mapped before. */
    remembered: z.boolean(),
    mapping: importMappingSchema,
    /** Choices for a column, with what they are called. */
    meanings: z.array(z.object({ value: z.string(), label: z.string(), group: z.string() })),
    /** Events that a row can tell. */
    events: z.array(z.string()),
  })
  .meta({ id: 'ImportFile' })

export const importTryRequestSchema = z.object({ file: z.uuid(), mapping: importMappingSchema })

export const importTrySchema = z
  .object({
    /** What is wrong with the mapping; then nothing was tried. */
    problems: z.array(z.object({ column: z.string().nullable(), message: z.string() })),
    /** The mapping as a file for the command line. */
    yaml: z.string(),
    result: z
      .object({
        rows: z.number(),
        newPeople: z.number(),
        knownPeople: z.number(),
        skipped: z.number(),
        silent: z.number(),
        rejected: z.number(),
        events: z.record(z.string(), z.number()),
        rejections: z.array(
          z.object({ line: z.number(), column: z.string(), text: z.string(), reason: z.string() }),
        ),
      })
      .nullable(),
  })
  .meta({ id: 'ImportTry' })

export const importSchema = z
  .object({
    id: z.string(),
    file: z.string(),
    source: z.string(),
    by: z.string().nullable(),
    state: z.enum(['running', 'finished', 'interrupted', 'failed', 'undoing', 'undone']),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    rows: z.number(),
    rowsTotal: z.number(),
    rowsPerSecond: z.number().nullable(),
    secondsLeft: z.number().nullable(),
    stored: z.number(),
    duplicates: z.number(),
    rejected: z.number(),
    skipped: z.number(),
    /** Why it failed. */
    failure: z.string().nullable(),
    hasErrors: z.boolean(),
  })
  .meta({ id: 'Import' })

export const importsSchema = z.object({ data: z.array(importSchema) }).meta({ id: 'Imports' })

export type ImportMapping = z.infer<typeof importMappingSchema>
export type ImportFile = z.infer<typeof importFileSchema>
export type ImportTry = z.infer<typeof importTrySchema>
export type Import = z.infer<typeof importSchema>
export type FileKind = (typeof FILE_KINDS)[number]
