/** What an act sees, and what it answers: the events that it becomes, or a refusal. */
import type { CompiledAgreement, HandoffState, LeadState, Stage } from '@baton/engine'
import type pg from 'pg'
import type { Relation, SignedIn } from '../../access/index.ts'
import type { StandingLead } from '../../events/index.ts'
import { Refusal } from '../../platform/http/refusal.ts'
import type { Roster } from '../roster.ts'

export interface Doing {
  readonly client: pg.ClientBase
  readonly compiled: CompiledAgreement
  readonly lead: StandingLead
  readonly state: LeadState
  readonly person: SignedIn
  /** Whose the lead is, seen from the person. */
  readonly relation: Relation
  readonly roster: Roster
  readonly now: number
}

export interface ActEvent {
  readonly name: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** Leaves out what was not said, and says who did it. */
export function actEvent(
  { person }: Doing,
  name: string,
  said: Readonly<Record<string, unknown>> = {},
): ActEvent {
  const properties = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
  return { name, properties: { ...properties, by: person.id } }
}

export function refused(detail: string): Refusal {
  return new Refusal('act_refused', detail)
}

/** The handoff, where the lead is in one of these stages and the person has it, or leads who has. @throws Refusal */
export function handoffIn(doing: Doing, stages: readonly Stage[], otherwise: string): HandoffState {
  const { state, relation, person } = doing
  const { handoff } = state
  if (!handoff || !stages.includes(state.stage)) throw refused(otherwise)
  if (relation === 'open' && person.role !== 'manager') throw refused('Nobody has it yet: claim it first.')
  // Whoever had it last goes on seeing it, and no more than that.
  if (relation === 'own' && handoff.owner !== person.id && person.role !== 'manager')
    throw refused('It is not yours any more.')
  return handoff
}

export const WITH_SALES: readonly Stage[] = ['mql', 'sal', 'sql', 'opportunity']
export const HANDED_OVER: readonly Stage[] = [...WITH_SALES, 'customer', 'advocate']
