/** Versions of the agreement, as they were written. */
import type { AgreementVersion, AgreementVersions } from '@baton/protocol'
import type pg from 'pg'
import { VERSION_IN_FORCE } from './agreement-in-force.ts'

const HEAD = `version, hash, name, note, created_at as "proposedAt", in_force_from as "inForceFrom",
  (select coalesce(json_agg(json_build_object('side', side, 'name', s.name, 'signedAt', signed_at) order by side), '[]')
   from agreement_signatures s where s.version = v.version) as signatures`

type Dated<Row> = Omit<Row, 'inForceFrom' | 'proposedAt'> & {
  readonly proposedAt: Date
  readonly inForceFrom: Date | null
}

export async function agreementVersions(pool: pg.Pool): Promise<AgreementVersions['data']> {
  const { rows } = await pool.query<Dated<AgreementVersions['data'][number]>>(
    `select ${HEAD} from agreement_versions v order by version desc`,
  )
  return rows.map(withTime)
}

/** The version of that number, or the one in force; null where there is none. */
export async function agreementVersion(
  pool: pg.Pool,
  version: number | 'in force',
): Promise<AgreementVersion | null> {
  const { rows } = await pool.query<Dated<AgreementVersion>>(
    `select ${HEAD}, document, catalogue from agreement_versions v
     where version = ${version === 'in force' ? VERSION_IN_FORCE : '$1'}`,
    version === 'in force' ? [] : [version],
  )
  return rows[0] ? withTime(rows[0]) : null
}

function withTime<Row extends { readonly proposedAt: Date; readonly inForceFrom: Date | null }>(
  row: Row,
): Omit<Row, 'inForceFrom' | 'proposedAt'> & { proposedAt: string; inForceFrom: string | null } {
  return {
    ...row,
    proposedAt: row.proposedAt.toISOString(),
    inForceFrom: row.inForceFrom?.toISOString() ?? null,
  }
}
