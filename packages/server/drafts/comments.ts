/** What people say about a draft or a version, or about one of its clauses. What was said of a draft stays with its version. */
import type { AgreementComment } from '@baton/protocol'
import type pg from 'pg'
import type { SignedIn } from '../access/index.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { draft } from './drafts.ts'

/** What is commented. */
export type Commented = { readonly draft: string } | { readonly version: number }

const HEAD = `c.id, c.clause, c.text, c.at, c.settled_at as "settledAt", s.name as "settledBy",
  case when p.id is not null then json_build_object('id', p.id, 'name', p.name) end as by`
const FROM = `agreement_comments c left join people p on p.id = c.by_person left join people s on s.id = c.settled_by`

type Dated = Omit<AgreementComment, 'at' | 'settledAt'> & {
  readonly at: Date
  readonly settledAt: Date | null
}

/** Oldest first. @throws Refusal `not_found` for a draft that is not to be seen */
export async function comments(
  pool: pg.Pool,
  about: Commented,
  by: SignedIn,
): Promise<readonly AgreementComment[]> {
  const { rows } = await pool.query<Dated>(
    `select ${HEAD} from ${FROM} left join agreement_drafts d on d.id = c.draft_id
     where ${'draft' in about ? `(c.draft_id = $1 or c.version = $2)` : `(c.version = $2 or d.proposed_as = $2) and $1::uuid is null`}
     order by c.at limit 1000`,
    'draft' in about ? [about.draft, (await draft(pool, about.draft, by)).proposedAs] : [null, about.version],
  )
  return rows.map(withTimes)
}

/** @throws Refusal `not_found` */
export async function addComment(
  pool: pg.Pool,
  about: Commented,
  { clause, text }: { readonly clause: string | null; readonly text: string },
  by: SignedIn,
): Promise<AgreementComment> {
  if ('draft' in about) await draft(pool, about.draft, by)
  const id = uuidV7()
  const { rowCount } = await pool.query(
    `insert into agreement_comments (id, draft_id, version, clause, text, by_person)
     select $1, $2::uuid, $3::int, $4, $5, $6
     where $3::int is null or exists (select 1 from agreement_versions where version = $3::int)`,
    [
      id,
      'draft' in about ? about.draft : null,
      'version' in about ? about.version : null,
      clause,
      text,
      by.id,
    ],
  )
  if (rowCount === 0) throw nothingThere()
  return (await commentOf(pool, id))!
}

/** Settled says: there is nothing more to it. Whoever may read it may settle it. @throws Refusal `not_found` */
export async function settleComment(
  pool: pg.Pool,
  id: string,
  settled: boolean,
  by: SignedIn,
): Promise<AgreementComment> {
  const { rowCount } = await pool.query(
    `update agreement_comments c set settled_at = case when $2 then clock_timestamp() end, settled_by = case when $2 then $3::uuid end
     where c.id::text = $1
       and (c.version is not null or exists (select 1 from agreement_drafts d where d.id = c.draft_id and (d.shared or d.owner = $3)))`,
    [id, settled, by.id],
  )
  if (rowCount === 0) throw nothingThere()
  return (await commentOf(pool, id))!
}

async function commentOf(pool: pg.Pool, id: string): Promise<AgreementComment | null> {
  const { rows } = await pool.query<Dated>(`select ${HEAD} from ${FROM} where c.id::text = $1`, [id])
  return rows[0] ? withTimes(rows[0]) : null
}

function withTimes(row: Dated): AgreementComment {
  return { ...row, at: row.at.toISOString(), settledAt: row.settledAt?.toISOString() ?? null }
}
