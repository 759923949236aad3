/** The leads behind a number: as far as who asks reaches, in the order that the report met them. */
import type { LeadRow, LeadsBehind } from '@baton/protocol'
import type pg from 'pg'
import { type Access, leadMasked, leadScope } from '../access/index.ts'
import { leadColumns } from '../leads/index.ts'

export interface PageOf {
  readonly offset: number
  readonly limit: number
}

export async function leadsBehind(
  pool: pg.Pool,
  access: Access,
  ids: readonly string[],
  { offset, limit }: PageOf,
): Promise<LeadsBehind> {
  const values: unknown[] = [ids]
  const scope = leadScope(access, values)
  const { rows: counted } = await pool.query<{ count: number }>(
    `select count(*)::int as count from leads l where l.id = any($1::uuid[]) and ${scope}`,
    values,
  )
  const masked = leadMasked(access, values)
  const { rows } = await pool.query<LeadRow>(
    `select ${leadColumns(masked)}
     from unnest($1::uuid[]) with ordinality as asked(id, place) join leads l on l.id = asked.id
     where ${scope} order by asked.place limit ${limit} offset ${offset}`,
    values,
  )
  const reached = counted[0]!.count
  return {
    data: rows,
    total: ids.length,
    outOfReach: ids.length - reached,
    nextCursor: offset + limit < reached ? String(offset + limit) : null,
  }
}
