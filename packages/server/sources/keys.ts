/** Keys as administrators manage them: new sources, write keys given anew, secret keys made and revoked. */
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { isOwnName } from './source-kind.ts'
import { newWriteKey, type Source } from './sources.ts'

/** @throws Refusal `invalid_request` for a name that is Baton's own, `conflict` when there is one of the name */
export async function addSource(pool: pg.Pool, name: string): Promise<Source> {
  if (!isOwnName(name))
    throw new Refusal('invalid_request', `name: “${name}” is a name that Baton gives; choose another.`)
  const { rows } = await pool.query<Source>(
    `insert into sources (id, name, write_key) values ($1, $2, $3) on conflict do nothing
     returning id, name, write_key as "writeKey"`,
    [uuidV7(), name, newWriteKey()],
  )
  if (!rows[0]) throw new Refusal('conflict', `There is a source of the name “${name}” already.`)
  return rows[0]
}

/** @throws Refusal `not_found` */
export async function rotateWriteKey(pool: pg.Pool, id: string): Promise<Source> {
  const { rows } = isUuid(id)
    ? await pool.query<Source>(
        'update sources set write_key = $2 where id = $1 returning id, name, write_key as "writeKey"',
        [id, newWriteKey()],
      )
    : { rows: [] }
  if (!rows[0]) throw nothingThere()
  return rows[0]
}

export async function secretKeys(pool: pg.Pool) {
  const { rows } = await pool.query<{
    id: string
    name: string
    createdAt: Date
    createdBy: string | null
    lastUsedAt: Date | null
    revokedAt: Date | null
  }>(
    `select k.id, k.name, k.created_at as "createdAt", p.name as "createdBy", k.last_used_at as "lastUsedAt",
       k.revoked_at as "revokedAt"
     from secret_keys k left join people p on p.id = k.created_by
     order by k.revoked_at is not null, k.created_at desc, k.id`,
  )
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
  }))
}

/** What was revoked stays revoked. @throws Refusal `not_found` */
export async function revokeSecretKey(pool: pg.Pool, id: string): Promise<void> {
  const { rowCount } = isUuid(id)
    ? await pool.query('update secret_keys set revoked_at = coalesce(revoked_at, now()) where id = $1', [id])
    : { rowCount: 0 }
  if (!rowCount) throw nothingThere()
}
