/** Programs to begin with. */
import type pg from 'pg'
import { Agreements } from '../agreements/index.ts'
import { segmentBook } from '../segments/index.ts'
import { addProgram, startProgram } from './program-rows.ts'

export interface GivenProgram {
  readonly id: string
  readonly document: string
  readonly isStarted: boolean
}

/** Adds those whose id is free, and starts those that are to run; what people have made of the others since stays. */
export async function ensurePrograms(pool: pg.Pool, given: readonly GivenProgram[]): Promise<void> {
  const agreements = new Agreements()
  const services = { pool, agreements, segments: segmentBook(agreements) }
  const { rows } = await pool.query<{ id: string }>('select id from programs')
  for (const { id, document, isStarted } of given) {
    if (rows.some((row) => row.id === id)) continue
    await addProgram(services, document, null)
    if (isStarted) await startProgram(services, id, 1, null)
  }
}
