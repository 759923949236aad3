/**
 * What has happened under each version while it was in force, beside as long a time before: counted from the ledger, from
 * what was decided when its event came, not from what judging anew concluded.
 */
import {
  type Agreement,
  agreementChanges,
  type Catalogue,
  catalogueWith,
  type Condition,
  definitionInflation,
  proportionInterval,
  rateInterval,
  readAgreement,
} from '@baton/engine'
import type { Measured } from '@baton/engine/compare'
import type { Observed } from '@baton/protocol'
import { sayAgreementChange } from '@baton/words'
import type pg from 'pg'

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
/** What lies farther back says little about a change. */
const BEFORE_MAX_MS = 90 * DAY_MS

/** When a version was in force, and when the one before it. Milliseconds since 1970-01-01 UTC. */
interface Reign {
  readonly version: number
  /** The version that was in force until then. */
  readonly after: number | null
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
    // Nor was one that came at the same moment as a later one.
    if (until <= from) continue
    const last = reigns.at(-1)
    const span = Math.min(until - from, BEFORE_MAX_MS)
    const before = last && { from: Math.max(last.from, from - span), until: from }
    reigns.push({ version, after: last?.version ?? null, from, until, before: before ?? null })
  }
  return reigns
}

async function observedUnder(pool: pg.Pool, reign: Reign): Promise<Observed> {
  const after = await promotionsIn(pool, reign)
  const figures = figuresOf(after, reign)
  if (!reign.before || reign.after === null) return { ...figures, before: null, alarms: [], tooFew: [] }
  const before = await promotionsIn(pool, reign.before)
  const agreements = new Map<number, Agreement>()
  for (const version of new Set([
    reign.version,
    reign.after,
    ...[...before, ...after].map((one) => one.version),
  ])) {
    const agreement = await agreementOf(pool, version)
    if (agreement) agreements.set(version, agreement)
  }
  const { alarms, tooFew } = definitionInflation(
    periodOf(before, reign.before, agreements),
    periodOf(after, reign, agreements),
  )
  const [was, is] = [agreements.get(reign.after), agreements.get(reign.version)]
  const changes = was && is && alarms.length > 0 ? agreementChanges(was, is).map(sayAgreementChange) : []
  return {
    ...figures,
    before: figuresOf(before, reign.before),
    alarms: alarms.map((alarm) => ({ ...alarm, changes })),
    tooFew,
  }
}

async function agreementOf(pool: pg.Pool, version: number): Promise<Agreement | null> {
  const { rows } = await pool.query<{ document: string; catalogue: Partial<Catalogue> | null }>(
    'select document, catalogue from agreement_versions where version = $1',
    [version],
  )
  const [row] = rows
  return row ? readAgreement(row.document, catalogueWith(row.catalogue ?? {})).agreement : null
}

function periodOf(
  promoted: readonly Promoted[],
  { from, until }: Span,
  agreements: ReadonlyMap<number, Agreement>,
) {
  const { successes, n } = acceptance(promoted)
  return {
    weeks: weeksIn({ from, until }),
    mqls: promoted.length,
    accepted: { successes, n },
    overshoots: promoted.flatMap((one) => overshootOf(one, agreements.get(one.version)) ?? []),
  }
}

/** How far above the tier's nearest threshold the lead was; null where no threshold decided. */
function overshootOf(one: Promoted, agreement: Agreement | undefined): number | null {
  const tier = agreement?.tiers.find(({ id }) => id === one.tier)
  const over = thresholdsIn(tier?.condition).flatMap((condition) => {
    const level = condition.kind === 'score' ? one.score : (one.meters[condition.meter] ?? 0)
    return condition.atLeast > 0 && level >= condition.atLeast
      ? [(level - condition.atLeast) / condition.atLeast]
      : []
  })
  return over.length === 0 ? null : Math.min(...over)
}

type ThresholdCondition = Extract<Condition, { kind: 'score' | 'meter' }>

/** Those that have to hold; of alternatives nobody knows which one decided. */
function thresholdsIn(condition: Condition | undefined): readonly ThresholdCondition[] {
  switch (condition?.kind) {
    case 'score':
    case 'meter':
      return [condition]
    case 'all':
      return condition.conditions.flatMap(thresholdsIn)
    default:
      return []
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

/**
 * What was handed over in a span of time, and what sales said to it: a clock that ran out says nothing about the lead, and a
 * fact that disqualifies it is not sales' word.
 */
async function promotionsIn(pool: pg.Pool, { from, until }: Span): Promise<readonly Promoted[]> {
  const { rows } = await pool.query<Promoted>(
    `select d.tier, d.agreement_version as version, d.score, d.meters,
       coalesce(bool_or(o.to_stage in ('sal', 'sql', 'opportunity', 'customer')), false) as accepted,
       coalesce(bool_or(o.to_stage in ('recycled', 'disqualified') and o.timer is null
         and coalesce(o.clauses[1] not like 'disqualify.%', true)), false) as refused
     from decisions d left join decisions o on o.lead_id = d.lead_id and o.cycle = d.cycle and o.kind = 'stage'
       and o.from_stage = 'mql' and o.added_by = 'fold'
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
    mqls: rateInterval(promoted.length, weeksIn({ from, until })),
    accepted: acceptance(promoted),
  }
}

/** At least an hour, so that nothing is divided by nothing. */
function weeksIn({ from, until }: Span): number {
  return Math.max((until - from) / WEEK_MS, 1 / 168)
}

function acceptance(promoted: readonly Promoted[]): Measured {
  const accepted = promoted.filter((one) => one.accepted).length
  const decided = promoted.filter((one) => one.accepted || one.refused).length
  return { ...proportionInterval(accepted, decided), unknown: 0, open: promoted.length - decided }
}
