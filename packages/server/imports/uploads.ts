/** Files that somebody sent to import: kept beside the database for a day, under names of ours. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { Refusal } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { type FileInspection, inspectFile } from './inspect-file.ts'
import type { CsvFormat } from './mapping.ts'
import { readRows } from './read-rows.ts'

export const UPLOAD_BYTES_MAX = 50_000_000
const COLUMNS_MAX = 200
const CELL_LENGTH_MAX = 32_768
const UNPACKED_TIMES_MAX = 20
const KEPT_MS = 86_400_000

export const FOUND_OUT: CsvFormat = {
  delimiter: 'auto',
  encoding: 'auto',
  columns: null,
  skip: 'auto',
  footer: true,
}

export interface Upload {
  readonly id: string
  readonly name: string
  readonly bytes: number
  readonly path: string
}

/** @throws Refusal for what is no file of rows, with what it would have to be */
export async function keepUpload(
  pool: pg.Pool,
  dataDir: string,
  file: { readonly name: string; readonly bytes: Buffer; readonly person: string },
): Promise<{ readonly upload: Upload; readonly inspection: FileInspection; readonly rows: number }> {
  const { bytes, person } = file
  const name =
    file.name
      .replace(/[\p{Cc}/\\]/gu, '')
      .trim()
      .slice(0, 200) || 'file.csv'
  if (bytes.length === 0) throw new Refusal('invalid_request', `${name} is empty.`)
  refuseOtherThanText(name, bytes)
  const upload = { id: uuidV7(), name, bytes: bytes.length }
  const path = pathOf(dataDir, upload.id)
  await mkdir(join(dataDir, 'uploads'), { recursive: true, mode: 0o700 })
  await writeFile(path, bytes, { mode: 0o600 })
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) await refuseBomb(path, bytes.length)
    const inspection = await inspectFile(path, FOUND_OUT, [])
    refuseHeader(name, inspection)
    const rows = await countRows(name, inspection)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await pool.query('insert into uploads (id, name, bytes, sha256, by_person) values ($1, $2, $3, $4, $5)', [
      upload.id,
      name,
      bytes.length,
      sha256,
      person,
    ])
    return { upload: { ...upload, path }, inspection, rows }
  } catch (error) {
    await rm(path, { force: true })
    if (error instanceof Refusal) throw error
    throw new Refusal('invalid_request', `${name} cannot be read: ${(error as Error).message}.`)
  }
}

/** @throws Refusal `not_found` for one that is not there, or no more */
export async function uploadOf(pool: pg.Pool, dataDir: string, id: string): Promise<Upload> {
  const { rows } = isUuid(id)
    ? await pool.query<Omit<Upload, 'path'>>('select id, name, bytes from uploads where id = $1', [id])
    : { rows: [] }
  if (!rows[0]) throw new Refusal('not_found', 'The file is not here any more: a file is kept for a day.')
  return { ...rows[0], path: pathOf(dataDir, id) }
}

/** Files and lists of refused rows that are older than a day, but for those of an import that runs. */
export async function forgetUploads(pool: pg.Pool, dataDir: string, now: number): Promise<number> {
  const before = new Date(now - KEPT_MS)
  const { rows } = await pool.query<{ id: string }>(
    `delete from uploads u where at < $1
       and not exists (select 1 from imports i where i.upload_id = u.id and i.state in ('running', 'undoing'))
     returning id`,
    [before],
  )
  const { rows: done } = await pool.query<{ id: string }>(
    `select id from imports where finished_at < $1 and finished_at > $1 - interval '30 days'`,
    [before],
  )
  for (const { id } of rows) await rm(pathOf(dataDir, id), { force: true })
  for (const { id } of done) await rm(errorsPathOf(dataDir, id), { force: true })
  return rows.length
}

function pathOf(dataDir: string, id: string): string {
  return join(dataDir, 'uploads', id)
}

export function errorsPathOf(dataDir: string, importId: string): string {
  return join(dataDir, 'uploads', `${importId}.errors.csv`)
}

async function refuseBomb(path: string, packed: number): Promise<void> {
  const most = packed * UNPACKED_TIMES_MAX
  await pipeline(createReadStream(path), createGunzip(), async (chunks: AsyncIterable<Buffer>) => {
    let bytes = 0
    for await (const chunk of chunks) {
      bytes += chunk.length
      if (bytes > most && bytes > UPLOAD_BYTES_MAX)
        throw new Refusal('too_large', `Unpacked it is more than ${UNPACKED_TIMES_MAX} times as large.`)
    }
  })
}

/** What other kinds of file begin with, and what to do with each. */
const OTHERS: readonly (readonly [begin: string, what: string])[] = [
  ['504b0304', 'a workbook or an archive: save the sheet as CSV'],
  ['d0cf11e0', 'an old workbook: save the sheet as CSV'],
  ['25504446', 'a PDF: export the table as CSV'],
]

function refuseOtherThanText(name: string, bytes: Buffer): void {
  const begin = bytes.subarray(0, 4).toString('hex')
  const other = OTHERS.find(([mark]) => mark === begin)
  if (other) throw new Refusal('unsupported_media_type', `${name} is ${other[1]}.`)
}

/** @throws Refusal `too_large` for a cell that holds more than an event may */
async function countRows(name: string, file: FileInspection): Promise<number> {
  let rows = 0
  for await (const { cells, line, isBroken } of readRows(file, FOUND_OUT)) {
    if (!isBroken) rows++
    const place = cells.findIndex((cell) => cell.length > CELL_LENGTH_MAX)
    if (place >= 0)
      throw new Refusal(
        'too_large',
        `Line ${line} of ${name} has a cell of ${cells[place]!.length} characters in “${file.header[place] ?? ''}”; at most ${CELL_LENGTH_MAX} are taken.`,
      )
  }
  return rows
}

function refuseHeader(name: string, { header }: FileInspection): void {
  if (header.every((column) => column === ''))
    throw new Refusal('invalid_request', `${name} has no line of column names to begin with.`)
  if (header.length > COLUMNS_MAX)
    throw new Refusal(
      'invalid_request',
      `${name} has ${header.length} columns, at most ${COLUMNS_MAX} are taken.`,
    )
  const long = header.find((column) => column.length > 500)
  if (long !== undefined)
    throw new Refusal(
      'invalid_request',
      `A column of ${name} is called by ${long.length} characters: is that a file of rows?`,
    )
}
