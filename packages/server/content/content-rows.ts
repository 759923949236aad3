/** The content library: what there is to give people, for whom, and until when it is true. */
import type { KnownContent } from '@baton/engine/reports'
import type { ContentAsset, ContentChange, ContentWritten } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'

const ASSETS = `
  select a.id, a.title, a.teaser, a.kind, a.funnel, a.topic, a.pains, a.personas::text[] as personas, a.product, a.language,
    a.owner, o.name as "ownerName", to_char(a.published_on, 'YYYY-MM-DD') as "publishedOn",
    to_char(a.fresh_until, 'YYYY-MM-DD') as "freshUntil",
    coalesce(a.fresh_until >= current_date, true) as "isFresh", a.url, a.file, f.name as "fileName", a.names,
    a.archived, a.revision, a.changed_at as "changedAt", w.name as "changedBy"
  from content_assets a left join people o on o.id = a.owner left join people w on w.id = a.changed_by
    left join content_files f on f.id = a.file`

type Row = Omit<ContentAsset, 'changedAt'> & { readonly changedAt: Date }
type Client = pg.Pool | pg.ClientBase

/** Those archived come last. */
export async function contentAssets(client: Client): Promise<readonly ContentAsset[]> {
  const { rows } = await client.query<Row>(`${ASSETS} order by a.archived, lower(a.title), a.id limit 2000`)
  return rows.map(asAsset)
}

/** @throws Refusal `not_found` */
export async function contentAsset(client: Client, id: string): Promise<ContentAsset> {
  const { rows } = await client.query<Row>(`${ASSETS} where a.id::text = $1`, [isUuid(id) ? id : ''])
  const [row] = rows
  if (!row) throw nothingThere()
  return asAsset(row)
}

function asAsset(row: Row): ContentAsset {
  return { ...row, changedAt: row.changedAt.toISOString() }
}

/** What events call each piece of content that is not archived. */
export async function knownContent(client: Client): Promise<readonly KnownContent[]> {
  const { rows } = await client.query<NamedContent & { readonly id: string }>(
    `select a.id, a.title, a.url, a.names, f.name as "fileName" from content_assets a
       left join content_files f on f.id = a.file where not a.archived order by a.id`,
  )
  return rows.map((row) => ({ id: row.id, title: row.title, names: namesOf(row) }))
}

export type NamedContent = Pick<ContentAsset, 'title' | 'url' | 'names' | 'fileName'>

/** Its title, the name of its file, its address and the path of that, and what else people know it by. */
export function namesOf({ title, url, names, fileName }: NamedContent): readonly string[] {
  const path = url === '' ? '' : new URL(url).pathname
  return [title, url, path === '/' ? '' : path, fileName ?? '', ...names].filter((name) => name !== '')
}

/** The title of the content that a file is, where there is one. */
export async function titleOfFile(pool: pg.Pool, file: string): Promise<string | null> {
  const { rows } = await pool.query<{ title: string }>(
    'select title from content_assets where file = $1 and not archived order by id limit 1',
    [file],
  )
  return rows[0]?.title ?? null
}

const COLUMNS = [
  ['title', 'title', 'text'],
  ['teaser', 'teaser', 'text'],
  ['kind', 'kind', 'text'],
  ['funnel', 'funnel', 'text'],
  ['topic', 'topic', 'text'],
  ['pains', 'pains', 'text[]'],
  ['personas', 'personas', 'uuid[]'],
  ['product', 'product', 'text'],
  ['language', 'language', 'text'],
  ['owner', 'owner', 'uuid'],
  ['publishedOn', 'published_on', 'date'],
  ['freshUntil', 'fresh_until', 'date'],
  ['url', 'url', 'text'],
  ['file', 'file', 'uuid'],
  ['names', 'names', 'text[]'],
] as const satisfies readonly (readonly [keyof ContentWritten, string, string])[]

/** @throws Refusal `invalid_request` naming what it refers to and is not there */
export async function addContent(
  pool: pg.Pool,
  written: ContentWritten,
  by: string | null,
  id = uuidV7(),
): Promise<ContentAsset> {
  return await transaction(pool, async (client) => {
    await assertThere(client, written)
    const places = COLUMNS.map(([, , type], index) => `$${index + 3}::${type}`).join(', ')
    await client.query(
      `insert into content_assets (id, changed_by, ${COLUMNS.map(([, column]) => column).join(', ')})
       values ($1, $2, ${places}) on conflict (id) do nothing`,
      [id, by, ...COLUMNS.map(([name]) => written[name])],
    )
    return await contentAsset(client, id)
  })
}

/** @throws Refusal `not_found`; `conflict` when somebody wrote since the revision that was read; `invalid_request` */
export async function changeContent(
  pool: pg.Pool,
  id: string,
  { revision, archived, ...change }: ContentChange,
  by: string,
): Promise<ContentAsset> {
  return await transaction(pool, async (client) => {
    const before = await contentAsset(client, id)
    const after = { ...before, ...definedOf(change) }
    await assertThere(client, after)
    const sets = COLUMNS.map(([, column, type], index) => `${column} = $${index + 5}::${type}`).join(', ')
    const { rowCount } = await client.query(
      `update content_assets set ${sets}, archived = $3, revision = revision + 1, changed_at = now(), changed_by = $4
       where id = $1 and revision = $2`,
      [id, revision, archived ?? before.archived, by, ...COLUMNS.map(([name]) => after[name])],
    )
    const now = await contentAsset(client, id)
    if (rowCount === 0)
      throw new Refusal(
        'conflict',
        `${now.changedBy ?? 'Somebody'} changed it meanwhile; read it again, then write.`,
      )
    return now
  })
}

type Defined<Of> = { readonly [Key in keyof Of]: Exclude<Of[Key], undefined> }

/** What is not said stays as it is. */
function definedOf<Of extends object>(change: Of): Defined<Of> {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as Defined<Of>
}

async function assertThere(
  client: pg.ClientBase,
  { url, file, owner, personas }: Pick<ContentWritten, 'url' | 'file' | 'owner' | 'personas'>,
): Promise<void> {
  if (url !== '' && file !== null)
    throw new Refusal('invalid_request', 'url: content leads to an address or to a file, not to both.')
  const { rows } = await client.query<{ file: boolean; owner: boolean; personas: string[] }>(
    `select exists (select from content_files where id = $1) as file, exists (select from people where id = $2) as owner,
       array(select id::text from personas where id = any($3::uuid[])) as personas`,
    [file, owner, personas],
  )
  const there = rows[0]!
  if (file !== null && !there.file)
    throw new Refusal('invalid_request', `file: ${file} is no file of the library.`)
  if (owner !== null && !there.owner)
    throw new Refusal('invalid_request', `owner: ${owner} is nobody of this installation.`)
  const missing = personas.find((id) => !there.personas.includes(id))
  if (missing !== undefined) throw new Refusal('invalid_request', `personas: ${missing} is no persona.`)
}
