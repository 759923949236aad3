/** Teams that handoffs are routed to. */
import type { Team } from '@baton/protocol'
import type pg from 'pg'
import { VERSION_IN_FORCE, type Agreements } from '../agreements/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { type Client } from './person-rows.ts'

const TEAM = `
  t.id, t.name, t.assignment,
  coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name, 'role', p.role) order by lower(p.name))
    from team_members m join people p on p.id = m.person_id and p.active where m.team_id = t.id), '[]') as members`

export async function teams(client: Client): Promise<readonly Team[]> {
  const { rows } = await client.query<Team>(`select ${TEAM} from teams t order by t.name`)
  return rows
}

async function team(client: Client, id: string): Promise<Team> {
  const { rows } = await client.query<Team>(`select ${TEAM} from teams t where t.id = $1::uuid`, [id])
  return rows[0]!
}

/** Names that routes of the agreement in force use and no team has, in the order of the routes. */
export async function missingTeams(pool: pg.Pool, agreements: Agreements): Promise<readonly string[]> {
  const { rows } = await pool.query<{ version: number | null }>(`select ${VERSION_IN_FORCE} as version`)
  const version = rows[0]?.version
  if (!version) return []
  const { compiled } = await agreements.version(pool, version)
  const named = new Set(compiled.agreement.handoff.route.map(({ team: name }) => name.replace(/^team /, '')))
  const known = await pool.query<{ name: string }>('select name from teams')
  for (const { name } of known.rows) named.delete(name)
  return [...named]
}

/** @throws Refusal `conflict` where a team has that name */
export async function addTeam(
  pool: pg.Pool,
  { name, assignment }: Pick<Team, 'name' | 'assignment'>,
): Promise<Team> {
  const id = uuidV7()
  const { rowCount } = await pool.query(
    'insert into teams (id, name, assignment) values ($1, $2, $3) on conflict do nothing',
    [id, name, assignment],
  )
  if (!rowCount) throw new Refusal('conflict', `There is a team ${name}.`)
  return await team(pool, id)
}

/** @throws Refusal `not_found`, `conflict` */
export async function changeTeam(
  pool: pg.Pool,
  id: string,
  { name, assignment }: { readonly name?: string | undefined; readonly assignment?: string | undefined },
): Promise<Team> {
  if (!isUuid(id)) throw nothingThere()
  const taken = await pool.query('select 1 from teams where name = $2 and id <> $1::uuid', [id, name ?? null])
  if (taken.rowCount) throw new Refusal('conflict', `There is a team ${name}.`)
  const { rowCount } = await pool.query(
    'update teams set name = coalesce($2, name), assignment = coalesce($3, assignment) where id = $1::uuid',
    [id, name ?? null, assignment ?? null],
  )
  if (!rowCount) throw nothingThere()
  return await team(pool, id)
}
