/** Taking a handoff, saying yes or no to it, giving it back, and taking up what was not handed over. */
import { effortLeft, findSubjectField } from '@baton/engine'
import type { SalesAct } from '@baton/protocol'
import { Refusal } from '../../platform/http/refusal.ts'
import { assignedEvent } from '../assigned-event.ts'
import { clauseIds } from './clause-ids.ts'
import { type ActEvent, actEvent, type Doing, handoffIn, refused, WITH_SALES } from './doing.ts'
import { takenBy } from './taken-by.ts'

type Act<Name extends SalesAct['act']> = Extract<SalesAct, { act: Name }>

/** The first has it; everybody after is told who that is. */
export async function claim(doing: Doing): Promise<readonly ActEvent[]> {
  const { state, person } = doing
  const { handoff } = state
  if (!handoff || !WITH_SALES.includes(state.stage))
    throw refused('It is not handed over, so there is nothing to claim.')
  if (handoff.owner === person.id) throw refused('You have it already.')
  if (handoff.owner !== null) throw await takenBy(doing.client, doing.lead.id, handoff.owner, doing.now)
  return [claimed(doing)]
}

function claimed({ lead, roster, person, state }: Doing): ActEvent {
  const team = state.handoff?.team ?? null
  const choice = { to: person.id, candidates: [], skipped: [] }
  const { name, properties } = assignedEvent(lead, roster, { why: 'claimed', team }, choice, person.id)
  return { name, properties }
}

/** Accepting what nobody has yet claims it. A manager accepts for whoever has it. */
export async function accept(doing: Doing): Promise<readonly ActEvent[]> {
  const { state, person, relation } = doing
  const { handoff } = state
  if (!handoff || state.stage !== 'mql')
    throw refused('Only a handoff that waits for a decision can be accepted.')
  if (handoff.owner === null)
    return [claimed(doing), actEvent(doing, 'Handoff Accepted', { owner: person.id })]
  if (handoff.owner !== person.id && relation !== 'team')
    throw await takenBy(doing.client, doing.lead.id, handoff.owner, doing.now)
  return [actEvent(doing, 'Handoff Accepted', { owner: handoff.owner })]
}

export function reject(doing: Doing, act: Act<'reject'>): readonly ActEvent[] {
  handoffIn(
    doing,
    ['mql'],
    'Only a handoff that waits for a decision can be rejected; an accepted one is returned.',
  )
  return [contested(doing, 'Handoff Rejected', act)]
}

export function giveBack(doing: Doing, act: Act<'return'>): readonly ActEvent[] {
  handoffIn(doing, ['sal', 'sql', 'opportunity'], 'Only a lead that sales accepted can be returned.')
  return [contested(doing, 'Handoff Returned', act)]
}

function contested(doing: Doing, name: string, said: Act<'reject'> | Act<'return'>): ActEvent {
  const { agreement, catalogue } = doing.compiled
  const { reason, clause, field, value, note } = said
  const reasons = agreement.recycle.map(({ id }) => id)
  if (!reasons.includes(reason))
    throw refused(`The agreement has no reason “${reason}”; it has ${reasons.join(', ') || 'none'}.`)
  if (reason === 'unreachable') assertEffort(doing)
  if (clause !== undefined && !clauseIds(agreement).has(clause))
    throw new Refusal('invalid_request', `The agreement has no clause “${clause}”.`)
  if (field !== undefined && !findSubjectField(catalogue, field))
    throw new Refusal('invalid_request', `“${field}” is no field of the catalogue, such as lead.seniority.`)
  if (value !== undefined && field === undefined)
    throw new Refusal('invalid_request', 'What a fact should be needs the name of the fact.')
  return actEvent(doing, name, { reason, clause, field, value, note })
}

/** Nobody is called unreachable before sales tried as agreed. */
function assertEffort({ compiled, state }: Doing): void {
  const { attempts, channels } = effortLeft(compiled, state.handoff)
  const owed = [
    attempts > 0 ? `${attempts} more ${attempts === 1 ? 'attempt' : 'attempts'}` : null,
    channels > 0 ? `${channels} more ${channels === 1 ? 'channel' : 'channels'}` : null,
  ].filter((part) => part !== null)
  if (owed.length > 0)
    throw refused(`The agreement asks for ${owed.join(' and ')} before a lead may be called unreachable.`)
}

export function takeUp(doing: Doing): readonly ActEvent[] {
  const { stage } = doing.state
  if (stage === 'disqualified') throw refused('It is disqualified: it has to be reinstated first.')
  if (stage !== 'lead' && stage !== 'recycled')
    throw refused('Only a lead that sales does not have can be taken up.')
  return [actEvent(doing, 'Prospect Opened', { owner: doing.person.id })]
}

export function reinstate(doing: Doing, { note }: Act<'reinstate'>): readonly ActEvent[] {
  const { stage, disqualifiedBy } = doing.state
  if (stage !== 'disqualified') throw refused('It is not disqualified.')
  if (!disqualifiedBy?.startsWith('recycle.'))
    throw refused(`It is disqualified by ${disqualifiedBy}: that stands until the fact is corrected.`)
  return [actEvent(doing, 'Lead Reinstated', { note })]
}
