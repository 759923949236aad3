/**
 * What has happened under each version while it was in force, beside as long a time before: counted from the ledger, from
 * what was decided when its event came, not from what judging anew concluded.
 */
import { proportionInterval, rateInterval } from '@baton/engine'
import type { Measured } from '@baton/engine/compare'
import type { Observed } from '@baton/protocol'
import type pg from 'pg'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** What lies farther back says little about a change. */
const BEFORE_MAX_MS = 90 * DAY_MS

/** When a version was in force, and when the one before it. Milliseconds since 1970-01-01 UTC. */
interface Reign {
  readonly version: number
  readonly from: number
  readonly until: number
  readonly before: { readonly from: number; readonly until: number } | null
}

/** By version; of one that never was in force nothing is observed. */
export async function observedEffects(pool: pg.Pool, only?: number): Promise<ReadonlyMap<number, Observed>> {
  const reigns = (await reignsOf(pool)).filter(({ version }) => only === undefined || version === only)
  const observed = new Map<number, Observed>()
  for (const reign of reigns) observed.set(reign.version, await observedUnder(pool, reign))
  return observed
}

async function reignsOf(pool: pg.Pool): Promise<readonly Reign[]> {
  const { rows } = await pool.query<{ version: number; from: number; now: number }>(
    `select version, extract(epoch from in_force_from)::float8 * 1000 as from,
       extract(epoch from clock_timestamp())::float8 * 1000 as now
     from agreement_versions where in_force_from <= clock_timestamp() order by in_force_from, version`,
  )
  const reigns: Reign[] = []
  for (const [index, { version, from, now }] of rows.entries()) {
    // A version that came into force after a later one never was the one in force.
    if (rows.slice(0, index).some((other) => other.version > version)) continue
    const ended = rows.slice(index + 1).find((other) => other.version > version)
    const until = ended?.from ?? now
    const last = reigns.at(-1)
    const span = Math.min(until - from, BEFORE_MAX_MS)
    const before = last && { from: Math.max(last.from, from - span), until: from }
    reigns.push({ version, from, until, before: before ?? null })
  }
  return reigns
}

async function observedUnder(pool: pg.Pool, reign: Reign): Promise<Observed> {
  const after = await promotionsIn(pool, reign)
  const before = reign.before && (await promotionsIn(pool, reign.before))
  return {
    ...figuresOf(after, reign),
    before: before && figuresOf(before, reign.before!),
    alarms: [],
    tooFew: [],
  }
}

interface Promoted {
  readonly tier: string
  readonly version: number
  readonly score: number
  readonly meters: Readonly<Record<string, number>>
  readonly accepted: boolean
  readonly refused: boolean
}

interface Span {
  readonly from: number
  readonly until: number
}

/** What was handed over in a span of time, and what sales said to it. A clock that ran out says nothing about the lead. */
async function promotionsIn(pool: pg.Pool, { from, until }: Span): Promise<readonly Promoted[]> {
  const { rows } = await pool.query<Promoted>(
    `select d.tier, d.agreement_version as version, d.score, d.meters,
       coalesce(bool_or(o.to_stage in ('sal', 'sql', 'opportunity', 'customer')), false) as accepted,
       coalesce(bool_or(o.to_stage in ('recycled', 'disqualified') and o.timer is null), false) as refused
     from decisions d left join decisions o on o.lead_id = d.lead_id and o.cycle = d.cycle and o.kind = 'stage' and o.from_stage = 'mql'
     where d.kind = 'stage' and d.to_stage = 'mql' and d.added_by = 'fold'
       and d.at >= to_timestamp($1::float8 / 1000) and d.at < to_timestamp($2::float8 / 1000)
     group by d.id, d.tier, d.agreement_version, d.score, d.meters::text, d.at order by d.at`,
    [from, until],
  )
  return rows
}

function figuresOf(promoted: readonly Promoted[], { from, until }: Span) {
  return {
    days: (until - from) / DAY_MS,
    mqls: rateInterval(promoted.length, Math.max((until - from) / WEEK_MS, 1 / 168)),
    accepted: acceptance(promoted),
  }
}

function acceptance(promoted: readonly Promoted[]): Measured {
  const accepted = promoted.filter((one) => one.accepted).length
  const decided = promoted.filter((one) => one.accepted || one.refused).length
  return { ...proportionInterval(accepted, decided), unknown: 0, open: promoted.length - decided }
}
