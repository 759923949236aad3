/** Handoffs that found no owner, or that nobody works on: each with the reason. */
import type { CompiledAgreement, LeadState } from '@baton/engine'
import type { Triage } from '@baton/protocol'
import type pg from 'pg'
import type { Agreements } from '../agreements/index.ts'
import { cards } from './cards.ts'
import type { SkippedMember } from './choose-owner.ts'
import { peopleNames, skippedWith } from './explanations.ts'
import { needOf } from './plan-assignments.ts'
import { Roster, rosterRows } from './roster.ts'

type Problem = Triage['data'][number]['problem']

interface Stranded {
  readonly problem: Problem
  readonly skipped: readonly SkippedMember[]
}

export async function triage(pool: pg.Pool, agreements: Agreements): Promise<Triage> {
  const now = Date.now()
  const [waiting, rows, inForce, teams, names] = await Promise.all([
    waitingHandoffs(pool),
    rosterRows(pool, now),
    agreements.inForce(pool),
    teamNames(pool),
    peopleNames(pool),
  ])
  const roster = new Roster(rows, inForce.compiled, now)
  const stranded = new Map<string, Stranded>()
  for (const { id, state } of waiting) {
    const found = strandedBy(state, roster, inForce.compiled, teams)
    if (found) stranded.set(id, found)
  }
  const shown = await cards(pool, agreements, {
    condition: 'l.id = any($1::uuid[])',
    values: [[...stranded.keys()]],
    now,
  })
  const data = shown.map((card) => {
    const { problem, skipped } = stranded.get(card.lead)!
    return { card, problem, skipped: skippedWith(skipped, names) }
  })
  return { data }
}

/** Null: somebody has it in time, or gets it within a second. */
function strandedBy(
  state: LeadState,
  roster: Roster,
  compiled: CompiledAgreement,
  teams: ReadonlySet<string>,
): Stranded | null {
  const { owner, team, overdue, touchedAt } = state.handoff!
  if (owner === null && team === null) return { problem: 'no-route', skipped: [] }
  if (owner === null && !teams.has(team!)) return { problem: 'no-team', skipped: [] }
  const need = needOf(state, roster, compiled)
  if (need) {
    const { to, skipped } = roster.choose(need.team, need.hadBy)
    return to === null ? { problem: owner === null ? 'nobody' : 'unworked', skipped } : null
  }
  if (owner === null && roster.assignmentOf(team) === null) return { problem: 'nobody', skipped: [] }
  // In an open queue that nobody claims from in time, or with somebody who lets it lie where nobody else is to get it.
  const isLate = overdue.includes('decide') || (overdue.includes('first-touch') && touchedAt === null)
  return isLate ? { problem: 'unworked', skipped: [] } : null
}

const LOOKED_AT_MAX = 500

async function waitingHandoffs(
  pool: pg.Pool,
): Promise<readonly { readonly id: string; readonly state: LeadState }[]> {
  const { rows } = await pool.query<{ id: string; state: LeadState }>(
    `select l.id, l.state::json as state from leads l
     where l.joined_to is null and l.stage = 'mql' and l.agreement_version > 0
       and (position('"overdue":["' in l.state) > 0
         or l.owner is null and not exists (select 1 from teams t join team_members m on m.team_id = t.id
           where t.name = l.team and t.assignment = 'claim')
         or exists (select 1 from people p where p.id::text = l.owner and not p.active))
     order by l.stage_since, l.id limit ${LOOKED_AT_MAX}`,
  )
  return rows
}

async function teamNames(pool: pg.Pool): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ name: string }>('select name from teams')
  return new Set(rows.map(({ name }) => name))
}
