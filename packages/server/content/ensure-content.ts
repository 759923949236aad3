/** A content library to begin with. */
import { contentWrittenSchema } from '@baton/protocol'
import type pg from 'pg'
import { addContent } from './content-rows.ts'

export interface GivenContent {
  readonly id: string
  readonly [field: string]: unknown
}

/** Adds those that are not there; what people have made of the others since stays. */
export async function ensureContent(pool: pg.Pool, given: readonly GivenContent[]): Promise<void> {
  for (const { id, ...written } of given)
    await addContent(pool, contentWrittenSchema.parse(written), null, id)
}
