/** What is remembered of imports: which file under which mapping, how far, and what came of it. */
import type pg from 'pg'
import { uuidV7 } from '../platform/uuid-v7.ts'

export interface ImportRecord {
  readonly id: string
  readonly rowsDone: number
  readonly counts: ImportCounts
  readonly startedAt: Date
  readonly finishedAt: Date | null
}

export interface ImportCounts {
  readonly stored: number
  readonly duplicates: number
  readonly rejected: number
}

export interface ImportKey {
  readonly sourceId: string
  readonly fileName: string
  readonly fileHash: string
  readonly mappingHash: string
}

/** What is remembered of this file under this mapping, noted as begun when it is new. */
export async function beginImport(pool: pg.Pool, key: ImportKey): Promise<ImportRecord> {
  await pool.query(
    `insert into imports (id, source_id, file_name, file_hash, mapping_hash) values ($1, $2, $3, $4, $5)
     on conflict (source_id, file_hash, mapping_hash) do nothing`,
    [uuidV7(), key.sourceId, key.fileName, key.fileHash, key.mappingHash],
  )
  const { rows } = await pool.query<{
    id: string
    rows_done: number
    stored: number
    duplicates: number
    rejected: number
    started_at: Date
    finished_at: Date | null
  }>(
    `select id, rows_done, stored, duplicates, rejected, started_at, finished_at from imports
     where source_id = $1 and file_hash = $2 and mapping_hash = $3`,
    [key.sourceId, key.fileHash, key.mappingHash],
  )
  const {
    rows_done: rowsDone,
    started_at: startedAt,
    finished_at: finishedAt,
    id: known,
    ...counts
  } = rows[0]!
  return { id: known, rowsDone, startedAt, finishedAt, counts }
}

/** Called when all rows up to that one are durable: an interrupted import goes on from here. */
export async function noteProgress(
  pool: pg.Pool,
  id: string,
  rowsDone: number,
  counts: ImportCounts,
): Promise<void> {
  await pool.query(
    `update imports set rows_done = $2, stored = $3, duplicates = $4, rejected = $5, finished_at = null where id = $1`,
    [id, rowsDone, counts.stored, counts.duplicates, counts.rejected],
  )
}

export async function noteFinished(pool: pg.Pool, id: string): Promise<void> {
  await pool.query(`update imports set finished_at = now() where id = $1`, [id])
}
