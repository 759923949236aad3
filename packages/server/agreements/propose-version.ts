/** Proposing: a document becomes the next version of the agreement, in force once both sides have signed it. */
import {
  agreementHash,
  type Catalogue,
  catalogueWith,
  compileAgreement,
  readAgreement,
  runExamples,
} from '@baton/engine'
import type { AgreementVersion } from '@baton/protocol'
import { isZone, zoneOffsets } from '@baton/zones'
import type pg from 'pg'
import { Refusal } from '../platform/http/refusal.ts'
import { VERSION_IN_FORCE } from './agreement-in-force.ts'
import { agreementVersion } from './agreement-versions.ts'

/**
 * It is read with the catalogue of the version in force. An earlier document may be proposed again: going back is the
 * same act as going on. A proposal that waits for signatures is not made a second time.
 *
 * @throws Refusal `invalid_agreement` with every problem and every golden lead that comes out otherwise than agreed,
 *   `conflict` when the version in force says the same
 */
export async function proposeVersion(
  pool: pg.Pool,
  document: string,
  note: string,
): Promise<AgreementVersion> {
  const { rows } = await pool.query<{ hash: string; version: number; catalogue: Partial<Catalogue> | null }>(
    `select hash, version, catalogue from agreement_versions where version = ${VERSION_IN_FORCE}`,
  )
  const inForce = rows[0]
  const { id, hash } = agreedBy(document, catalogueWith(inForce?.catalogue ?? {}))
  if (hash === inForce?.hash)
    throw new Refusal('conflict', `Version ${inForce.version}, which is in force, says the same.`)
  const pending = await pool.query<{ version: number }>(
    'select version from agreement_versions where hash = $1 and document = $2 and version > $3 and in_force_from is null',
    [hash, document, inForce?.version ?? 0],
  )
  if (pending.rows[0]) return (await agreementVersion(pool, pending.rows[0].version))!
  const inserted = await pool.query<{ version: number }>(
    `insert into agreement_versions (version, hash, name, document, catalogue, note)
     select coalesce(max(version), 0) + 1, $1, $2, $3, $4, $5 from agreement_versions
     on conflict do nothing returning version`,
    [hash, id, document, inForce?.catalogue ? JSON.stringify(inForce.catalogue) : null, note],
  )
  const version = inserted.rows[0]?.version
  if (version === undefined)
    throw new Refusal('conflict', 'Somebody proposed another version at this moment; propose this one again.')
  return (await agreementVersion(pool, version))!
}

/**
 * What a document agrees on, once it is known to be an agreement that its own golden leads bear out.
 *
 * @throws Refusal `invalid_agreement`
 */
export function agreedBy(
  document: string,
  catalogue: Catalogue,
): { readonly id: string; readonly hash: string } {
  const { agreement, problems } = readAgreement(document, catalogue)
  if (!agreement) {
    throw new Refusal('invalid_agreement', 'The document is not an agreement.', {
      problems: problems.map(({ line, column, path, found, expected, remedy }) => ({
        path: `${line}:${column} ${path}`.trim(),
        message: `found ${found}, expected ${expected}; ${remedy}`,
      })),
    })
  }
  const { zone } = agreement.handoff.hours ?? {}
  if (zone !== undefined && !isZone(zone)) {
    const problem = {
      path: 'handoff.hours.zone',
      message: `found ${zone}, expected a time zone that is known here`,
    }
    throw new Refusal('invalid_agreement', 'The document is not an agreement.', { problems: [problem] })
  }
  const failed = runExamples(compileAgreement(agreement, catalogue, zoneOffsets)).filter(
    ({ passed }) => !passed,
  )
  if (failed.length > 0) {
    throw new Refusal('invalid_agreement', 'Golden leads come out otherwise than agreed.', {
      problems: failed.map(({ name, expected, observed }) => ({
        path: `examples: ${name}`,
        message: `expected ${JSON.stringify(expected)}, observed ${JSON.stringify(observed)}`,
      })),
    })
  }
  return { id: agreement.id, hash: agreementHash(agreement) }
}
