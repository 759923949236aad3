/**
 * Gives handoffs to people: those that nobody has yet, and those whose owner let the clock run out, is away or has left.
 * Each is an event that says why, so it is told with the lead's history, and done once.
 */
import type { LeadState } from '@baton/engine'
import type pg from 'pg'
import { actInTurn, type ActServices, type StandingLead } from '../events/index.ts'
import { assignedEvent } from './assigned-event.ts'
import { planAssignments } from './plan-assignments.ts'
import { Roster, rosterRows } from './roster.ts'

const BATCH = 200
const FIRST = '00000000-0000-0000-0000-000000000000'

/** Handoffs of teams that are served in turn and that nobody has. Returns how many found an owner. */
export function assignUnowned(services: ActServices): Promise<number> {
  return assignAll(services, unownedLeads)
}

/** Handoffs whose owner is late, away or gone. */
export function assignFromAbsent(services: ActServices): Promise<number> {
  return assignAll(services, leadsOfAbsent)
}

type Selection = (pool: pg.Pool, after: string, now: number) => Promise<readonly StandingLead[]>

/** Who cannot be given to anybody now stays; the batches behind are looked at all the same. */
async function assignAll(services: ActServices, select: Selection): Promise<number> {
  let assigned = 0
  for (let after = FIRST; ;) {
    const leads = await select(services.pool, after, Date.now())
    assigned += await assignBatch(services, leads)
    if (leads.length < BATCH) return assigned
    after = leads.at(-1)!.id
  }
}

async function assignBatch(services: ActServices, leads: readonly StandingLead[]): Promise<number> {
  if (leads.length === 0) return 0
  const { pool, agreements } = services
  const now = Date.now()
  const inForce = await agreements.inForce(pool)
  const expected = new Roster(await rosterRows(pool, now), inForce.compiled, now)
  // The turn makes everybody else wait: it is taken only when there is something to give.
  const ids = planAssignments(leads, expected, inForce.compiled).map(({ lead }) => lead.id)
  if (ids.length === 0) return 0
  return await actInTurn(services, async (acting) => {
    const { compiled } = acting.inForce
    const roster = new Roster(await rosterRows(acting.client, acting.now), compiled, acting.now)
    const planned = planAssignments(await acting.leads(ids), roster, compiled)
    await acting.store(planned.map(({ lead, need, choice }) => assignedEvent(lead, roster, need, choice)))
    await roster.writeTurns(acting.client)
    return planned.length
  })
}

interface Row {
  readonly id: string
  readonly state: LeadState
  readonly ledgerSeq: number
}

const STANDING = 'l.id, l.state::json as state, l.ledger_seq as "ledgerSeq"'

async function unownedLeads(pool: pg.Pool, after: string): Promise<readonly StandingLead[]> {
  const { rows } = await pool.query<Row>({
    name: 'unowned-leads',
    text: `select ${STANDING} from leads l
           where l.stage = 'mql' and l.owner is null and l.joined_to is null and l.id > $1::uuid
             and l.team in (select t.name from teams t join team_members m on m.team_id = t.id
               join people p on p.id = m.person_id and p.active and p.capacity > 0 where t.assignment = 'round-robin')
           order by l.id limit ${BATCH}`,
    values: [after],
  })
  return rows
}

async function leadsOfAbsent(pool: pg.Pool, after: string, now: number): Promise<readonly StandingLead[]> {
  const { rows } = await pool.query<Row>({
    name: 'leads-of-absent',
    text: `select ${STANDING} from leads l join people p on p.id::text = l.owner
           where l.stage = 'mql' and l.owner is not null and l.joined_to is null and l.id > $1::uuid
             and (not p.active
               or position('"overdue":["' in l.state) > 0
               or exists (select 1 from absences a where a.person_id = p.id
                 and a.starts_at <= $2::timestamptz and a.ends_at > $2::timestamptz))
           order by l.id limit ${BATCH}`,
    values: [after, new Date(now).toISOString()],
  })
  return rows
}
