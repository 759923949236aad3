/** People as the screens show them. */
import type { Person } from '@baton/protocol'
import type pg from 'pg'
import { isUuid } from '../platform/uuid-v7.ts'

export type Client = pg.Pool | pg.ClientBase

export const iso = (time: string): string =>
  `to_char(${time} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const PERSON = `
  p.id, p.name, p.email, p.role, p.active, p.password is not null as joined, p.totp_since is not null as "secondFactor", p.hours, p.capacity,
  ${iso('p.last_seen_at')} as "lastSeenAt",
  coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name)
    from team_members m join teams t on t.id = m.team_id where m.person_id = p.id), '[]') as teams,
  coalesce((select json_agg(json_build_object(
      'id', a.id, 'from', ${iso('a.starts_at')}, 'until', ${iso('a.ends_at')}, 'note', a.note) order by a.starts_at)
    from absences a where a.person_id = p.id and a.ends_at > now()), '[]') as absences`

/** Everybody, or those who share a team with somebody, and that one. */
export async function people(client: Client, besides: string | null = null): Promise<readonly Person[]> {
  const { rows } = await client.query<Person>(
    `select ${PERSON} from people p
     where $1::uuid is null or p.id = $1::uuid or exists (
       select 1 from team_members mine join team_members theirs using (team_id)
       where mine.person_id = $1::uuid and theirs.person_id = p.id)
     order by p.active desc, lower(p.name), p.id`,
    [besides],
  )
  return rows
}

export async function personOf(client: Client, id: string): Promise<Person | null> {
  if (!isUuid(id)) return null
  const { rows } = await client.query<Person>(`select ${PERSON} from people p where p.id = $1::uuid`, [id])
  return rows[0] ?? null
}
