/** When somebody is away: said by themselves, by a manager for their teams, or by an administrator. */
import type { Person } from '@baton/protocol'
import type pg from 'pg'
import type { Access } from '../access/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { personOf } from './person-rows.ts'

interface Away {
  readonly from: string
  readonly until: string
  readonly note: string
}

/** @throws Refusal `not_found`, `invalid_request` */
export async function addAbsence(
  pool: pg.Pool,
  access: Access,
  personId: string,
  { from, until, note }: Away,
): Promise<Person> {
  const person = await personInReach(pool, access, personId)
  if (Date.parse(until) <= Date.parse(from))
    throw new Refusal('invalid_request', 'body/until: an absence ends after it begins')
  await pool.query(
    'insert into absences (id, person_id, starts_at, ends_at, note) values ($1, $2::uuid, $3, $4, $5)',
    [uuidV7(), person.id, from, until, note],
  )
  return (await personOf(pool, person.id))!
}

/** @throws Refusal `not_found` */
export async function removeAbsence(pool: pg.Pool, access: Access, id: string): Promise<void> {
  if (!isUuid(id)) throw nothingThere()
  const { rows } = await pool.query<{ person: string }>(
    'select person_id as person from absences where id = $1::uuid',
    [id],
  )
  if (!rows[0]) throw nothingThere()
  await personInReach(pool, access, rows[0].person)
  await pool.query('delete from absences where id = $1::uuid', [id])
}

async function personInReach(pool: pg.Pool, access: Access, id: string): Promise<Person> {
  const person = await personOf(pool, id)
  if (!person || access.kind !== 'person') throw nothingThere()
  const { reach, person: asker } = access
  const mine = new Set(asker.teams.map((team) => team.id))
  const isReached =
    reach === 'all' ||
    person.id === asker.id ||
    (reach === 'team' && person.teams.some((team) => mine.has(team.id)))
  if (!isReached) throw nothingThere()
  return person
}
