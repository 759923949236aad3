/** Handoffs as cards: one query for any number of them, and what follows from their states. */
import { type CompiledAgreement, judge, type LeadState, type Packet } from '@baton/engine'
import type { HandoffCard } from '@baton/protocol'
import { sayWhyNow } from '@baton/words'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { nextClock } from './next-clock.ts'

interface Row {
  readonly lead: string
  readonly name: string | null
  readonly title: string | null
  readonly company: string | null
  readonly score: number
  readonly ownerId: string | null
  readonly ownerName: string | null
  readonly state: LeadState
  readonly version: number
  readonly packet: Packet | null
  readonly assignedAt: Date | null
  /** When booked meetings begin, as they were told. */
  readonly meetings: readonly string[]
}

/** Meetings are looked for since the handoff opened, which the index of a lead's events leads to at once. */
const MEETINGS = `
  select coalesce(array_agg(b.starts_at), '{}') as starts from (
    select distinct on (e.properties ->> 'meeting') e.name, e.properties ->> 'starts_at' as starts_at
    from events e where e.lead_id = l.id
      and e.occurred_at >= to_timestamp((l.state::json -> 'handoff' ->> 'openedAt')::float8 / 1000)
      and e.name in ('Meeting Booked', 'Meeting Moved', 'Meeting Cancelled', 'Meeting Held', 'Meeting Missed')
    order by e.properties ->> 'meeting', e.occurred_at desc, e.seq desc) b
  where b.name in ('Meeting Booked', 'Meeting Moved') and b.starts_at is not null`

/** @param condition about `leads l`, trusted, with its values */
export async function cards(
  pool: pg.Pool,
  agreements: Agreements,
  {
    condition,
    values,
    now,
  }: { readonly condition: string; readonly values: readonly unknown[]; readonly now: number },
): Promise<readonly HandoffCard[]> {
  const { rows } = await pool.query<Row>(
    `select l.id as lead, l.name, l.title, l.company_name as company, coalesce(l.score, 0) as score,
       l.owner as "ownerId", p.name as "ownerName", l.state::json as state, l.agreement_version as version,
       k.packet, a.decided_at as "assignedAt", m.starts as meetings
     from leads l
       left join people p on p.id::text = l.owner
       left join packets k on k.lead_id = l.id and k.cycle = l.cycle
       left join lateral (select d.decided_at from decisions d
         where d.lead_id = l.id and d.kind = 'assigned' and d.cycle = l.cycle and d.handoff ->> 'owner' = l.owner
         order by d.seq desc limit 1) a on true
       left join lateral (${MEETINGS}) m on true
     where l.joined_to is null and l.agreement_version > 0 and ${condition}`,
    [...values],
  )
  const made: HandoffCard[] = []
  for (const row of rows) {
    const { compiled } = await agreements.version(pool, row.version)
    if (row.state.handoff) made.push(cardOf(row, compiled, now))
  }
  return made.toSorted(byDue)
}

/** Those due first, then those that have waited longest. */
function byDue(a: HandoffCard, b: HandoffCard): number {
  const [dueA, dueB] = [a.due?.at ?? '9', b.due?.at ?? '9']
  if (dueA !== dueB) return dueA < dueB ? -1 : 1
  return a.openedAt < b.openedAt ? -1 : 1
}

function cardOf(row: Row, compiled: CompiledAgreement, now: number): HandoffCard {
  const { state, packet } = row
  const handoff = state.handoff!
  const { unknown, criteria, fitReasons } = judge(
    compiled,
    state,
    Math.max(now, state.through?.occurredAt ?? now),
  )
  const nextMeeting = Math.min(...row.meetings.map((at) => Date.parse(at)).filter((at) => at > now))
  return {
    lead: row.lead,
    cycle: state.cycle,
    masked: false,
    name: row.name,
    title: row.title,
    company: row.company,
    stage: state.stage,
    tier: state.tier,
    clock: handoff.clock,
    grade: state.grade,
    score: row.score,
    owner: row.ownerId === null ? null : { id: row.ownerId, name: row.ownerName ?? row.ownerId },
    team: handoff.team,
    openedAt: iso(handoff.openedAt)!,
    assignedAt: row.assignedAt?.toISOString() ?? null,
    firstTouchDue: iso(handoff.firstTouchDue),
    decideDue: iso(handoff.decideDue),
    touchedAt: iso(handoff.touchedAt),
    acceptedAt: iso(handoff.decidedAt),
    overdue: handoff.overdue.filter((kind) => kind !== 'rest'),
    due: dueOf(state, compiled),
    attempts: handoff.attempts,
    why: packet
      ? sayWhyNow(packet, { catalogue: compiled.catalogue, fit: fitReasons, nowMs: now })
      : `With sales since ${new Date(handoff.openedAt).toISOString().slice(0, 10)}; grade ${state.grade}.`,
    unknown: [...unknown],
    openCriteria: criteria.filter(({ answer, aged }) => !answer || aged).map(({ criterion }) => criterion),
    nextMeetingAt: iso(Number.isFinite(nextMeeting) ? nextMeeting : null),
  }
}

function dueOf(state: LeadState, compiled: CompiledAgreement): HandoffCard['due'] {
  const due = nextClock(state, compiled)
  return due && { kind: due.kind, at: iso(due.at)!, warnAt: iso(due.warnAt)! }
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString()
}

/** As it is seen before it is claimed: what it is about, and not whom. */
export function masked(card: HandoffCard): HandoffCard {
  return { ...card, masked: true, name: null, title: null }
}
