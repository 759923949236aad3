/** Proposing: a document becomes the next version of the agreement, in force once both sides have signed it. */
import { agreementHash, type Catalogue, catalogueWith } from '@baton/engine'
import type { Effect } from '@baton/protocol'
import type pg from 'pg'
import { Refusal } from '../platform/http/refusal.ts'
import { VERSION_IN_FORCE } from './agreement-in-force.ts'
import { agreementVersion, type StoredVersion } from './agreement-versions.ts'
import { withAdditions } from './catalogue-additions.ts'
import { agreedBy } from './read-document.ts'

export interface Proposing {
  readonly pool: pg.Pool
  /** What a document would have done over the complete history, beside the version in force; null: nobody can tell. */
  readonly measure: (document: string) => Promise<Effect | null>
}

export interface Proposal {
  readonly document: string
  /** Why. */
  readonly note: string
  /** ISO time; null: from the second signature on. */
  readonly inForceAt: string | null
  /** Id of the person; null: a secret key. */
  readonly by: string | null
}

/**
 * It is read with the catalogue of the version in force and what people added to it, and keeps both. An earlier document may be proposed again: going back is the
 * same act as going on. A proposal that waits for signatures is not made a second time. What it would do is measured now,
 * so that both sides sign the same.
 *
 * @throws Refusal `invalid_agreement` with every problem and every golden lead that comes out otherwise than agreed,
 *   `conflict` when the version in force says the same
 */
export async function proposeVersion(
  { pool, measure }: Proposing,
  { document, note, inForceAt, by }: Proposal,
): Promise<StoredVersion> {
  const { rows } = await pool.query<{ hash: string; version: number; catalogue: Partial<Catalogue> | null }>(
    `select hash, version, catalogue from agreement_versions where version = ${VERSION_IN_FORCE}`,
  )
  const inForce = rows[0]
  const catalogue = await withAdditions(pool, inForce?.catalogue ?? null)
  const agreement = agreedBy(document, catalogueWith(catalogue ?? {}))
  const hash = agreementHash(agreement)
  if (hash === inForce?.hash)
    throw new Refusal('conflict', `Version ${inForce.version}, which is in force, says the same.`)
  const pending = await pool.query<{ version: number }>(
    `select version from agreement_versions where hash = $1 and document = $2 and version > $3 and in_force_from is null
       and in_force_at is not distinct from $4::timestamptz`,
    [hash, document, inForce?.version ?? 0, inForceAt],
  )
  if (pending.rows[0]) return (await agreementVersion(pool, pending.rows[0].version))!
  const effect = await measure(document)
  const inserted = await pool.query<{ version: number }>(
    `insert into agreement_versions (version, hash, name, document, catalogue, note, proposed_by, in_force_at, effect)
     select coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5, $6::uuid, $7::timestamptz, $8 from agreement_versions
     on conflict do nothing returning version`,
    [
      hash,
      agreement.id,
      document,
      catalogue && JSON.stringify(catalogue),
      note,
      by,
      inForceAt,
      effect && JSON.stringify(effect),
    ],
  )
  const version = inserted.rows[0]?.version
  if (version === undefined)
    throw new Refusal('conflict', 'Somebody proposed another version at this moment; propose this one again.')
  return (await agreementVersion(pool, version))!
}
