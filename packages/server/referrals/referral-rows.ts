/** Who brought whom, read: of everybody, and of one lead on both sides. */
import type { Referrals } from '@baton/protocol'
import type pg from 'pg'

type ReferralRow = Referrals['data'][number]

/** Those that are joined to nobody on both sides; each who was brought once, by who came first. */
const ROWS = `select distinct on (brought.id) referrer.id as referrer, brought.id as lead, brought.stage, f.slug as form,
    to_json(r.at) #>> '{}' as at
  from referrals r join submissions s on s.id = r.submission_id join forms f on f.id = s.form_id
    join leads rl on rl.id = r.referrer_id join leads referrer on referrer.id = coalesce(rl.joined_to, rl.id)
    join leads bl on bl.id = s.lead_id join leads brought on brought.id = coalesce(bl.joined_to, bl.id)
  where referrer.id <> brought.id and s.status in ('accepted', 'confirmed')
  order by brought.id, r.at, r.submission_id`

const SHOWN_MAX = 500

export async function allReferrals(
  pool: pg.Pool,
): Promise<{ readonly rows: ReferralRow[]; readonly total: number }> {
  const { rows } = await pool.query<ReferralRow & { total: number }>(
    `select r.*, (count(*) over ())::int as total from (${ROWS}) as r order by at desc, lead limit ${SHOWN_MAX}`,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}

export interface OfLead {
  readonly by: ReferralRow | null
  readonly brought: readonly ReferralRow[]
}

export async function referralsOfLead(pool: pg.Pool, root: string): Promise<OfLead> {
  const { rows } = await pool.query<ReferralRow>(
    `select * from (${ROWS}) as r where lead = $1 or referrer = $1 order by at desc, lead`,
    [root],
  )
  return {
    by: rows.find(({ lead }) => lead === root) ?? null,
    brought: rows.filter(({ referrer }) => referrer === root),
  }
}
