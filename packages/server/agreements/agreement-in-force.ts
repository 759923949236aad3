/** The version of the agreement that judges now, compiled. Versions never change, so each is compiled once. */
import {
  type Catalogue,
  catalogueWith,
  compileAgreement,
  type CompiledAgreement,
  readAgreement,
} from '@baton/engine'
import { zoneOffsets } from '@baton/zones'
import type pg from 'pg'

export interface AgreementInForce {
  readonly version: number
  readonly compiled: CompiledAgreement
}

/** Number of the version in force, as a scalar subquery for use in larger statements. */
export const VERSION_IN_FORCE = `(select max(version) from agreement_versions where in_force_from <= clock_timestamp())`

export class Agreements {
  readonly #compiled = new Map<number, AgreementInForce>()

  /** @throws Error before the first version is in force */
  async inForce(client: pg.ClientBase | pg.Pool): Promise<AgreementInForce> {
    const { rows } = await client.query<{ version: number | null }>(`select ${VERSION_IN_FORCE} as version`)
    const version = rows[0]?.version
    if (!version) throw new Error('No version of the agreement is in force.')
    return await this.version(client, version)
  }

  async version(client: pg.ClientBase | pg.Pool, version: number): Promise<AgreementInForce> {
    const known = this.#compiled.get(version)
    if (known) return known
    const { rows } = await client.query<{ document: string; catalogue: Partial<Catalogue> | null }>(
      'select document, catalogue from agreement_versions where version = $1',
      [version],
    )
    const [row] = rows
    if (!row) throw new Error(`The agreement has no version ${version}.`)
    const catalogue = catalogueWith(row.catalogue ?? {})
    const { agreement, problems } = readAgreement(row.document, catalogue)
    if (!agreement)
      throw new Error(`Version ${version} of the agreement cannot be read: ${JSON.stringify(problems[0])}`)
    const read = { version, compiled: compileAgreement(agreement, catalogue, zoneOffsets) }
    this.#compiled.set(version, read)
    return read
  }
}
