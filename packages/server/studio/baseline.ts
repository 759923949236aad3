/** The version that a document is held against, with the catalogue that both are read with. */
import { type Agreement, type Catalogue, catalogueWith, readAgreement } from '@baton/engine'
import type pg from 'pg'
import { additionsRevision, agreementVersion, VERSION_IN_FORCE } from '../agreements/index.ts'
import { Refusal } from '../platform/http/refusal.ts'

export interface Baseline {
  readonly version: number
  readonly agreement: Agreement
  /** What it adds to the standard catalogue. */
  readonly additions: Partial<Catalogue> | null
  readonly catalogue: Catalogue
}

/** Versions never change, so each is read once, until people add to the catalogue. */
const read = new WeakMap<pg.Pool, { readonly revision: string; readonly versions: Map<number, Baseline> }>()

/** @throws Refusal `not_found` when there is no such version */
export async function baselineOf(pool: pg.Pool, against: number | undefined): Promise<Baseline> {
  const known = await knownOf(pool)
  const number = against ?? (await versionInForce(pool))
  const kept = number === null ? undefined : known.get(number)
  if (kept) return kept
  const version = number === null ? null : await agreementVersion(pool, number)
  if (!version) throw new Refusal('not_found', `The agreement has no version ${against ?? 'in force'}.`)
  const additions = version.catalogue as Partial<Catalogue> | null
  const catalogue = catalogueWith(additions ?? {})
  const { agreement } = readAgreement(version.document, catalogue)
  if (!agreement) throw new Error(`Version ${version.version} of the agreement cannot be read.`)
  const baseline = { version: version.version, agreement, additions, catalogue }
  known.set(version.version, baseline)
  return baseline
}

async function knownOf(pool: pg.Pool): Promise<Map<number, Baseline>> {
  const revision = await additionsRevision(pool)
  const known = read.get(pool)
  if (known?.revision === revision) return known.versions
  const versions = new Map<number, Baseline>()
  read.set(pool, { revision, versions })
  return versions
}

async function versionInForce(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ version: number | null }>(`select ${VERSION_IN_FORCE} as version`)
  return rows[0]?.version ?? null
}
