/**
 * Inbound webhooks: what other systems send, read as events by a mapping. What is written in a mapping is a place in the body
 * (`json-paths.ts`), several of them with ` | ` between, of which the first that is there counts, or text in double quotes.
 */
import { TRUST_LEVELS } from '@baton/engine'
import { z } from 'zod'

const place = z.string().trim().min(1).max(300)
const places = (what: string) =>
  z
    .record(z.string().min(1).max(100), place)
    .refine((given) => Object.keys(given).length <= 100, `at most 100 ${what}`)

export const hookMappingSchema = z.object({
  /** A list in the body each item of which is an event: other places are in the item then, and `$.` leads out of it. */
  each: place.nullable().default(null),
  name: z.object({
    is: place,
    /** What is found as the name of an event; what is not in the table is no event. Empty: it is the name. */
    table: z.record(z.string().max(200), z.string().min(1).max(200)).default({}),
  }),
  identity: z
    .object({
      email: place.optional(),
      userId: place.optional(),
      externalId: place.optional(),
      /** Makes a lead by itself where nothing else is known of the person. */
      phone: place.optional(),
    })
    .default({}),
  lead: places('fields of the lead').default({}),
  company: places('fields of the company').default({}),
  properties: places('properties').default({}),
  /** Null: when it is received. */
  occurredAt: z
    .object({ is: place, format: z.enum(['iso', 'seconds', 'milliseconds']).default('iso') })
    .nullable()
    .default(null),
  /** What makes it the same event when it is sent again; null: the whole body. */
  messageId: place.nullable().default(null),
  /** A value that the body has to show, such as the key of Google’s lead forms. */
  check: z
    .object({ is: place, equals: z.string().min(1).max(500) })
    .nullable()
    .default(null),
})

export const HOOK_PRESETS = ['generic', 'google-ads', 'meta', 'linkedin', 'webinar', 'chat', 'call'] as const
export const hookPresetSchema = z.enum(HOOK_PRESETS)

/** How bodies are signed: `body` is HMAC-SHA256 of the body in a header; `zoom` as Zoom does it. */
const signatureSchema = z.object({
  secret: z.string().min(8).max(500),
  scheme: z.enum(['body', 'zoom']).default('body'),
  /** Of `body`; the digest in hex or base64, with or without `sha256=`. */
  header: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/, 'is not the name of a header in small letters')
    .default('x-hub-signature-256'),
})

export const hookStates = ['collecting', 'live', 'off'] as const

export const hookSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    preset: hookPresetSchema,
    /** `collecting`: bodies are kept to be mapped, and become no events. */
    state: z.enum(hookStates),
    mapping: hookMappingSchema,
    signed: z.object({ scheme: z.enum(['body', 'zoom']), header: z.string() }).nullable(),
    hasVerifyToken: z.boolean(),
    sourceId: z.string(),
    samples: z.number(),
    lastAt: z.string().nullable(),
    createdAt: z.string(),
  })
  .meta({ id: 'Hook' })

export const hooksSchema = z.object({ data: z.array(hookSchema) }).meta({ id: 'Hooks' })

export const newHookSchema = z.object({
  name: z.string().trim().min(1).max(80),
  preset: hookPresetSchema.default('generic'),
})

/** The address is in no other answer: the database has only the hash of its key. */
export const hookAddressSchema = z
  .object({ id: z.string(), path: z.string(), url: z.string() })
  .meta({ id: 'HookAddress' })

export const hookChangeSchema = z.object({
  state: z.enum(hookStates).optional(),
  mapping: hookMappingSchema.optional(),
})

export const hookGuardSchema = z.object({
  /** Null: bodies need no signature. */
  signature: signatureSchema.nullable().optional(),
  /** What Meta asks the address with; null: it asks in vain. */
  verifyToken: z.string().min(8).max(200).nullable().optional(),
})

export const hookSamplesSchema = z
  .object({
    data: z.array(
      z.object({
        id: z.string(),
        at: z.string(),
        body: z.string(),
        /** What became of it. */
        say: z.string(),
      }),
    ),
  })
  .meta({ id: 'HookSamples' })

export const hookPreviewRequestSchema = z.object({
  mapping: hookMappingSchema,
  /** Id of a sample. */
  sample: z.string().max(100),
})

const factsSchema = z.record(z.string(), z.unknown())

export const hookPreviewSchema = z
  .object({
    /** Where the mapping itself is wrong. */
    problems: z.array(z.object({ path: z.string(), message: z.string() })),
    events: z.array(
      z.discriminatedUnion('result', [
        z.object({
          result: z.literal('stored'),
          name: z.string(),
          /** Whether the catalogue knows the name. */
          catalogued: z.boolean(),
          occurredAt: z.string(),
          trust: z.enum(TRUST_LEVELS),
          messageId: z.string(),
          identities: z.array(z.object({ kind: z.string(), value: z.string() })),
          /** The lead that it would belong to; null: a new one. */
          lead: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
          properties: factsSchema,
          leadFacts: factsSchema.nullable(),
          companyFacts: factsSchema.nullable(),
        }),
        z.object({ result: z.literal('refused'), code: z.string(), detail: z.string() }),
        z.object({ result: z.literal('skipped'), detail: z.string() }),
      ]),
    ),
    /** Events of the body beyond those that are shown. */
    more: z.number(),
  })
  .meta({ id: 'HookPreview' })

export const hookPresetsSchema = z
  .object({
    data: z.array(
      z.object({
        preset: hookPresetSchema,
        title: z.string(),
        about: z.string(),
        mapping: hookMappingSchema,
      }),
    ),
  })
  .meta({ id: 'HookPresets' })

export type HookMapping = z.output<typeof hookMappingSchema>
export type HookPreset = z.infer<typeof hookPresetSchema>
export type HookState = (typeof hookStates)[number]
export type Hook = z.infer<typeof hookSchema>
export type HookGuard = z.output<typeof hookGuardSchema>
export type HookPreview = z.infer<typeof hookPreviewSchema>
export type HookSamples = z.infer<typeof hookSamplesSchema>
export type HookPresets = z.infer<typeof hookPresetsSchema>
