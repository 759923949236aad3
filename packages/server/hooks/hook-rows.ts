/** Webhooks as they are set: made, changed, given another address, removed. */
import { createHash, randomBytes } from 'node:crypto'
import type { Hook, HookGuard, HookMapping, HookPreset, HookState } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'
import { presetMapping } from './presets.ts'
import type { Signature } from './prove-body.ts'
import { readMapping } from './read-mapping.ts'

interface HookRow extends Omit<Hook, 'signed' | 'lastAt' | 'createdAt'> {
  readonly signature: Signature | null
  readonly lastAt: Date | null
  readonly createdAt: Date
}

const SELECT = `
  select h.id, h.name, h.preset, h.state, h.mapping, h.signature, h.verify_token is not null as "hasVerifyToken",
    h.source_id as "sourceId", h.created_at as "createdAt", count(s.id)::int as samples, max(s.at) as "lastAt"
  from hooks h left join hook_samples s on s.hook_id = h.id`

export async function hooks(pool: pg.Pool): Promise<Hook[]> {
  const { rows } = await pool.query<HookRow>(`${SELECT} group by h.id order by h.created_at, h.name`)
  return rows.map(asHook)
}

/** @throws Refusal `not_found` */
export async function hook(pool: pg.Pool, id: string): Promise<Hook> {
  const { rows } = isUuid(id)
    ? await pool.query<HookRow>(`${SELECT} where h.id = $1 group by h.id`, [id])
    : { rows: [] }
  if (!rows[0]) throw nothingThere()
  return asHook(rows[0])
}

function asHook({ signature, lastAt, createdAt, ...row }: HookRow): Hook {
  return {
    ...row,
    signed: signature && { scheme: signature.scheme, header: signature.header },
    lastAt: lastAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  }
}

export interface MadeHook {
  readonly id: string
  /** What its address ends with; kept nowhere. */
  readonly key: string
}

/** It collects what it receives until its mapping is said to be right. @throws Refusal `conflict` */
export async function addHook(
  pool: pg.Pool,
  { name, preset }: { readonly name: string; readonly preset: HookPreset },
  by: string | null,
): Promise<MadeHook> {
  const [id, key] = [uuidV7(), newKey()]
  const source = await ensureSource(pool, `hook:${name}`)
  const { rowCount } = await pool.query(
    `insert into hooks (id, name, key_hash, source_id, preset, state, mapping, created_by)
     values ($1, $2, $3, $4, $5, 'collecting', $6, $7) on conflict (name) do nothing`,
    [id, name, keyHash(key), source.id, preset, JSON.stringify(firstMapping(preset)), by],
  )
  if (!rowCount) throw new Refusal('conflict', `There is a webhook of the name “${name}” already.`)
  return { id, key }
}

/** Google shows in every body the key that it was given. */
function firstMapping(preset: HookPreset): HookMapping {
  const mapping = presetMapping(preset)
  if (preset !== 'google-ads') return mapping
  return { ...mapping, check: { is: 'google_key', equals: randomBytes(18).toString('base64url') } }
}

/** 192 bits: nobody guesses an address. */
function newKey(): string {
  return randomBytes(24).toString('base64url')
}

export function keyHash(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}

/** @throws Refusal `not_found`, `invalid_request` with every place of the mapping that is wrong */
export async function changeHook(
  pool: pg.Pool,
  id: string,
  { state, mapping }: { readonly state?: HookState | undefined; readonly mapping?: HookMapping | undefined },
): Promise<Hook> {
  const before = await hook(pool, id)
  const read = readMapping(mapping ?? before.mapping)
  if ('problems' in read)
    throw new Refusal(
      'invalid_request',
      read.problems.map(({ path, message }) => `mapping.${path}: ${message}`).join('; '),
      { problems: [...read.problems] },
    )
  await pool.query(
    'update hooks set state = coalesce($2, state), mapping = coalesce($3::json, mapping) where id = $1',
    [id, state ?? null, mapping === undefined ? null : JSON.stringify(mapping)],
  )
  return await hook(pool, id)
}

/** What is not named stays as it is. @throws Refusal `not_found` */
export async function guardHook(pool: pg.Pool, id: string, guard: HookGuard): Promise<Hook> {
  await hook(pool, id)
  const { signature, verifyToken } = guard
  await pool.query(
    `update hooks set signature = case when $2 then $3::json else signature end,
       verify_token = case when $4 then $5 else verify_token end where id = $1`,
    [
      id,
      signature !== undefined,
      signature ? JSON.stringify(signature) : null,
      verifyToken !== undefined,
      verifyToken ?? null,
    ],
  )
  return await hook(pool, id)
}

/** @throws Refusal `not_found` */
export async function renewHook(pool: pg.Pool, id: string): Promise<MadeHook> {
  await hook(pool, id)
  const key = newKey()
  await pool.query('update hooks set key_hash = $2 where id = $1', [id, keyHash(key)])
  return { id, key }
}

/** What became of its bodies stays; its source stays with it. @throws Refusal `not_found` */
export async function removeHook(pool: pg.Pool, id: string): Promise<void> {
  await hook(pool, id)
  await pool.query('delete from hooks where id = $1', [id])
}
