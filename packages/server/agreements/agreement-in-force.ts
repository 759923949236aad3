/** The version of the agreement that judges now, compiled. Versions never change, so each is compiled once. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  agreementHash,
  type Catalogue,
  compileAgreement,
  type CompiledAgreement,
  readAgreement,
  standardCatalogue,
} from '@baton/engine'
import type pg from 'pg'

export interface AgreementInForce {
  readonly version: number
  readonly compiled: CompiledAgreement
}

export const PRESETS = join(import.meta.dirname, '..', '..', '..', 'agreements')

/** Number of the version in force, as a scalar subquery for use in larger statements. */
export const VERSION_IN_FORCE = `(select max(version) from agreement_versions where in_force_from <= now())`

/** Makes `document` version 1 of an empty database; the preset `product-interest` unless told otherwise. */
export async function installFirstAgreement(pool: pg.Pool, document?: string): Promise<void> {
  const { rowCount } = await pool.query('select 1 from agreement_versions limit 1')
  if (rowCount) return
  const text = document ?? (await readFile(join(PRESETS, 'product-interest.yaml'), 'utf8'))
  const agreement = agreementOf(text, standardCatalogue)
  await pool.query(
    `insert into agreement_versions (version, hash, name, document, note, in_force_from)
     values (1, $1, $2, $3, $4, now()) on conflict do nothing`,
    [agreementHash(agreement), agreement.id, text, 'the agreement that Baton starts with'],
  )
}

export class Agreements {
  readonly #compiled = new Map<number, AgreementInForce>()

  async version(client: pg.ClientBase | pg.Pool, version: number): Promise<AgreementInForce> {
    const known = this.#compiled.get(version)
    if (known) return known
    const { rows } = await client.query<{ document: string; catalogue: Partial<Catalogue> | null }>(
      'select document, catalogue from agreement_versions where version = $1',
      [version],
    )
    const [row] = rows
    if (!row) throw new Error(`The agreement has no version ${version}.`)
    const catalogue = withAdditions(row.catalogue)
    const read = { version, compiled: compileAgreement(agreementOf(row.document, catalogue), catalogue) }
    this.#compiled.set(version, read)
    return read
  }

  async inForce(client: pg.ClientBase | pg.Pool): Promise<AgreementInForce> {
    const { rows } = await client.query<{ version: number | null }>(`select ${VERSION_IN_FORCE} as version`)
    const version = rows[0]?.version
    if (!version) throw new Error('No version of the agreement is in force.')
    return await this.version(client, version)
  }
}

function withAdditions(more: Partial<Catalogue> | null): Catalogue {
  return {
    events: [...standardCatalogue.events, ...(more?.events ?? [])],
    lead: [...standardCatalogue.lead, ...(more?.lead ?? [])],
    company: [...standardCatalogue.company, ...(more?.company ?? [])],
  }
}

function agreementOf(document: string, catalogue: Catalogue) {
  const { agreement, problems } = readAgreement(document, catalogue)
  if (agreement) return agreement
  const [first] = problems
  throw new Error(`The agreement cannot be read: ${JSON.stringify(first)} (${problems.length} problems).`)
}
