/** Inviting and changing people. Nobody can take away the last active administrator. */
import type { Invitation, Person, PersonChange } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { assertHours } from './hours.ts'
import { personOf } from './person-rows.ts'

/** @throws Refusal `conflict` where somebody has that address */
export async function addPerson(
  client: pg.ClientBase,
  { name, email, role, teams, capacity }: Invitation,
): Promise<string> {
  const id = uuidV7()
  const dialect = role === 'manager' || role === 'rep' ? 'sales' : 'marketing'
  const { rowCount } = await client.query(
    `insert into people (id, name, email, role, capacity, dialect) values ($1, $2, $3, $4, $5, $6)
     on conflict (email) do nothing`,
    [id, name, email, role, capacity, dialect],
  )
  if (!rowCount) throw new Refusal('conflict', `Somebody has the address ${email}.`)
  await setTeams(client, id, teams)
  return id
}

/** What a change does to how a person signs in, within the transaction that gives the reason. */
export interface SignInsOf {
  endSessions(client: pg.ClientBase, personId: string): Promise<void>
  forgetSecondFactor(client: pg.ClientBase, personId: string): Promise<void>
}

/** @throws Refusal `not_found`, `conflict` for the last active administrator, `invalid_request` */
export async function changePerson(
  pool: pg.Pool,
  signIns: SignInsOf,
  id: string,
  change: PersonChange,
): Promise<Person> {
  if (!isUuid(id)) throw nothingThere()
  assertHours(change.hours)
  return await transaction(pool, async (client) => {
    // Two administrators who demote one another at once would leave none.
    await client.query('lock table people in share row exclusive mode')
    const before = await personOf(client, id)
    if (!before) throw nothingThere()
    const { name = before.name, role = before.role, active = before.active } = change
    const { hours = before.hours, capacity = before.capacity } = change
    await client.query(
      'update people set name = $2, role = $3, active = $4, hours = $5, capacity = $6 where id = $1::uuid',
      [id, name, role, active, hours, capacity],
    )
    if (change.teams) await setTeams(client, id, change.teams)
    await assertAdministrator(client)
    if (change.secondFactor === false) await signIns.forgetSecondFactor(client, id)
    if (role !== before.role || active !== before.active) await signIns.endSessions(client, id)
    return (await personOf(client, id))!
  })
}

async function assertAdministrator(client: pg.ClientBase): Promise<void> {
  const { rowCount } = await client.query(`select 1 from people where role = 'admin' and active limit 1`)
  if (!rowCount) {
    throw new Refusal('conflict', 'This is the last active administrator: make somebody else one first.')
  }
}

/** Whose turn it is in a team that somebody stays in is kept. */
async function setTeams(client: pg.ClientBase, personId: string, teams: readonly string[]): Promise<void> {
  const ids = [...new Set(teams)]
  const unknown = new Refusal('invalid_request', 'body/teams: there is no such team')
  if (!ids.every(isUuid)) throw unknown
  await client.query('delete from team_members where person_id = $1::uuid and team_id <> all ($2::uuid[])', [
    personId,
    ids,
  ])
  const known = await client.query('select 1 from teams where id = any ($1::uuid[])', [ids])
  if (known.rowCount !== ids.length) throw unknown
  await client.query(
    `insert into team_members (team_id, person_id) select unnest($2::uuid[]), $1::uuid on conflict do nothing`,
    [personId, ids],
  )
}
