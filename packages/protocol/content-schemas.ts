/** The content library: assets, the files behind them, what they led to, where they are missing, and what to offer next. */
import { CONTENT_KINDS, CONTENT_STAGES, FUNNEL_PLACES } from '@baton/engine/content'
import { STAGES } from '@baton/engine'
import { z } from 'zod'
import { countedSchema } from './counted-schema.ts'
import { proportionSchema } from './plan-schemas.ts'

const line = z.string().trim().max(200)
const lines = z.array(z.string().trim().min(1).max(200)).max(50)
const day = z.iso.date()

const written = {
  title: z.string().trim().min(1).max(300),
  teaser: z.string().trim().max(1_000),
  kind: z.enum(CONTENT_KINDS),
  funnel: z.enum(FUNNEL_PLACES),
  topic: line,
  pains: lines,
  /** Ids; empty: for everybody. */
  personas: z.array(z.uuid()).max(50),
  product: line,
  /** A language tag such as `de`; empty: in no language in particular. */
  language: z.union([
    z.literal(''),
    z
      .string()
      .trim()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language tag such as en or de-AT'),
  ]),
  /** Id of a person. */
  owner: z.uuid().nullable(),
  publishedOn: day.nullable(),
  /** The last day on which it is true as it stands; null: always. */
  freshUntil: day.nullable(),
  /** Where it is; or the file that is delivered. One of both at most. */
  url: z.union([z.literal(''), z.url({ protocol: /^https?$/ }).max(1_000)]),
  file: z.uuid().nullable(),
  /** What events call it besides its title and the path of its address. */
  names: z.array(z.string().trim().min(1).max(300)).max(50),
}

export const contentWrittenSchema = z
  .object({
    ...written,
    teaser: written.teaser.default(''),
    topic: written.topic.default(''),
    pains: written.pains.default([]),
    personas: written.personas.default([]),
    product: written.product.default(''),
    language: written.language.default(''),
    owner: written.owner.default(null),
    publishedOn: written.publishedOn.default(null),
    freshUntil: written.freshUntil.default(null),
    url: written.url.default(''),
    file: written.file.default(null),
    names: written.names.default([]),
  })
  .meta({ id: 'ContentWritten' })

export const contentChangeSchema = z
  .object({ ...written, archived: z.boolean() })
  .partial()
  .extend({
    /** As it was read: refused with `conflict` when somebody wrote since. */ revision: z.number().int(),
  })
  .meta({ id: 'ContentChange' })

export const contentAssetSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    teaser: z.string(),
    kind: z.enum(CONTENT_KINDS),
    funnel: z.enum(FUNNEL_PLACES),
    topic: z.string(),
    pains: z.array(z.string()),
    personas: z.array(z.string()),
    product: z.string(),
    language: z.string(),
    owner: z.string().nullable(),
    ownerName: z.string().nullable(),
    publishedOn: z.string().nullable(),
    freshUntil: z.string().nullable(),
    isFresh: z.boolean(),
    url: z.string(),
    file: z.string().nullable(),
    fileName: z.string().nullable(),
    names: z.array(z.string()),
    archived: z.boolean(),
    revision: z.number(),
    changedAt: z.string(),
    changedBy: z.string().nullable(),
  })
  .meta({ id: 'ContentAsset' })

export const contentSchema = z.object({ data: z.array(contentAssetSchema) }).meta({ id: 'Content' })

export const contentFileSchema = z
  .object({ id: z.string(), name: z.string(), type: z.string(), bytes: z.number(), at: z.string() })
  .meta({ id: 'ContentFile' })
export const contentFilesSchema = z.object({ data: z.array(contentFileSchema) }).meta({ id: 'ContentFiles' })

const outcome = {
  takers: countedSchema,
  promoted: countedSchema,
  sql: countedSchema,
  won: countedSchema,
  promotedRate: proportionSchema,
  sqlRate: proportionSchema,
  wonRate: proportionSchema,
  /** Of those who were not promoted yet: promoted within sixty days. */
  moved: proportionSchema,
}
const contentStage = z.enum(CONTENT_STAGES)

export const contentReportSchema = z
  .object({
    assets: z.array(z.object({ id: z.string(), title: z.string(), ...outcome })).readonly(),
    /** Taken, and not in the library. */
    others: z.array(z.object({ title: z.string(), ...outcome })).readonly(),
    moved: proportionSchema,
    standing: z
      .array(z.object({ persona: z.string(), stage: contentStage, leads: countedSchema }))
      .readonly(),
  })
  .meta({ id: 'ContentReport' })

export const contentGapsSchema = z
  .object({
    /** ISO 8601; leads are counted as they stood then. */
    asOf: z.string(),
    stages: z.array(contentStage),
    rows: z.array(
      z.object({
        /** Id and name; both empty: those of no persona that is known. */
        persona: z.string(),
        name: z.string(),
        /** Null: no pains of this persona are written down. */
        pain: z.string().nullable(),
        cells: z.array(
          z.object({ stage: contentStage, fresh: z.number(), stale: z.number(), leads: countedSchema }),
        ),
      }),
    ),
  })
  .meta({ id: 'ContentGaps' })

export const offerReasonSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('place'), stage: z.enum(STAGES), funnel: z.enum(FUNNEL_PLACES) }),
  z.object({ kind: z.literal('topic'), topic: z.string(), times: z.number() }),
  z.object({ kind: z.literal('persona') }),
  z.object({ kind: z.literal('pain'), pain: z.string() }),
  z.object({
    kind: z.literal('moved'),
    takers: z.number(),
    moved: z.number(),
    rate: z.number(),
    mean: z.number(),
  }),
])

export const nextContentSchema = z
  .object({
    /** Name of the lead's persona; null: none that is known. */
    persona: z.string().nullable(),
    data: z.array(
      z.object({
        asset: contentAssetSchema,
        /** To be given to this lead: of a file a signed link, of which it is told that it was followed. */
        url: z.string().nullable(),
        reasons: z.array(offerReasonSchema),
      }),
    ),
  })
  .meta({ id: 'NextContent' })

export type ContentAsset = z.infer<typeof contentAssetSchema>
export type ContentWritten = z.output<typeof contentWrittenSchema>
export type ContentChange = z.output<typeof contentChangeSchema>
export type ContentFile = z.infer<typeof contentFileSchema>
export type ContentGaps = z.infer<typeof contentGapsSchema>
export type NextContent = z.infer<typeof nextContentSchema>
