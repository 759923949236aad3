/** Webhooks by the key in their address; remembered for five seconds, so that an address that was taken back ends within that. */
import type { HookMapping, HookState } from '@baton/protocol'
import type pg from 'pg'
import { keyHash } from './hook-rows.ts'
import type { Signature } from './prove-body.ts'
import { type ReadMapping, readMapping } from './read-mapping.ts'

export interface KnownHook {
  readonly id: string
  readonly sourceId: string
  readonly state: HookState
  readonly signature: Signature | null
  readonly verifyToken: string | null
  readonly check: HookMapping['check']
  readonly mapping: ReadMapping
}

const REMEMBERED_MS = 5_000
const REMEMBERED_MAX = 1_000

export class KnownHooks {
  readonly #pool: pg.Pool
  readonly #known = new Map<string, { readonly hook: KnownHook | null; readonly until: number }>()

  constructor(pool: pg.Pool) {
    this.#pool = pool
  }

  /** Webhooks were changed here: what is remembered of them no longer holds. */
  forget(): void {
    this.#known.clear()
  }

  /** Null for an address that is not known, or is off. */
  async of(key: string): Promise<KnownHook | null> {
    if (!/^[\w-]{20,100}$/.test(key)) return null
    const known = this.#known.get(key)
    if (known && known.until > Date.now()) return known.hook
    const hook = await this.#find(key)
    if (this.#known.size >= REMEMBERED_MAX) this.#known.clear()
    this.#known.set(key, { hook, until: Date.now() + REMEMBERED_MS })
    return hook
  }

  async #find(key: string): Promise<KnownHook | null> {
    const { rows } = await this.#pool.query<
      Omit<KnownHook, 'mapping' | 'check'> & { readonly mapping: HookMapping }
    >(
      `select id, source_id as "sourceId", state, signature, verify_token as "verifyToken", mapping
       from hooks where key_hash = $1 and state <> 'off'`,
      [keyHash(key)],
    )
    const [row] = rows
    if (!row) return null
    const read = readMapping(row.mapping)
    if ('problems' in read) throw new Error(`The mapping of the webhook ${row.id} cannot be read.`)
    return { ...row, check: row.mapping.check, mapping: read.mapping }
  }
}
