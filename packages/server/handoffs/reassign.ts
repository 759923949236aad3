/** Passing handoffs on in bulk: said beforehand, done in one transaction, and undone as long as nobody touched them. */
import type { Reassigned, Reassignment, Undone } from '@baton/protocol'
import type pg from 'pg'
import { type Access, leadScope } from '../access/index.ts'
import {
  type Acting,
  actInTurn,
  type ActServices,
  type OwnEvent,
  type StandingLead,
} from '../events/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { assignedEvent } from './assigned-event.ts'
import type { Choice } from './choose-owner.ts'
import { peopleNames } from './explanations.ts'
import { Roster, rosterRows, type RosterRow } from './roster.ts'

type Asking = Access & { readonly kind: 'person' }

interface Move {
  readonly lead: StandingLead
  readonly from: string | null
  readonly to: string | null
  readonly team: string | null
  readonly choice: Pick<Choice, 'candidates' | 'skipped'>
  readonly problem: string | null
}

/** What is kept of a move, to undo it. */
interface KeptMove {
  readonly lead: string
  readonly from: string | null
  readonly to: string
  readonly event: string
}

/** A preview is the same up to the writing, and then undone. */
class OnlyPreview extends Error {
  readonly answer: Reassigned

  constructor(answer: Reassigned) {
    super('a preview')
    this.answer = answer
  }
}

/** @throws Refusal `not_found`, `act_refused` */
export async function reassign(
  services: ActServices,
  access: Asking,
  asked: Reassignment,
): Promise<Reassigned> {
  try {
    return await actInTurn(services, async (acting) => {
      const { client, now, inForce } = acting
      const rows = await rosterRows(client, now)
      const roster = new Roster(rows, inForce.compiled, now)
      const leads = await acting.leads(await inReach(client, access, asked.leads))
      const before = new Map(rows.map(({ person }) => [person, roster.openOf(person)]))
      const moves = plan(leads, roster, targetOf(asked, rows, access))
      const answer = await described(client, moves, { roster, rows, before })
      if (asked.preview) throw new OnlyPreview(answer)
      return { ...answer, undo: await carryOut(acting, moves, roster, access.person.id) }
    })
  } catch (error) {
    if (error instanceof OnlyPreview) return error.answer
    throw error
  }
}

type Target = { readonly person: RosterRow } | { readonly team: string }

/** @throws Refusal `not_found` for who is none of theirs, `act_refused` for who cannot have any */
function targetOf({ to }: Reassignment, rows: readonly RosterRow[], { reach, person }: Asking): Target {
  const own = new Set(person.teams.map(({ id }) => id))
  const reached = reach === 'all' ? rows : rows.filter(({ teamId }) => own.has(teamId))
  if ('team' in to) {
    const team = reached.find(({ teamId, team: name }) => teamId === to.team || name === to.team)
    if (!team) throw nothingThere()
    return { team: team.team }
  }
  const found = reached.find((row) => row.person === to.person)
  if (!found) throw nothingThere()
  if (!found.active) throw new Refusal('act_refused', `${found.name} has left.`)
  return { person: found }
}

async function inReach(
  client: pg.ClientBase,
  access: Access,
  leads: readonly string[],
): Promise<readonly string[]> {
  const values: unknown[] = [leads]
  const { rows } = await client.query<{ id: string }>(
    `select l.id from leads l where l.id::text = any($1::text[]) and ${leadScope(access, values)}`,
    values,
  )
  const found = new Set(rows.map(({ id }) => id))
  if (leads.some((id) => !found.has(id))) throw nothingThere()
  return [...found]
}

const MOVABLE: readonly string[] = ['mql', 'sal', 'sql', 'opportunity']

function plan(leads: readonly StandingLead[], roster: Roster, target: Target): readonly Move[] {
  // Nobody who has some of them now gets any of them by turn.
  const owners = new Set(leads.flatMap(({ state }) => state.handoff?.owner ?? []))
  return leads.map((lead): Move => {
    const { handoff, stage } = lead.state
    const from = handoff?.owner ?? null
    const kept = {
      lead,
      from,
      to: null,
      team: handoff?.team ?? null,
      choice: { candidates: [], skipped: [] },
    }
    if (!handoff || !MOVABLE.includes(stage)) return { ...kept, problem: 'Sales does not have it.' }
    if ('person' in target) {
      const { person, team } = target.person
      if (person === from) return { ...kept, problem: 'Is theirs already.' }
      roster.give(team, person, from)
      return { ...kept, to: person, team, problem: null }
    }
    const choice = roster.choose(target.team, owners)
    if (choice.to === null) return { ...kept, choice, problem: 'Nobody of the team can have it now.' }
    roster.give(target.team, choice.to, from, choice.turns)
    return { ...kept, to: choice.to, team: target.team, choice, problem: null }
  })
}

