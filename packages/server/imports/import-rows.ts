/** Imports as the application shows them, and how files with the same columns were mapped. */
import type { Import, ImportMapping } from '@baton/protocol'
import type pg from 'pg'
import { nothingThere } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'

export interface KeptImport extends Omit<Import, 'rowsPerSecond' | 'secondsLeft' | 'hasErrors'> {
  readonly sourceId: string
  readonly byPerson: string | null
  readonly uploadId: string | null
  readonly mapping: ImportMapping | null
}

const KEPT = `i.id, i.file_name as file, s.name as source, p.name as by, i.state,
  to_char(i.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "startedAt",
  to_char(i.finished_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "finishedAt",
  i.rows_done as rows, greatest(i.rows_total, i.rows_done) as "rowsTotal", i.stored, i.duplicates, i.rejected, i.skipped,
  i.failure, i.source_id as "sourceId", i.by_person as "byPerson", i.upload_id as "uploadId", i.mapping
  from imports i join sources s on s.id = i.source_id left join people p on p.id = i.by_person`

export async function keptImports(pool: pg.Pool): Promise<readonly KeptImport[]> {
  const { rows } = await pool.query<KeptImport>(`select ${KEPT} order by i.started_at desc, i.id limit 200`)
  return rows
}

/** @throws Refusal `not_found` */
export async function keptImport(pool: pg.Pool, id: string): Promise<KeptImport> {
  const { rows } = isUuid(id)
    ? await pool.query<KeptImport>(`select ${KEPT} where i.id = $1`, [id])
    : { rows: [] }
  if (!rows[0]) throw nothingThere()
  return rows[0]
}

export interface NewImport {
  readonly sourceId: string
  readonly fileName: string
  readonly fileHash: string
  readonly uploadId: string
  readonly mapping: ImportMapping
  readonly rowsTotal: number
  readonly person: string
}

export async function addImport(pool: pg.Pool, given: NewImport): Promise<string> {
  const id = uuidV7()
  // Each run in the application is one of its own: a file that was imported twice can be taken back twice.
  await pool.query(
    `insert into imports (id, source_id, file_name, file_hash, mapping_hash, upload_id, mapping, by_person, state, rows_total)
     values ($1, $2, $3, $4, $5, $6, $7::json, $8, 'running', $9)`,
    [
      id,
      given.sourceId,
      given.fileName,
      given.fileHash,
      `run:${id}`,
      given.uploadId,
      JSON.stringify(given.mapping),
      given.person,
      given.rowsTotal,
    ],
  )
  return id
}

export async function setState(
  pool: pg.Pool,
  id: string,
  state: Import['state'],
  more: { readonly failure?: string; readonly skipped?: number } = {},
): Promise<void> {
  await pool.query(
    `update imports set state = $2, failure = $3, skipped = coalesce($4, skipped),
       finished_at = case when $2 in ('running', 'undoing') then finished_at else coalesce(finished_at, now()) end
     where id = $1`,
    [id, state, more.failure ?? null, more.skipped ?? null],
  )
}

export async function rememberedMapping(pool: pg.Pool, headerHash: string): Promise<ImportMapping | null> {
  const { rows } = await pool.query<{ mapping: ImportMapping }>(
    'select mapping from import_mappings where header_hash = $1',
    [headerHash],
  )
  return rows[0]?.mapping ?? null
}

export async function rememberMapping(
  pool: pg.Pool,
  headerHash: string,
  mapping: ImportMapping,
): Promise<void> {
  await pool.query(
    `insert into import_mappings (header_hash, mapping) values ($1, $2::json)
     on conflict (header_hash) do update set mapping = excluded.mapping, at = now()`,
    [headerHash, JSON.stringify(mapping)],
  )
}
