/** Which leads somebody reaches, as SQL over `leads`; and one lead, or the refusal that a missing one gets. */
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'
import type { Access, SignedIn } from './access.ts'
import { isUuid } from '../platform/uuid-v7.ts'

/** Whose a lead is, or was last, seen from whoever asks; `open`: in the open queue of one of their teams. */
export type Relation = 'own' | 'open' | 'team' | 'other'

export interface LeadInReach {
  readonly id: string
  readonly relation: Relation
  /** True: personal fields are hidden from whoever asked. */
  readonly masked: boolean
}

/** A condition over `leads`; pushes the values that it binds. */
export function leadScope(access: Access, values: unknown[], alias = 'l'): string {
  if (access.reach === 'all' || access.reach === 'masked') return 'true'
  if (access.kind !== 'person') return 'false'
  if (access.reach === 'team') return isOfTeams(access.person, values, alias)
  return `(${isOwn(access.person, values, alias)} or ${isOpen(access.person, values, alias)})`
}

/** A condition over `leads`: true where whoever asks must not see personal fields. */
export function leadMasked(access: Access, values: unknown[], alias = 'l'): string {
  if (access.reach === 'masked') return 'true'
  if (access.reach === 'all' || access.reach === 'team') return 'false'
  if (access.kind !== 'person') return 'true'
  return `${alias}.last_owner is distinct from $${values.push(access.person.id)}::text`
}

// Each binds only what it asks with: PostgreSQL takes no value that a statement does not use.

function isOwn({ id }: SignedIn, values: unknown[], alias: string): string {
  return `coalesce(${alias}.last_owner = $${values.push(id)}::text, false)`
}

function isOpen({ teams }: SignedIn, values: unknown[], alias: string): string {
  return `(${alias}.stage = 'mql' and ${alias}.owner is null and ${alias}.team in (select t.name from teams t
    where t.assignment = 'claim' and t.id = any($${values.push(teams.map(({ id }) => id))}::uuid[])))`
}

function isOfTeams({ teams }: SignedIn, values: unknown[], alias: string): string {
  const names = `$${values.push(teams.map(({ name }) => name))}::text[]`
  const ids = `$${values.push(teams.map(({ id }) => id))}::uuid[]`
  return `(coalesce(${alias}.last_team = any(${names}), false) or ${alias}.last_owner in
    (select m.person_id::text from team_members m where m.team_id = any(${ids})))`
}

/**
 * The lead of that id, or the one that it was joined to.
 *
 * @throws Refusal `not_found`, the same for a lead out of reach as for one that never was
 */
export async function leadInReach(
  client: pg.Pool | pg.ClientBase,
  access: Access,
  leadId: string,
): Promise<LeadInReach> {
  if (!isUuid(leadId)) throw nothingThere()
  const values: unknown[] = [leadId]
  const ask = (is: typeof isOwn) => (access.kind === 'person' ? is(access.person, values, 'l') : 'false')
  const { rows } = await client.query<{ id: string; own: boolean; open: boolean; team: boolean }>(
    `select l.id, ${ask(isOwn)} as own, ${ask(isOpen)} as open, coalesce(${ask(isOfTeams)}, false) as team
     from leads asked join leads l on l.id = coalesce(asked.joined_to, asked.id) where asked.id = $1::uuid`,
    values,
  )
  const [lead] = rows
  if (!lead) throw nothingThere()
  const relation = lead.own ? 'own' : lead.open ? 'open' : lead.team ? 'team' : 'other'
  if (!reaches(access, lead)) throw nothingThere()
  return {
    id: lead.id,
    relation,
    masked: access.reach === 'masked' || (access.reach === 'own' && !lead.own),
  }
}

function reaches(
  { reach }: Access,
  lead: { readonly own: boolean; readonly open: boolean; readonly team: boolean },
): boolean {
  switch (reach) {
    case 'all':
    case 'masked':
      return true
    case 'team':
      return lead.team
    case 'own':
      return lead.own || lead.open
    default:
      return reach satisfies never
  }
}
