/** The agreement on the wire: the document itself; its meaning is read from it by the engine on either side. */
import { z } from 'zod'

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
    inForceFrom: z.string(),
    note: z.string().nullable(),
  })
  .meta({ id: 'AgreementVersion' })

export const agreementVersionsSchema = z
  .object({ data: z.array(agreementVersionSchema.omit({ document: true, catalogue: true })) })
  .meta({ id: 'AgreementVersions' })

export type AgreementVersion = z.infer<typeof agreementVersionSchema>
export type AgreementVersions = z.infer<typeof agreementVersionsSchema>
