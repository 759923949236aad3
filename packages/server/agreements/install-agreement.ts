/** Version 1 of a database that has no agreement yet. Every later version is proposed and signed. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agreementHash, type Catalogue, catalogueWith, type Problem, readAgreement } from '@baton/engine'
import type pg from 'pg'

export interface FirstAgreement {
  /** The YAML. */
  readonly document: string
  /** What a data set adds to the standard catalogue. */
  readonly additions?: Catalogue
  /** Why this one, for the list of versions. */
  readonly note: string
}

export type Installed = 'installed' | 'in force already' | { readonly problems: readonly Problem[] }

const PRESETS = join(import.meta.dirname, '..', '..', '..', 'agreements')

/** Gives a database without an agreement its first: the one given, or the preset that Baton starts with. */
export async function installFirstAgreement(pool: pg.Pool, first?: FirstAgreement): Promise<void> {
  const { rowCount } = await pool.query('select 1 from agreement_versions limit 1')
  if (rowCount) return
  const installed = await installAgreement(pool, first ?? (await preset()))
  if (typeof installed === 'object') {
    const [problem] = installed.problems
    throw new Error(
      `The agreement cannot be read: line ${problem?.line}: found ${problem?.found}, expected ${problem?.expected}`,
    )
  }
}

async function preset(): Promise<FirstAgreement> {
  const document = await readFile(join(PRESETS, 'product-interest.yaml'), 'utf8')
  return { document, note: 'the agreement that Baton starts with' }
}

/** Changes nothing once the database has any version; says so when that is another agreement. */
export async function installAgreement(pool: pg.Pool, first: FirstAgreement): Promise<Installed> {
  const { document, additions, note } = first
  const { agreement, problems } = readAgreement(document, catalogueWith(additions ?? {}))
  if (!agreement) return { problems }
  const hash = agreementHash(agreement)
  const { rowCount } = await pool.query(
    `insert into agreement_versions (version, hash, name, document, catalogue, note, in_force_from)
     select 1, $1, $2, $3, $4, $5, now() where not exists (select 1 from agreement_versions)
     on conflict do nothing`,
    [hash, agreement.id, document, additions ? JSON.stringify(additions) : null, note],
  )
  if (rowCount) return 'installed'
  const { rows } = await pool.query<{ hash: string }>(
    'select hash from agreement_versions order by version desc limit 1',
  )
  return rows[0]?.hash === hash ? 'in force already' : { problems: [ANOTHER_IN_FORCE] }
}

const ANOTHER_IN_FORCE: Problem = {
  code: 'bad-value',
  severity: 'error',
  path: '',
  line: 1,
  column: 1,
  found: 'another agreement in force',
  expected: 'a data directory without an agreement',
  remedy: 'use a data directory of its own, or leave `--agreement` out',
}
