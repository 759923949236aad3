/** What makes a lead that lead: its identities, the visitors that turned out to be it, and what people merged into it. */
import type { LeadIdentity } from '@baton/protocol'
import type pg from 'pg'
import { openPairs } from './duplicate-rows.ts'

const IDENTITIES_SHOWN = 200

export async function leadIdentity(pool: pg.Pool, id: string): Promise<LeadIdentity> {
  const [identities, visitors, merges, duplicates] = await Promise.all([
    pool.query<LeadIdentity['identities'][number]>(
      `select i.kind, i.value, i.trust, nullif(i.lead_id, $1)::text as of
       from leads l join identities i on i.lead_id = l.id
       where l.id = $1 or l.joined_to = $1 order by of nulls first, i.kind, i.value limit ${IDENTITIES_SHOWN}`,
      [id],
    ),
    pool.query<{ id: string; firstSeenAt: Date; events: number }>(
      `select l.id, l.first_seen_at as "firstSeenAt",
         (select count(*)::int from events e where e.lead_id = l.id) as events
       from leads l where l.joined_to = $1 and l.visitor_of is not null order by l.first_seen_at limit 100`,
      [id],
    ),
    mergesOf(pool, id),
    openPairs(pool, id),
  ])
  return {
    identities: identities.rows,
    visitors: visitors.rows.map((row) => ({ ...row, firstSeenAt: row.firstSeenAt.toISOString() })),
    merges,
    duplicates: [...duplicates],
  }
}

type Merge = LeadIdentity['merges'][number]

/** Into this lead, or one that is part of it; those taken back too. */
async function mergesOf(pool: pg.Pool, id: string): Promise<Merge[]> {
  const { rows } = await pool.query<Omit<Merge, 'at' | 'undoneAt'> & { at: Date; undoneAt: Date | null }>(
    `select m.id, json_build_object('id', l.id, 'name', l.name, 'email', l.email) as merged, m.reason,
       p.name as by, m.at, m.undone_at as "undoneAt"
     from merges m join leads l on l.id = m.merged_id left join people p on p.id = m.by_person
     where m.kept_id = $1 or m.kept_id in (select id from leads where joined_to = $1)
     order by m.at desc, m.id`,
    [id],
  )
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    undoneAt: row.undoneAt?.toISOString() ?? null,
  }))
}
