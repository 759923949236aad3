/** What is queued, what somebody has to look at, and what holds mail back. */
import type { SendingOverview, SendList, SendListQuery } from '@baton/protocol'
import type pg from 'pg'
import { gateAt, letThrough } from './gates.ts'
import { gateOf, gateRows, rateOf } from './gate-rows.ts'
import { sendingSettings } from './sending-settings.ts'
import { WARM_UP } from './warm-up.ts'

export type KnownSetup = Pick<SendingOverview, 'isSet' | 'signs' | 'takesBounces' | 'webhooks'>

export async function sendingOverview(
  pool: pg.Pool,
  setup: KnownSetup,
  now: number,
): Promise<SendingOverview> {
  const settings = await sendingSettings(pool)
  const rate = rateOf(settings)
  const gates = (await gateRows(pool)).map((row) => ({
    name: row.name,
    gate: gateAt(gateOf(row), rate(row.name), now),
  }))
  return {
    ...setup,
    settings,
    ...(await countsOf(pool, now)),
    domains: await domainsOf(pool, settings.warmUp, now),
    gates: gates
      .filter(({ gate }) => gate.share < 1 || (gate.closedUntil !== null && gate.closedUntil > now))
      .map(({ name, gate }) => ({
        group: name,
        share: gate.share,
        closedUntil:
          gate.closedUntil !== null && letThrough(gate, now) === 0 && gate.closedUntil > now
            ? new Date(gate.closedUntil).toISOString()
            : null,
      })),
    pauses: await pausesOf(pool),
    suppressed: await suppressedOf(pool),
  }
}

async function countsOf(pool: pg.Pool, now: number): Promise<Pick<SendingOverview, 'counts' | 'nextAt'>> {
  const { rows } = await pool.query<{
    state: keyof SendingOverview['counts']
    count: number
    next: Date | null
  }>(
    `select state, count(*)::int as count, min(next_at) filter (where state = 'queued') as next from sends
     where settled_at is null or state in ('unknown', 'parked') or settled_at > $1::timestamptz - interval '30 days'
     group by state`,
    [new Date(now)],
  )
  const none = {
    queued: 0,
    sending: 0,
    sent: 0,
    failed: 0,
    unknown: 0,
    suppressed: 0,
    parked: 0,
    cancelled: 0,
  }
  return {
    counts: { ...none, ...Object.fromEntries(rows.map(({ state, count }) => [state, count])) },
    nextAt: rows.find(({ state }) => state === 'queued')?.next?.toISOString() ?? null,
  }
}

async function domainsOf(pool: pg.Pool, warmUp: boolean, now: number): Promise<SendingOverview['domains']> {
  const today = new Date(now).toISOString().slice(0, 10)
  const { rows } = await pool.query<{ domain: string; rung: number; sent: number; allowed: number | null }>(
    `select domain, rung, allowed, case when day = $1::date then sent else 0 end as sent from sending_domains order by domain`,
    [today],
  )
  return rows.map(({ domain, rung, sent, allowed }) => ({
    domain,
    sent,
    allowed: warmUp ? allowed : null,
    day: Math.min(rung + 1, WARM_UP.length),
    days: WARM_UP.length,
  }))
}

async function pausesOf(pool: pg.Pool): Promise<SendingOverview['pauses']> {
  const { rows } = await pool.query<Omit<SendingOverview['pauses'][number], 'at'> & { at: Date }>(
    'select id, mail, reason, detail, at from send_pauses where lifted_at is null order by at desc',
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

async function suppressedOf(pool: pg.Pool): Promise<SendingOverview['suppressed']> {
  const { rows } = await pool.query<{ reason: string; count: number }>(
    `select reason, count(*)::int as count from suppressions where removed_at is null group by 1 order by 2 desc limit 20`,
  )
  return rows
}

const SHOWN = 100

export async function sendList(pool: pg.Pool, { state }: SendListQuery, now: number): Promise<SendList> {
  const { rows } = await pool.query<Omit<SendList['data'][number], 'at'> & { at: Date; total: number }>(
    `select s.id, root.id as lead, root.name, s.mail, s.program, s.state, s.reason, s.detail, s.attempts,
       coalesce(s.settled_at, s.queued_at) as at, count(*) over ()::int as total
     from sends s join leads l on l.id = s.lead_id join leads root on root.id = coalesce(l.joined_to, l.id)
     where s.state = $1 and (s.state <> 'failed' or s.settled_at > $2::timestamptz - interval '30 days')
     order by s.settled_at desc nulls last, s.id limit ${SHOWN}`,
    [state, new Date(now)],
  )
  return {
    data: rows.map(({ total: _total, at, ...row }) => ({ ...row, at: at.toISOString() })),
    total: rows[0]?.total ?? 0,
  }
}
