/** Mails: letters in versions, looked at with somebody's data, checked, and tried on oneself. */
import { letterSchema } from '@baton/letters'
import { z } from 'zod'

const mailName = z.string().trim().min(1).max(200)

/** What programs and templates call a mail by. */
export const mailIdSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'small letters, digits and dashes, such as `first-steps`')
  .max(60)

export const mailParams = z.object({ id: z.string() })
export const mailVersionParams = z.object({ id: z.string(), version: z.coerce.number().int() })
export const previewParams = z.object({ id: z.string() })

export const letterProblemSchema = z
  .object({
    /** `subject`, `preheader`, `from`, `footer`, `letter`, `sender`, or the id of a block. */
    at: z.string(),
    weight: z.enum(['refused', 'unready', 'hint']),
    message: z.string(),
  })
  .meta({ id: 'LetterProblem' })

const versionSchema = z.object({
  version: z.number(),
  subject: z.string(),
  at: z.string(),
  by: z.string().nullable(),
})

export const mailSummarySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    version: z.number(),
    subject: z.string(),
    archived: z.boolean(),
    /** False: something keeps it from being sent. */
    ready: z.boolean(),
    changedAt: z.string(),
    changedBy: z.string().nullable(),
  })
  .meta({ id: 'MailSummary' })

export const mailsSchema = z.object({ data: z.array(mailSummarySchema) }).meta({ id: 'Mails' })

export const mailSchema = mailSummarySchema
  .extend({
    letter: letterSchema,
    problems: z.array(letterProblemSchema),
    /** The newest first. */
    versions: z.array(versionSchema),
  })
  .meta({ id: 'Mail' })

export const mailAtVersionSchema = z
  .object({ id: z.string(), version: z.number(), letter: letterSchema })
  .meta({ id: 'MailAtVersion' })

export const mailWrittenSchema = z
  .object({ id: mailIdSchema, name: mailName, letter: letterSchema })
  .meta({ id: 'MailWritten' })

export const mailChangeSchema = z
  .object({
    name: mailName,
    letter: letterSchema,
    /** As it was read: refused with `conflict` when somebody wrote since. */
    version: z.number().int(),
  })
  .meta({ id: 'MailChange' })

export const mailArchivedSchema = z.object({ archived: z.boolean() }).meta({ id: 'MailArchived' })

const filled = {
  letter: letterSchema,
  /** Id of the lead whose data fills it; null: a made-up one. */
  lead: z.string().nullable().default(null),
}

export const mailPreviewRequestSchema = z
  .object({ ...filled, scheme: z.enum(['light', 'dark']).default('light') })
  .meta({ id: 'MailPreviewRequest' })

export const mailPreviewSchema = z
  .object({
    subject: z.string(),
    preheader: z.string(),
    fromName: z.string(),
    text: z.string(),
    /** Address of the page that shows it; holds for some minutes. */
    page: z.string(),
    /** Of the HTML. */
    bytes: z.number(),
    problems: z.array(letterProblemSchema),
  })
  .meta({ id: 'MailPreview' })

export const mailTestSchema = z.object(filled).meta({ id: 'MailTest' })
export const mailTestedSchema = z.object({ to: z.string() }).meta({ id: 'MailTested' })

export const mailFieldsSchema = z
  .object({
    fields: z.array(
      z.object({
        /** `lead.first_name`. */
        name: z.string(),
        about: z.string(),
        /** What stands there for whom it is not known; null: it is always known. */
        fallback: z.string().nullable(),
      }),
    ),
    assets: z.array(z.object({ id: z.string(), title: z.string() })),
  })
  .meta({ id: 'MailFields' })

const recordSchema = z.object({
  state: z.enum(['found', 'missing', 'unknown']),
  detail: z.string(),
})

/** Whom mail comes from, and what receivers can check of it. */
export const mailSenderSchema = z
  .object({
    /** Null: no mail server is set. */
    from: z.string().nullable(),
    /** Postal address in the footer of every mail. */
    address: z.string(),
    spf: recordSchema,
    dkim: recordSchema,
    dmarc: recordSchema,
  })
  .meta({ id: 'MailSender' })

export const mailSenderChangeSchema = z
  .object({ address: z.string().trim().max(300) })
  .meta({ id: 'MailSenderChange' })

export type Mail = z.infer<typeof mailSchema>
export type MailSummary = z.infer<typeof mailSummarySchema>
export type MailWritten = z.infer<typeof mailWrittenSchema>
export type MailChange = z.infer<typeof mailChangeSchema>
export type MailPreview = z.infer<typeof mailPreviewSchema>
export type MailFields = z.infer<typeof mailFieldsSchema>
export type MailSender = z.infer<typeof mailSenderSchema>
