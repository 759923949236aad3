/** Drafts of the agreement, and what people say about their clauses. */
import { z } from 'zod'
import { documentSchema, inForceAtSchema, noteSchema } from './agreement-schemas.ts'

const whoSchema = z.object({ id: z.string(), name: z.string() })

export const draftSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    document: z.string(),
    basedOn: z.number(),
    /** Clause and contest that it began with. */
    clause: z.string().nullable(),
    contest: z.string().nullable(),
    owner: whoSchema.nullable(),
    /** Others of marketing and the managers of sales see and write it, too. */
    shared: z.boolean(),
    revision: z.number(),
    changedAt: z.string(),
    changedBy: z.string().nullable(),
    /** The version that it was proposed as. */
    proposedAs: z.number().nullable(),
    /** Comments that nobody has settled. */
    openComments: z.number(),
  })
  .meta({ id: 'AgreementDraft' })

export const draftsSchema = z
  .object({ data: z.array(draftSchema.omit({ document: true })) })
  .meta({ id: 'AgreementDrafts' })

const titleSchema = z.string().trim().min(1).max(200)

export const draftBeginningSchema = z
  .object({
    title: titleSchema,
    /** The version in force by default. */
    basedOn: z.number().int().min(1).max(1_000_000).optional(),
    /** What it begins as; the document of that version by default. */
    document: documentSchema.optional(),
    shared: z.boolean().default(false),
  })
  .meta({ id: 'AgreementDraftBeginning' })

export const draftChangeSchema = z
  .object({
    title: titleSchema,
    document: documentSchema,
    /** The owner's to say. */
    shared: z.boolean().optional(),
    revision: z.number().int(),
  })
  .meta({ id: 'AgreementDraftChange' })

export const draftProposalSchema = z
  .object({ note: noteSchema, inForceAt: inForceAtSchema })
  .meta({ id: 'AgreementDraftProposal' })

export const commentSchema = z
  .object({
    id: z.string(),
    /** Null: about all of it. */
    clause: z.string().nullable(),
    text: z.string(),
    by: whoSchema.nullable(),
    at: z.string(),
    settledAt: z.string().nullable(),
    settledBy: z.string().nullable(),
  })
  .meta({ id: 'AgreementComment' })

export const commentsSchema = z.object({ data: z.array(commentSchema) }).meta({ id: 'AgreementComments' })

export const commentWrittenSchema = z
  .object({
    clause: z.string().min(1).max(300).nullable().default(null),
    text: z.string().trim().min(1).max(5_000),
  })
  .meta({ id: 'AgreementCommentWritten' })

export const commentSettlingSchema = z
  .object({ settled: z.boolean() })
  .meta({ id: 'AgreementCommentSettling' })

export type AgreementDraft = z.infer<typeof draftSchema>
export type AgreementComment = z.infer<typeof commentSchema>
