/** Who is who: identities of a lead, leads that look like one person, merging them, and taking that back. */
import { z } from 'zod'
import { stageSchema } from './lead-schemas.ts'

const sideSchema = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  title: z.string().nullable(),
  company: z.string().nullable(),
  stage: stageSchema,
  score: z.number(),
  createdAt: z.string(),
})

export const duplicatePairSchema = z
  .object({
    one: sideSchema,
    other: sideSchema,
    /** What they have in common. */
    evidence: z.array(z.enum(['address', 'phone', 'name-at-company', 'name-and-mail-name'])),
    /** How sure that makes, 0 to 1. */
    weight: z.number(),
  })
  .meta({ id: 'DuplicatePair' })

export const duplicatesSchema = z.object({ data: z.array(duplicatePairSchema) }).meta({ id: 'Duplicates' })

export const duplicateSearchSchema = z.object({ open: z.number() }).meta({ id: 'DuplicateSearch' })

export const pairDismissalSchema = z.object({ one: z.uuid(), other: z.uuid() })

export const mergeRequestSchema = z.object({
  /** The lead that becomes part of this one. */
  with: z.uuid(),
  reason: z.string().max(500).default(''),
})

export const mergedSchema = z.object({ merge: z.string() }).meta({ id: 'Merged' })

export const unmergedSchema = z.object({ kept: z.string(), separated: z.string() }).meta({ id: 'Unmerged' })

export const leadIdentitySchema = z
  .object({
    /** Ids, addresses and browsers that are known to be this lead, and how far that is believed. */
    identities: z.array(
      z.object({
        kind: z.enum(['user', 'external', 'email', 'anonymous']),
        value: z.string(),
        trust: z.enum(['public', 'signed', 'server']),
        /** The visitor or merged lead that it came with; null: its own. */
        of: z.string().nullable(),
      }),
    ),
    visitors: z.array(z.object({ id: z.string(), firstSeenAt: z.string(), events: z.number() })),
    merges: z.array(
      z.object({
        id: z.string(),
        merged: z.object({ id: z.string(), name: z.string().nullable(), email: z.string().nullable() }),
        reason: z.string(),
        by: z.string().nullable(),
        at: z.string(),
        undoneAt: z.string().nullable(),
      }),
    ),
    duplicates: z.array(duplicatePairSchema),
  })
  .meta({ id: 'LeadIdentity' })

export type DuplicatePair = z.infer<typeof duplicatePairSchema>
export type LeadIdentity = z.infer<typeof leadIdentitySchema>
