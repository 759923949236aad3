/** What consent is asked for: kept as a list, in the order in which people read it. */
import type { Purpose } from '@baton/protocol'
import type pg from 'pg'

type Client = pg.Pool | pg.ClientBase

export async function purposes(client: Client): Promise<Purpose[]> {
  const { rows } = await client.query<Purpose>(
    'select id, name, about from purposes where not archived order by place, id',
  )
  return rows
}

/** One that is not named any more is asked for no more; it stays, because what was agreed to refers to it. */
export async function setPurposes(client: Client, wanted: readonly Purpose[]): Promise<void> {
  await client.query(
    `with given as (
       select id, place, name, about
       from json_to_recordset($1::json) as g(id text, place int, name text, about text)),
     gone as (
       update purposes p set archived = true where not exists (select 1 from given g where g.id = p.id))
     insert into purposes (id, place, name, about) select id, place, name, about from given
     on conflict (id) do update
       set place = excluded.place, name = excluded.name, about = excluded.about, archived = false`,
    [JSON.stringify(wanted.map((purpose, place) => ({ ...purpose, place })))],
  )
}
