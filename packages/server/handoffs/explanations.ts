/** Why a handoff is whose it is: read back from the events that gave it, with the names of today. */
import type { LeadState, Packet } from '@baton/engine'
import type { AssignmentExplanation, Skipped } from '@baton/protocol'
import type pg from 'pg'
import type { StoredExplanation } from './assigned-event.ts'
import type { SkippedMember } from './choose-owner.ts'

interface Row {
  readonly lead: string
  readonly cycle: number
  readonly at: Date
  readonly event: string
  readonly properties: {
    readonly to?: unknown
    readonly why?: unknown
    readonly by?: unknown
    readonly owner?: unknown
    readonly explanation?: Partial<StoredExplanation>
  }
  readonly handoff: LeadState['handoff']
}

/** Newest first: each time that somebody got the lead, or that a route passed it on. */
export async function assignmentsOf(pool: pg.Pool, leadId: string): Promise<AssignmentExplanation[]> {
  const { rows } = await pool.query<Row>(
    `select d.lead_id as lead, d.cycle, d.decided_at as at, e.name as event, e.properties, d.handoff
     from decisions d join events e on e.id = d.cause_event
     where d.lead_id = $1::uuid and (d.kind = 'assigned' or e.name = 'Prospect Opened' and d.kind = 'stage')
     order by d.seq desc`,
    [leadId],
  )
  const names = await peopleNames(pool)
  return rows.map((row) => explanationOf(row, names))
}

const WHY: readonly AssignmentExplanation['why'][] = ['route', 'claimed', 'overdue', 'manager', 'away']

function explanationOf(
  { lead, cycle, at, event, properties, handoff }: Row,
  names: ReadonlyMap<string, string>,
): AssignmentExplanation {
  const who = (id: unknown) => (typeof id === 'string' ? { id, name: names.get(id) ?? id } : null)
  const base = { lead, cycle, at: at.toISOString(), team: handoff?.team ?? null }
  if (event !== 'Handoff Assigned') {
    // A clock ran out and the next route has it, or sales took it up.
    const why = event === 'Prospect Opened' ? ('taken-up' as const) : ('overdue' as const)
    const route = why === 'overdue' ? (handoff?.routesTried ?? null) : null
    const to = who(handoff?.owner)
    return {
      ...base,
      to,
      why,
      by: why === 'overdue' ? null : who(properties.by),
      route,
      candidates: [],
      skipped: [],
    }
  }
  const { route = null, candidates = [], skipped = [] } = properties.explanation ?? {}
  return {
    ...base,
    to: who(properties.to),
    why: WHY.find((why) => why === properties.why) ?? 'route',
    by: who(properties.by),
    route,
    candidates: candidates.map(({ person, ...share }) => ({ person: who(person)!, ...share })),
    skipped: skippedWith(skipped, names),
  }
}

export function skippedWith(
  skipped: readonly SkippedMember[],
  names: ReadonlyMap<string, string>,
): Skipped[] {
  return skipped.map(({ person, why, until }) => ({
    person: { id: person, name: names.get(person) ?? person },
    why,
    until: until === null ? null : new Date(until).toISOString(),
  }))
}

export async function peopleNames(client: pg.Pool | pg.ClientBase): Promise<ReadonlyMap<string, string>> {
  const { rows } = await client.query<{ id: string; name: string }>('select id::text as id, name from people')
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export interface KeptPacket {
  readonly cycle: number
  readonly madeAt: string
  readonly agreementVersion: number
  readonly packet: Packet
}

/** Newest first. */
export async function packetsOf(pool: pg.Pool, leadId: string): Promise<KeptPacket[]> {
  const { rows } = await pool.query<Omit<KeptPacket, 'madeAt'> & { readonly madeAt: Date }>(
    `select cycle, made_at as "madeAt", agreement_version as "agreementVersion", packet
     from packets where lead_id = $1::uuid order by cycle desc`,
    [leadId],
  )
  return rows.map((row) => ({ ...row, madeAt: row.madeAt.toISOString() }))
}
