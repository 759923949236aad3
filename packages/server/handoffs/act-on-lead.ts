/** One act of sales with one lead: who may do it, what it becomes, where the lead stands afterwards. Done once. */
import type { Acted, ActRequest, Pipeline, SalesAct } from '@baton/protocol'
import type { LeadState } from '@baton/engine'
import type pg from 'pg'
import { type Access, type LeadInReach, leadInReach, type SignedIn } from '../access/index.ts'
import { type Acting, actInTurn, type ActServices } from '../events/index.ts'
import { pipeline } from '../opportunities/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { answer, assess, object, touch } from './acts/conversation-acts.ts'
import type { ActEvent, Doing } from './acts/doing.ts'
import { accept, claim, giveBack, reinstate, reject, takeUp } from './acts/handoff-acts.ts'
import { book, cancel, hold, miss, move } from './acts/meeting-acts.ts'
import { change, lose, open, sendProposal, win } from './acts/opportunity-acts.ts'
import { takenBy } from './acts/taken-by.ts'
import { Roster, rosterRows } from './roster.ts'
import { isUuid } from '../platform/uuid-v7.ts'

/** @throws Refusal `not_found`, `already_taken`, `act_refused`, `conflict`, `invalid_request` */
export async function actOnLead(
  services: ActServices,
  access: Access & { readonly kind: 'person' },
  leadId: string,
  { id, cycle, act }: ActRequest,
): Promise<Acted> {
  const { person } = access
  const stages = await pipeline(services.pool)
  return await actInTurn(services, async (acting) => {
    const messageId = `act:${person.id}:${leadId}:${id}`
    const done = await doneBefore(acting, messageId)
    if (done) return done
    const { id: root, relation } = await reached(acting, access, leadId, act)
    const [lead] = await acting.leads([root])
    if (!lead) throw nothingThere()
    if (cycle !== undefined && cycle !== lead.state.cycle)
      throw new Refusal(
        'conflict',
        `The lead is in its pass ${lead.state.cycle} by now, not ${cycle}: look again.`,
      )
    const { client, now, inForce } = acting
    const roster = new Roster(await rosterRows(client, now), inForce.compiled, now)
    const { compiled } = inForce
    const doing = { client, compiled, lead, state: lead.state, person, relation, roster, now }
    const events = await eventsOf(doing, act, stages)
    const ids = await acting.store(
      events.map((event, index) => ({
        ...event,
        leadId: root,
        messageId: index === events.length - 1 ? messageId : `${messageId}:${index}`,
      })),
    )
    const { meeting } = events.at(-1)!.properties
    return await acted(client, root, lead.state, ids.at(-1)!, meeting)
  })
}

function eventsOf(
  doing: Doing,
  act: SalesAct,
  stages: Pipeline,
): readonly ActEvent[] | Promise<readonly ActEvent[]> {
  switch (act.act) {
    case 'claim':
      return claim(doing)
    case 'accept':
      return accept(doing)
    case 'reject':
      return reject(doing, act)
    case 'return':
      return giveBack(doing, act)
    case 'take-up':
      return takeUp(doing)
    case 'reinstate':
      return reinstate(doing, act)
    case 'touch':
      return touch(doing, act)
    case 'answer':
      return answer(doing, act)
    case 'object':
      return object(doing, act)
    case 'assess':
      return assess(doing, act)
    case 'book-meeting':
      return book(doing, act)
    case 'move-meeting':
      return move(doing, act)
    case 'cancel-meeting':
      return cancel(doing, act)
    case 'hold-meeting':
      return hold(doing, act)
    case 'miss-meeting':
      return miss(doing, act)
    case 'open-opportunity':
      return open(doing, act, stages)
    case 'change-opportunity':
      return change(doing, act, stages)
    case 'send-proposal':
      return sendProposal(doing, act)
    case 'win':
      return win(doing, act)
    case 'lose':
      return lose(doing, act)
    default:
      return act satisfies never
  }
}

/**
 * What somebody of the team was quicker to claim is out of reach by now, and still has to be answered. What sales sent
 * back is nobody's any more: who had it last may take it up again.
 */
async function reached(
  { client, now }: Acting,
  access: Access & { readonly kind: 'person' },
  leadId: string,
  { act }: SalesAct,
): Promise<LeadInReach> {
  try {
    return await leadInReach(client, access, leadId)
  } catch (error) {
    if ((act === 'take-up' || act === 'reinstate') && (await hadLast(client, access.person, leadId)))
      return { id: leadId, relation: 'team', masked: false }
    const mayHaveBeenOpen = act === 'claim' || act === 'accept'
    const owner = mayHaveBeenOpen ? await ownerInTeam(client, access.person, leadId) : null
    throw owner === null ? error : await takenBy(client, leadId, owner, now)
  }
}

/** Who has the lead now, where it is of a team whose open queue the person sees. */
async function ownerInTeam(
  client: pg.ClientBase,
  { teams }: SignedIn,
  leadId: string,
): Promise<string | null> {
  if (!isUuid(leadId)) return null
  const { rows } = await client.query<{ owner: string }>(
    `select l.owner from leads l join teams t on t.name = l.team and t.assignment = 'claim'
     where l.id = $1::uuid and l.owner is not null and t.id = any($2::uuid[])`,
    [leadId, teams.map(({ id }) => id)],
  )
  return rows[0]?.owner ?? null
}

/** Whether the lead's last handoff was theirs, or of a team that they lead. */
async function hadLast(
  client: pg.ClientBase,
  { id, role, teams }: SignedIn,
  leadId: string,
): Promise<boolean> {
  if (!isUuid(leadId)) return false
  const { rows } = await client.query<{ had: boolean }>(
    `select d.handoff ->> 'owner' = $2 or $3 and exists (
         select 1 from teams t left join team_members m on m.team_id = t.id
         where t.id = any($4::uuid[]) and (t.name = d.handoff ->> 'team' or m.person_id::text = d.handoff ->> 'owner')) as had
     from decisions d join leads l on l.id = d.lead_id and l.joined_to is null
     where d.lead_id = $1::uuid and d.handoff is not null order by d.seq desc limit 1`,
    [leadId, id, role === 'manager', teams.map((team) => team.id)],
  )
  return rows[0]?.had ?? false
}

/** The same act again: it was done, and this is where the lead stands now. */
async function doneBefore({ client, sourceId }: Acting, messageId: string): Promise<Acted | null> {
  const { rows } = await client.query<{ event: string; lead: string; meeting: unknown; state: LeadState }>(
    `select e.id as event, l.id as lead, e.properties ->> 'meeting' as meeting, l.state::json as state
     from events e join leads l on l.id = e.lead_id where e.source_id = $1 and e.message_id = $2`,
    [sourceId, messageId],
  )
  const [row] = rows
  return row ? await acted(client, row.lead, row.state, row.event, row.meeting) : null
}

async function acted(
  client: pg.ClientBase,
  lead: string,
  { stage, cycle, handoff }: LeadState,
  event: string,
  meeting: unknown,
): Promise<Acted> {
  const owner = handoff?.owner ?? null
  const { rows } = await client.query<{ name: string }>('select name from people where id::text = $1', [
    owner,
  ])
  return {
    lead,
    stage,
    cycle,
    owner: owner === null ? null : { id: owner, name: rows[0]?.name ?? owner },
    event,
    meeting: typeof meeting === 'string' ? meeting : null,
  }
}
