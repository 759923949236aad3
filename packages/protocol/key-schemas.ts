/** Keys that senders of events show. */
import { z } from 'zod'

export const sourceNameSchema = z.object({ name: z.string().trim().min(1).max(80) })

export const writeKeySchema = z
  .object({ id: z.string(), name: z.string(), writeKey: z.string() })
  .meta({ id: 'WriteKey' })

export const secretKeysSchema = z
  .object({
    data: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        createdAt: z.string(),
        createdBy: z.string().nullable(),
        /** To the minute; null: not yet. */
        lastUsedAt: z.string().nullable(),
        revokedAt: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'SecretKeys' })

/** The key itself is in no other answer: the database has only its hash. */
export const secretKeySchema = z.object({ id: z.string(), key: z.string() }).meta({ id: 'SecretKey' })
