/** Personas: kinds of people who buy, named and described by people. */
import { type Persona, personaSlug } from '@baton/engine/reports'
import type { PersonaChange, PersonaText, PersonaWritten } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'

const PERSONAS = `select p.id, p.name, p.about, p.pains, p.words, p.marks, p.archived, p.revision,
    p.changed_at as "changedAt", w.name as "changedBy"
  from personas p left join people w on w.id = p.changed_by`

type Row = Omit<PersonaText, 'changedAt'> & { readonly changedAt: Date }

/** Those archived come last. */
export async function personas(pool: pg.Pool | pg.ClientBase): Promise<readonly PersonaText[]> {
  const { rows } = await pool.query<Row>(`${PERSONAS} order by p.archived, lower(p.name), p.id limit 500`)
  return rows.map(asPersona)
}

/** Those that leads are matched with, in the order of their ids: of equal ones the older is the first. */
export async function readPersonas(pool: pg.Pool | pg.ClientBase): Promise<readonly Persona[]> {
  const { rows } = await pool.query<Persona>(
    'select id, name, marks from personas where not archived order by id limit 100',
  )
  return rows
}

/** @throws Refusal `not_found` */
export async function persona(client: pg.Pool | pg.ClientBase, id: string): Promise<PersonaText> {
  const { rows } = await client.query<Row>(`${PERSONAS} where p.id::text = $1`, [isUuid(id) ? id : ''])
  const [row] = rows
  if (!row) throw nothingThere()
  return asPersona(row)
}

function asPersona(row: Row): PersonaText {
  return { ...row, changedAt: row.changedAt.toISOString() }
}

/** @throws Refusal `conflict` when another has that name */
export async function addPersona(pool: pg.Pool, written: PersonaWritten, by: string): Promise<PersonaText> {
  const id = uuidV7()
  return await transaction(pool, async (client) => {
    await assertFree(client, id, written.name)
    await client.query(
      `insert into personas (id, name, about, pains, words, marks, changed_by) values ($1, $2, $3, $4, $5, $6, $7)`,
      [id, written.name, written.about, written.pains, written.words, JSON.stringify(written.marks), by],
    )
    return await persona(client, id)
  })
}

/** @throws Refusal `not_found`, or `conflict` when another has that name or somebody wrote since the revision that was read */
export async function changePersona(
  pool: pg.Pool,
  id: string,
  change: PersonaChange,
  by: string,
): Promise<PersonaText> {
  return await transaction(pool, async (client) => {
    const before = await persona(client, id)
    const isArchived = change.archived ?? before.archived
    if (!isArchived && before.revision === change.revision)
      await assertFree(client, id, change.name ?? before.name)
    const { rowCount } = await client.query(
      `update personas set name = coalesce($3, name), about = coalesce($4, about), pains = coalesce($5, pains),
         words = coalesce($6, words), marks = coalesce($7, marks), archived = coalesce($8, archived),
         revision = revision + 1, changed_at = now(), changed_by = $9
       where id = $1 and revision = $2`,
      [
        id,
        change.revision,
        change.name ?? null,
        change.about ?? null,
        change.pains ?? null,
        change.words ?? null,
        change.marks ? JSON.stringify(change.marks) : null,
        change.archived ?? null,
        by,
      ],
    )
    const now = await persona(client, id)
    if (rowCount === 0)
      throw new Refusal(
        'conflict',
        `${now.changedBy ?? 'Somebody'} changed it meanwhile; read it again, then write.`,
      )
    return now
  })
}

/** In ids of clauses, too. */
export function slugOf({ id, name }: Pick<PersonaText, 'id' | 'name'>): string {
  return personaSlug(name, id.slice(-8))
}

/** Clauses and reports tell personas apart by their names, so no two that are in use may have the same. */
async function assertFree(client: pg.ClientBase, id: string, name: string): Promise<void> {
  await client.query('lock table personas in share row exclusive mode')
  const { rows } = await client.query<{ id: string; name: string }>(
    'select id, name from personas where not archived and id <> $1',
    [id],
  )
  const other = rows.find((row) => row.name === name || slugOf(row) === slugOf({ id, name }))
  if (other) throw new Refusal('conflict', `There is a persona by that name already: ${other.name}.`)
}
