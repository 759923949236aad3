/** Forms: their definition, which the builder, the page and the server share, and what they are shown with. */
import { z } from 'zod'
import { FIELD_TYPES, FORM_KINDS } from './form-rules.ts'

const name = z.string().trim().min(1).max(200)
const fieldId = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,40}$/, 'letters, digits and dashes, such as `company-size`')

export const formFieldSchema = z.object({
  id: fieldId,
  /** `lead.phone`, `company.employees`, or `answer`: a property of the submission. */
  maps: z.string().regex(/^(lead\.[a-z_]{1,40}|company\.[a-z_]{1,40}|answer)$/),
  label: name,
  type: z.enum(FIELD_TYPES),
  required: z.boolean().default(false),
  options: z.array(z.string().trim().min(1).max(100)).max(50).default([]),
  help: z.string().trim().max(300).default(''),
  /** Shown only where an earlier choice has one of these answers. */
  showWhen: z
    .object({ field: fieldId, is: z.array(z.string().max(100)).min(1).max(50) })
    .nullable()
    .default(null),
  /** Asked only of a browser that gave the others before. */
  progressive: z.boolean().default(false),
})

export const formConsentSchema = z.object({
  purpose: z.string().max(50),
  text: z.string().trim().min(1).max(1000),
  required: z.boolean().default(false),
})

export const formDefinitionSchema = z.object({
  name,
  slug: z
    .string()
    .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and dashes')
    .max(60),
  kind: z.enum(FORM_KINDS),
  title: name,
  intro: z.string().trim().max(1000).default(''),
  submit: z.string().trim().min(1).max(60).default('Send'),
  fields: z.array(formFieldSchema).min(1).max(30),
  consents: z.array(formConsentSchema).max(5).default([]),
  doubleOptIn: z.boolean().default(false),
  thanks: z.object({ title: name, text: z.string().trim().max(1000).default('') }),
  /** Id of the file of the content library that is promised. */
  delivers: z.string().nullable().default(null),
  /** How many may send it in an hour; 100 where nothing is said. */
  perHour: z.number().int().min(10).max(10_000).optional(),
})

export const formProblemSchema = z.object({ path: z.string(), message: z.string() })

const funnelSchema = z.object({
  seen: z.number(),
  started: z.number(),
  submitted: z.number(),
  /** Posts that were taken for a program's. */
  refused: z.number(),
  leads: z.number(),
  mql: z.number(),
  sql: z.number(),
  won: z.number(),
})

export const formSchema = z
  .object({
    id: z.string(),
    status: z.enum(['draft', 'live', 'closed']),
    version: z.number(),
    definition: formDefinitionSchema,
    changedAt: z.string(),
    changedBy: z.string().nullable(),
    funnel: funnelSchema,
    /** Where it is filled in. */
    url: z.string(),
    /** What keeps it from going live. */
    problems: z.array(formProblemSchema),
  })
  .meta({ id: 'Form' })

export const formsSchema = z
  .object({ data: z.array(formSchema), mailConfigured: z.boolean() })
  .meta({ id: 'Forms' })
export const formStatusSchema = z.object({ status: z.enum(['live', 'closed']) })
export const formPreviewSchema = z
  .object({ problems: z.array(formProblemSchema) })
  .meta({ id: 'FormPreview' })

export type FormDefinition = z.infer<typeof formDefinitionSchema>
export type FormField = z.infer<typeof formFieldSchema>
export type FormProblem = z.infer<typeof formProblemSchema>
export type Form = z.infer<typeof formSchema>