async function described(
  client: pg.ClientBase,
  moves: readonly Move[],
  {
    roster,
    rows,
    before,
  }: {
    readonly roster: Roster
    readonly rows: readonly RosterRow[]
    readonly before: ReadonlyMap<string, number>
  },
): Promise<Reassigned> {
  const names = await peopleNames(client)
  const who = (id: string | null) => (id === null ? null : { id, name: names.get(id) ?? id })
  const shown = await client.query<{ id: string; name: string | null; company: string | null }>(
    'select id, name, company_name as company from leads where id = any($1::uuid[])',
    [moves.map(({ lead }) => lead.id)],
  )
  const leads = new Map(shown.rows.map((row) => [row.id, row]))
  const concerned = new Set(moves.filter(({ to }) => to !== null).flatMap(({ from, to }) => [from, to]))
  const capacities = new Map(rows.map(({ person, capacity }) => [person, capacity]))
  return {
    undo: null,
    moves: moves.map(({ lead, from, to, problem }) => ({
      lead: lead.id,
      name: leads.get(lead.id)?.name ?? null,
      company: leads.get(lead.id)?.company ?? null,
      from: who(from),
      to: who(to),
      problem,
    })),
    load: [...concerned].flatMap((id) =>
      id === null || !capacities.has(id)
        ? []
        : {
            person: who(id)!,
            before: before.get(id) ?? 0,
            after: roster.openOf(id),
            capacity: capacities.get(id)!,
          },
    ),
  }
}

async function carryOut(
  acting: Acting,
  moves: readonly Move[],
  roster: Roster,
  by: string,
): Promise<string | null> {
  const made = moves.filter((move): move is Move & { readonly to: string } => move.to !== null)
  if (made.length === 0) return null
  const events = made.map(({ lead, to, team, choice }) =>
    assignedEvent(lead, roster, { why: 'manager', team }, { ...choice, to }, by),
  )
  const ids = await acting.store(events)
  await roster.writeTurns(acting.client)
  const kept = made.map(({ lead, from, to }, index): KeptMove => ({
    lead: lead.id,
    from,
    to,
    event: ids[index]!,
  }))
  const id = uuidV7()
  await acting.client.query('insert into reassignments (id, by_person, moves) values ($1, $2, $3)', [
    id,
    by,
    JSON.stringify(kept),
  ])
  return id
}

/** Gives back what nobody touched since. @throws Refusal `not_found`, `conflict` */
export async function undoReassignment(services: ActServices, access: Asking, id: string): Promise<Undone> {
  return await actInTurn(services, async (acting) => {
    const { client, now, inForce } = acting
    const { rows } = await client.query<{ moves: readonly KeptMove[]; by: string; undone: boolean }>(
      `select moves, by_person as by, undone_at is not null as undone from reassignments where id::text = $1 for update`,
      [id],
    )
    const [done] = rows
    if (!done || (access.reach !== 'all' && done.by !== access.person.id)) throw nothingThere()
    if (done.undone) throw new Refusal('conflict', 'It was undone already.')
    const roster = new Roster(await rosterRows(client, now), inForce.compiled, now)
    const leads = new Map(
      (await acting.leads(done.moves.map(({ lead }) => lead))).map((lead) => [lead.id, lead]),
    )
    const touched = await touchedSince(client, done.moves)
    const events: OwnEvent[] = []
    const kept: { lead: string; why: string }[] = []
    for (const move of done.moves) {
      const lead = leads.get(move.lead)
      const why = whyKept(move, lead, touched)
      if (why !== null || !lead || move.from === null)
        kept.push({ lead: move.lead, why: why ?? 'It is not there any more.' })
      else events.push(backEvent(lead, move.from, roster, access.person.id))
    }
    await acting.store(events)
    await client.query('update reassignments set undone_at = now() where id::text = $1', [id])
    return { moved: events.length, kept }
  })
}

function backEvent(lead: StandingLead, to: string, roster: Roster, by: string): OwnEvent {
  const team = roster.person(to)?.team ?? lead.state.handoff?.team ?? null
  return assignedEvent(lead, roster, { why: 'manager', team }, { to, candidates: [], skipped: [] }, by)
}

function whyKept(
  { from, to, event }: KeptMove,
  lead: StandingLead | undefined,
  touched: ReadonlySet<string>,
): string | null {
  if (from === null) return 'Nobody had it before.'
  if (!lead?.state.handoff) return 'It is no longer with sales.'
  if (lead.state.handoff.owner !== to) return 'Somebody else has it by now.'
  return touched.has(event) ? 'It was worked on since.' : null
}

/** Moves after which sales did anything with the lead. */
async function touchedSince(client: pg.ClientBase, moves: readonly KeptMove[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ event: string }>(
    `select m.event from unnest($1::uuid[], $2::uuid[]) as m(lead, event)
     join events moved on moved.lead_id = m.lead and moved.id = m.event
     where exists (select 1 from events e where e.lead_id = m.lead and e.seq > moved.seq and e.source_id = moved.source_id)`,
    [moves.map(({ lead }) => lead), moves.map(({ event }) => event)],
  )
  return new Set(rows.map(({ event }) => event))
}
