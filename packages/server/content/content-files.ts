/** Files of the library: in a folder beside the database, named by their ids. */
import { createHash } from 'node:crypto'
import { mkdir, open, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { ContentFile } from '@baton/protocol'
import type pg from 'pg'
import { Refusal } from '../platform/http/refusal.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'

export const FILE_BYTES_MAX = 30_000_000

/** By the ends of their names: what a browser is told they are. */
const TYPES: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  epub: 'application/epub+zip',
  zip: 'application/zip',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
}

/** @throws Refusal `invalid_request` for a name that is none, or a kind of file that is not offered */
export async function addContentFile(
  pool: pg.Pool,
  dataDir: string,
  file: { readonly name: string; readonly bytes: Buffer; readonly person: string | null },
): Promise<ContentFile> {
  const name = file.name.trim().replace(/[\p{Cc}/\\]/gu, '')
  const type = TYPES[name.split('.').at(-1)?.toLowerCase() ?? '']
  if (name.length < 3 || name.length > 200 || !type)
    throw new Refusal(
      'invalid_request',
      `x-file-name: "${name.slice(0, 100)}" has to end in one of .${Object.keys(TYPES).join(', .')}.`,
    )
  if (file.bytes.length === 0) throw new Refusal('invalid_request', `${name} is empty.`)
  const id = uuidV7()
  await mkdir(folderOf(dataDir), { recursive: true, mode: 0o700 })
  await writeFile(join(folderOf(dataDir), id), file.bytes, { mode: 0o600, flush: true })
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  await pool.query(
    'insert into content_files (id, name, type, bytes, sha256, by_person) values ($1, $2, $3, $4, $5, $6)',
    [id, name, type, file.bytes.length, sha256, file.person],
  )
  return { id, name, type, bytes: file.bytes.length, at: new Date().toISOString() }
}

export async function contentFiles(pool: pg.Pool): Promise<ContentFile[]> {
  const { rows } = await pool.query<Omit<ContentFile, 'at'> & { at: Date }>(
    'select id, name, type, bytes, at from content_files order by at desc, id limit 500',
  )
  return rows.map((row) => ({ ...row, at: row.at.toISOString() }))
}

export interface OpenedFile {
  readonly file: ContentFile
  readonly content: Readable
}

export async function contentFileIds(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>('select id from content_files')
  return rows.map(({ id }) => id)
}

/** Null for a file that is not there. */
export async function openContentFile(
  pool: pg.Pool,
  dataDir: string,
  id: unknown,
): Promise<OpenedFile | null> {
  if (typeof id !== 'string' || !isUuid(id)) return null
  const { rows } = await pool.query<Omit<ContentFile, 'at'> & { at: Date }>(
    'select id, name, type, bytes, at from content_files where id = $1',
    [id],
  )
  const [row] = rows
  if (!row) return null
  // Opened before anything is answered: a file that is gone is told as such, and not in the middle.
  const opened = await open(join(folderOf(dataDir), id)).catch(() => null)
  return opened && { file: { ...row, at: row.at.toISOString() }, content: opened.createReadStream() }
}

function folderOf(dataDir: string): string {
  return join(dataDir, 'assets')
}
