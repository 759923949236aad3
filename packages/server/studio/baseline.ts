/** The version that a document is held against, with the catalogue that both are read with. */
import { type Catalogue, catalogueWith } from '@baton/engine'
import type pg from 'pg'
import { agreementVersion } from '../agreements/index.ts'
import { Refusal } from '../platform/http/refusal.ts'

export interface Baseline {
  readonly version: number
  readonly document: string
  /** What it adds to the standard catalogue. */
  readonly additions: Partial<Catalogue> | null
  readonly catalogue: Catalogue
}

/** @throws Refusal `not_found` when there is no such version */
export async function baselineOf(pool: pg.Pool, against: number | undefined): Promise<Baseline> {
  const version = await agreementVersion(pool, against ?? 'in force')
  if (!version) throw new Refusal('not_found', `The agreement has no version ${against ?? 'in force'}.`)
  const additions = version.catalogue as Partial<Catalogue> | null
  return {
    version: version.version,
    document: version.document,
    additions,
    catalogue: catalogueWith(additions ?? {}),
  }
}
