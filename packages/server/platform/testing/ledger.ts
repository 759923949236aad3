/** Versions that were in force, and a ledger of what sales was given under them, without the events that led to it. */
import type pg from 'pg'
import { uuidV7 } from '../uuid-v7.ts'

const DAY_MS = 86_400_000

/** @param inForceFrom milliseconds since 1970-01-01 UTC; null: nobody signed it */
export async function putVersion(
  pool: pg.Pool,
  version: number,
  document: string,
  inForceFrom: number | null,
): Promise<void> {
  await pool.query(
    `insert into agreement_versions (version, hash, name, document, in_force_from)
     values ($1, $2, 'observed', $3, $4)`,
    [version, `hash ${version}`, document, inForceFrom === null ? null : new Date(inForceFrom)],
  )
}

export interface Handoffs {
  readonly count: number
  readonly version: number
  /** Spread over this span, its end not included. Milliseconds since 1970-01-01 UTC. */
  readonly from: number
  readonly until: number
  /** `clock`: it ran out. `facts`: what somebody stated disqualified the lead. */
  readonly ended?: 'accepted' | 'refused' | 'clock' | 'facts'
  readonly tier?: string
  readonly score?: number
  readonly meters?: Readonly<Record<string, number>>
  readonly addedBy?: 'fold' | 'refold' | 'signing'
  /** Who wrote down what became of it. */
  readonly endedBy?: 'fold' | 'refold' | 'signing'
}

const ENDS = {
  accepted: { to: 'sal', clause: null, timer: null },
  refused: { to: 'recycled', clause: 'recycle.bad-timing', timer: null },
  clock: { to: 'recycled', clause: 'recycle.overdue', timer: 'decide' },
  facts: { to: 'disqualified', clause: 'disqualify.student', timer: null },
} as const

/** Each of a lead of its own. */
export async function putHandoffs(pool: pg.Pool, given: Handoffs): Promise<void> {
  const { count, from, until, ended } = given
  const ids = Array.from({ length: count }, () => uuidV7())
  const at = ids.map((_, index) => new Date(from + ((until - from) * index) / count))
  await pool.query(
    `insert into leads (id, created_at, first_seen_at, stage, agreement_version, state)
     select id, now(), now(), 'mql', $2, '{}' from unnest($1::uuid[]) as given(id)`,
    [ids, given.version],
  )
  const { tier = 'hot', score = 0, meters = {}, addedBy = 'fold', endedBy = 'fold' } = given
  const decide = `insert into decisions (id, lead_id, seq, agreement_version, added_by, kind, from_stage, to_stage, cycle,
    tier, score, grade, meters, at, clauses, timer)
    select gen_random_uuid(), id, $3, $4, $5, 'stage', $6, $7, 1, $8, $9, 'A', $10, at, $11, $12
    from unnest($1::uuid[], $2::timestamptz[]) as given(id, at)`
  const rest = [tier, score, JSON.stringify(meters)]
  await pool.query(decide, [ids, at, 1, given.version, addedBy, 'lead', 'mql', ...rest, [], null])
  if (!ended) return
  const { to, clause, timer } = ENDS[ended]
  const later = at.map((time) => new Date(time.getTime() + DAY_MS / 24))
  const clauses = clause === null ? [] : [clause]
  await pool.query(decide, [ids, later, 2, given.version, endedBy, 'mql', to, ...rest, clauses, timer])
}
