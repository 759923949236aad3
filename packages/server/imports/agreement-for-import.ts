/** An agreement for a data set of its own: version 1 of an empty database, with the catalogue that the mapping adds. */
import { agreementHash, readAgreement, type Problem } from '@baton/engine'
import type pg from 'pg'
import type { Mapping } from './mapping.ts'

export type Installed = 'installed' | 'in-force-already' | { readonly problems: readonly Problem[] }

/** Changes nothing once a database has any version: later ones are proposed and signed. */
export async function installAgreementFor(
  pool: pg.Pool,
  mapping: Mapping,
  document: string,
): Promise<Installed> {
  const { agreement, problems } = readAgreement(document, mapping.catalogue)
  if (!agreement) return { problems }
  const hash = agreementHash(agreement)
  const { rowCount } = await pool.query(
    `insert into agreement_versions (version, hash, name, document, catalogue, note, in_force_from)
     select 1, $1, $2, $3, $4, $5, now() where not exists (select 1 from agreement_versions)
     on conflict do nothing`,
    [
      hash,
      agreement.id,
      document,
      JSON.stringify(mapping.additions),
      `the agreement that ${mapping.source} was imported under`,
    ],
  )
  if (rowCount) return 'installed'
  const { rows } = await pool.query<{ hash: string }>(
    'select hash from agreement_versions order by version desc limit 1',
  )
  if (rows[0]?.hash === hash) return 'in-force-already'
  return { problems: [ANOTHER_IN_FORCE] }
}

const ANOTHER_IN_FORCE: Problem = {
  code: 'bad-value',
  severity: 'error',
  path: '',
  line: 1,
  column: 1,
  found: 'another agreement in force',
  expected: 'a data directory without an agreement',
  remedy: 'import into a data directory of its own, or leave `--agreement` out',
}
