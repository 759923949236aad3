import type pg from 'pg'
import type { Studio } from './open-studio.ts'

/** What trying and planning work with. */
export interface StudioServices {
  readonly pool: pg.Pool
  readonly studio: Studio
  readonly log: (line: string) => void
}
