/** Signing a version of the agreement. With the second signature it is in force: from that moment on, or from the agreed one. */
import type { Signed, Signing } from '@baton/protocol'
import type pg from 'pg'
import { VERSION_IN_FORCE } from '../agreements/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { takeTurn } from './take-turn.ts'

/**
 * Signs for one side. Signing again changes nothing; a version that a later one overtook cannot be signed any more.
 *
 * @throws Refusal `not_found`, `conflict`
 */
export async function signVersion(pool: pg.Pool, version: number, { side, name }: Signing): Promise<Signed> {
  const client = await pool.connect()
  try {
    // Who holds the turn is the only one who judges: nobody finishes a group under the version before afterwards.
    await takeTurn(client)
    const known = await client.query<{ isSigned: boolean; overtaken: boolean }>(
      `select in_force_from is not null as "isSigned", version < ${VERSION_IN_FORCE} as overtaken
       from agreement_versions where version = $1`,
      [version],
    )
    const [row] = known.rows
    if (!row) throw new Refusal('not_found', `The agreement has no version ${version}.`)
    if (row.overtaken && !row.isSigned)
      throw new Refusal('conflict', `A later version than ${version} is in force: propose this one again.`)
    await client.query(
      'insert into agreement_signatures (version, side, name) values ($1, $2, $3) on conflict do nothing',
      [version, side, name],
    )
    await client.query(
      `update agreement_versions set in_force_from = greatest(clock_timestamp(), in_force_at)
       where version = $1 and in_force_from is null
         and (select count(*) from agreement_signatures where version = $1) = 2`,
      [version],
    )
    const signed = await signaturesOf(client, version)
    await client.query('commit')
    return signed
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}

async function signaturesOf(client: pg.ClientBase, version: number): Promise<Signed> {
  const { rows } = await client.query<
    Signing & { signedAt: Date; inForceFrom: Date | null; inForce: boolean }
  >(
    `select s.side, s.name, s.signed_at as "signedAt", v.in_force_from as "inForceFrom",
       coalesce(v.in_force_from <= clock_timestamp(), false) as "inForce"
     from agreement_signatures s join agreement_versions v using (version) where version = $1 order by side`,
    [version],
  )
  const signatures = rows.map(({ side, name, signedAt }) => ({
    side,
    name,
    signedAt: signedAt.toISOString(),
  }))
  const [row] = rows
  return {
    version,
    signatures,
    inForce: row?.inForce ?? false,
    inForceFrom: row?.inForceFrom?.toISOString() ?? null,
  }
}
