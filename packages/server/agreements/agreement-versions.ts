/** Versions of the agreement, as they were written, and what each was measured to do and did. */
import type { Catalogue } from '@baton/engine'
import type { AgreementVersion, AgreementVersions } from '@baton/protocol'
import type pg from 'pg'
import { VERSION_IN_FORCE } from './agreement-in-force.ts'
import { withAdditions } from './catalogue-additions.ts'
import { observedEffects } from './observed-effects.ts'

const HEAD = `v.version, v.hash, v.name, v.note, v.created_at as "proposedAt", p.name as "proposedBy", v.in_force_at as "inForceAt",
  v.in_force_from as "inForceFrom", v.effect,
  (select min(n.in_force_from) from agreement_versions n where n.version > v.version and n.in_force_from is not null
     and n.in_force_from <= clock_timestamp()) as "inForceUntil",
  (select coalesce(json_agg(json_build_object('side', side, 'name', s.name, 'signedAt', signed_at) order by side), '[]')
   from agreement_signatures s where s.version = v.version) as signatures`
const FROM = 'agreement_versions v left join people p on p.id = v.proposed_by'

type Head = AgreementVersions['data'][number]

type Dated<Row> = Omit<Row, Time | 'observed' | 'overtaken'> & Readonly<Record<Time, Date | null>>

type Time = 'proposedAt' | 'inForceAt' | 'inForceFrom' | 'inForceUntil'

/** The latest first. */
export async function agreementVersions(pool: pg.Pool): Promise<Head[]> {
  const [{ rows }, observed] = await Promise.all([
    pool.query<Dated<Head>>(`select ${HEAD} from ${FROM} order by v.version desc`),
    observedEffects(pool),
  ])
  return rows.map((row) => ({ ...withTimes(row), observed: observed.get(row.version) ?? null }))
}

/** As it is stored; what happened under it is another question. */
export type StoredVersion = Omit<AgreementVersion, 'observed'>

/** The version of that number, or the one in force, with the catalogue as it is now; null where there is none. */
export async function agreementVersion(
  pool: pg.Pool,
  version: number | 'in force',
): Promise<StoredVersion | null> {
  const { rows } = await pool.query<Dated<StoredVersion>>(
    `select ${HEAD}, v.document, v.catalogue from ${FROM}
     where v.version = ${version === 'in force' ? VERSION_IN_FORCE : '$1'}`,
    version === 'in force' ? [] : [version],
  )
  const [row] = rows
  if (!row) return null
  const catalogue = await withAdditions(pool, row.catalogue as Partial<Catalogue> | null)
  return { ...withTimes(row), catalogue }
}

export async function withObserved(pool: pg.Pool, version: StoredVersion): Promise<AgreementVersion> {
  const observed = await observedEffects(pool, version.version)
  return { ...version, observed: observed.get(version.version) ?? null }
}

function withTimes<Row extends Readonly<Record<Time, Date | null>>>(row: Row) {
  const { proposedAt, inForceAt, inForceFrom, inForceUntil } = row
  return {
    ...row,
    proposedAt: proposedAt!.toISOString(),
    inForceAt: inForceAt?.toISOString() ?? null,
    inForceFrom: inForceFrom?.toISOString() ?? null,
    // One that never was in force was not ended: it was overtaken.
    inForceUntil: inForceFrom === null ? null : (inForceUntil?.toISOString() ?? null),
    overtaken: inForceUntil !== null && (inForceFrom === null || inForceFrom >= inForceUntil),
  }
}
