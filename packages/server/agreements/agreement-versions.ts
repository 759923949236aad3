/** Versions of the agreement, as they were written. */
import type { AgreementVersion, AgreementVersions } from '@baton/protocol'
import type pg from 'pg'
import { VERSION_IN_FORCE } from './agreement-in-force.ts'

const HEAD = `version, hash, name, note, coalesce(in_force_from, created_at) as "inForceFrom"`

type Dated<Row> = Omit<Row, 'inForceFrom'> & { readonly inForceFrom: Date }

export async function agreementVersions(pool: pg.Pool): Promise<AgreementVersions['data']> {
  const { rows } = await pool.query<Dated<AgreementVersions['data'][number]>>(
    `select ${HEAD} from agreement_versions order by version desc`,
  )
  return rows.map(withTime)
}

/** The version of that number, or the one in force; null where there is none. */
export async function agreementVersion(
  pool: pg.Pool,
  version: number | 'in force',
): Promise<AgreementVersion | null> {
  const { rows } = await pool.query<Dated<AgreementVersion>>(
    `select ${HEAD}, document, catalogue from agreement_versions
     where version = ${version === 'in force' ? VERSION_IN_FORCE : '$1'}`,
    version === 'in force' ? [] : [version],
  )
  return rows[0] ? withTime(rows[0]) : null
}

function withTime<Row extends { readonly inForceFrom: Date }>(
  row: Row,
): Omit<Row, 'inForceFrom'> & { inForceFrom: string } {
  return { ...row, inForceFrom: row.inForceFrom.toISOString() }
}
