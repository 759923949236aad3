/** Who could have a handoff, team by team, and what changes as one after the other is given out. */
import type { CompiledAgreement } from '@baton/engine'
import type { Assignment } from '@baton/protocol'
import type pg from 'pg'
import { textArray } from '../platform/postgres/binary-array.ts'
import { chooseOwner, type Choice, type Member } from './choose-owner.ts'

/** A person in a team; who is in two teams is there twice. */
export interface RosterRow {
  readonly team: string
  readonly teamId: string
  readonly assignment: Assignment
  readonly person: string
  readonly name: string
  readonly active: boolean
  readonly hours: string | null
  readonly capacity: number
  readonly turn: number
  readonly open: number
  readonly awayUntil: number | null
}

/** Stages in which a handoff is work for whoever has it: to be decided, or to be qualified. */
export const WORKED_ON = `('mql', 'sal')`

/** Everybody of sales, whoever has left included: their handoffs have to be found. */
export async function rosterRows(
  client: pg.ClientBase | pg.Pool,
  now: number,
): Promise<readonly RosterRow[]> {
  const { rows } = await client.query<RosterRow>({
    name: 'roster',
    text: `
      with load as (select owner, count(*)::int as open from leads
        where owner is not null and stage in ${WORKED_ON} and joined_to is null group by owner)
      select t.name as team, t.id as "teamId", t.assignment, p.id as person, p.name, p.active, p.hours, p.capacity,
        m.turn, coalesce(load.open, 0) as open,
        (select max((extract(epoch from a.ends_at) * 1000)::float8) from absences a
          where a.person_id = p.id and a.starts_at <= $1::timestamptz and a.ends_at > $1::timestamptz) as "awayUntil"
      from team_members m join teams t on t.id = m.team_id join people p on p.id = m.person_id
        left join load on load.owner = p.id::text
      where p.role in ('rep', 'manager') order by t.name, p.id`,
    values: [new Date(now).toISOString()],
  })
  return rows
}

export class Roster {
  readonly #teams = new Map<string, RosterRow[]>()
  readonly #open = new Map<string, number>()
  readonly #turns = new Map<string, { readonly row: RosterRow; turn: number; changed: boolean }>()
  readonly #compiled: CompiledAgreement
  readonly #now: number

  constructor(rows: readonly RosterRow[], compiled: CompiledAgreement, now: number) {
    this.#compiled = compiled
    this.#now = now
    for (const row of rows) {
      const team = this.#teams.get(row.team)
      if (team) team.push(row)
      else this.#teams.set(row.team, [row])
      this.#open.set(row.person, row.open)
      this.#turns.set(turnKey(row), { row, turn: row.turn, changed: false })
    }
  }

  /** Null where there is no such team, or nobody of sales in it. */
  assignmentOf(team: string | null): Assignment | null {
    return (team !== null && this.#teams.get(team)?.[0]?.assignment) || null
  }

  person(id: string): RosterRow | null {
    for (const rows of this.#teams.values()) for (const row of rows) if (row.person === id) return row
    return null
  }

  openOf(person: string): number {
    return this.#open.get(person) ?? 0
  }

  choose(team: string, hadBy: ReadonlySet<string>): Choice {
    return chooseOwner(
      (this.#teams.get(team) ?? []).map((row) => this.#memberOf(row)),
      hadBy,
    )
  }

  /** Somebody has one more, and whoever had it one less; turns are those that choosing left. */
  give(team: string, to: string, from: string | null, turns: Choice['turns'] = new Map()): void {
    this.#open.set(to, this.openOf(to) + 1)
    if (from !== null) this.#open.set(from, this.openOf(from) - 1)
    for (const row of this.#teams.get(team) ?? []) {
      const turn = turns.get(row.person)
      const kept = this.#turns.get(turnKey(row))!
      if (turn !== undefined) Object.assign(kept, { turn, changed: true })
    }
  }

  async writeTurns(client: pg.ClientBase): Promise<void> {
    const changed = [...this.#turns.values()].filter((turn) => turn.changed)
    if (changed.length === 0) return
    await client.query({
      name: 'write-turns',
      text: `update team_members m set turn = g.turn::float8
             from unnest($1::text[], $2::text[], $3::text[]) as g(team, person, turn)
             where m.team_id = g.team::uuid and m.person_id = g.person::uuid`,
      values: [
        textArray(changed.map(({ row }) => row.teamId)),
        textArray(changed.map(({ row }) => row.person)),
        textArray(changed.map(({ turn }) => String(turn))),
      ],
    })
  }

  #memberOf(row: RosterRow): Member {
    const calendar = this.#compiled.calendarOf(this.#compiled.hoursOf(row.hours))
    const worksAgainAt = calendar.nextOpening(this.#now)
    const { person, active, capacity, awayUntil } = row
    return {
      person,
      active,
      capacity,
      awayUntil,
      open: this.openOf(person),
      turn: this.#turns.get(turnKey(row))!.turn,
      atWork: worksAgainAt === this.#now,
      worksAgainAt,
    }
  }
}

function turnKey({ teamId, person }: RosterRow): string {
  return `${teamId} ${person}`
}
