/** The agreement on the wire: the document itself; its meaning is read from it by the engine on either side. */
import { z } from 'zod'
import { effectSchema } from './studio-schemas.ts'
import { observedSchema } from './observed-schemas.ts'

const sideSchema = z.enum(['marketing', 'sales'])

const signatureSchema = z.object({ side: sideSchema, name: z.string(), signedAt: z.string() })

/** The agreement as YAML or JSON. */
export const documentSchema = z.string().min(1).max(300_000)

/** Why: shown in the list of versions. */
export const noteSchema = z.string().trim().max(2_000).default('')

/** From when on, once both sides have signed; null: from the second signature on. */
export const inForceAtSchema = z.iso.datetime({ offset: true }).nullable().default(null)

export const proposalSchema = z
  .object({ document: documentSchema, note: noteSchema, inForceAt: inForceAtSchema })
  .meta({ id: 'AgreementProposal' })

export const signingSchema = z
  .object({ side: sideSchema, name: z.string().trim().min(1).max(200) })
  .meta({ id: 'Signing' })

export const signedSchema = z
  .object({
    version: z.number(),
    inForce: z.boolean(),
    /** Null while a signature is missing; may lie ahead. */
    inForceFrom: z.string().nullable(),
    signatures: z.array(signatureSchema),
  })
  .meta({ id: 'Signed' })

/** `underWay` is null when everybody is judged under the version in force. */
export const judgingSchema = z
  .object({
    underWay: z
      .object({
        version: z.number(),
        leads: z.number(),
        judged: z.number(),
        events: z.number(),
        /** Leads that stand elsewhere than before. */
        changed: z.number(),
      })
      .nullable(),
  })
  .meta({ id: 'Judging' })

export const versionParams = z.object({ version: z.coerce.number().int().min(1).max(1_000_000) })

export const agreementVersionSchema = z
  .object({
    version: z.number(),
    name: z.string(),
    /** SHA-256 of the canonical form: equal meaning, equal hash. */
    hash: z.string(),
    /** The YAML as it was written, comments kept. */
    document: z.string(),
    /** Additions to the standard catalogue that the document was read with; null where there are none. */
    catalogue: z.unknown().nullable(),
    proposedAt: z.string(),
    /** Null: with a secret key, or by the first start. */
    proposedBy: z.string().nullable(),
    /** The earliest moment at which it comes into force; null: with the second signature. */
    inForceAt: z.string().nullable(),
    /** Null while a signature is missing; may lie ahead. */
    inForceFrom: z.string().nullable(),
    /** Until a later version came into force; null: until now, or not yet. */
    inForceUntil: z.string().nullable(),
    /** True: a later version is in force, and it never was. */
    overtaken: z.boolean(),
    signatures: z.array(signatureSchema),
    note: z.string().nullable(),
    /** What it would have done over the complete history, as measured when it was proposed; null: nobody measured. */
    effect: effectSchema.nullable(),
    /** What has happened under it since; null: it never was in force. */
    observed: observedSchema.nullable(),
  })
  .meta({ id: 'AgreementVersion' })

export const agreementVersionsSchema = z
  .object({ data: z.array(agreementVersionSchema.omit({ document: true, catalogue: true })) })
  .meta({ id: 'AgreementVersions' })

export type AgreementVersion = z.infer<typeof agreementVersionSchema>
export type AgreementVersions = z.infer<typeof agreementVersionsSchema>
export type Signing = z.infer<typeof signingSchema>
export type Signed = z.infer<typeof signedSchema>
