/**
 * A frame on disk: one Arrow IPC file of one record batch, a row per lead. A lead's events and the facts that they state
 * are lists, so that the columns of the frame are the lists' own buffers: opening reads the file into shared memory once
 * and takes views of it. Any Arrow reader understands it; shapes and values stand in the schema's metadata as JSON.
 */
import type { Frame } from '@baton/engine/replay'
import { type RecordBatch, RecordBatchFileWriter, RecordBatchReader } from 'apache-arrow'
import { randomBytes } from 'node:crypto'
import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import { crc32 } from 'node:zlib'
import { batchOfFrame, columnsOfBatch } from './frame-batch.ts'

/** A file that does not hold a frame that can be trusted. The message names the file, what was found and what was expected. */
export class FrameFileError extends Error {
  override readonly name = 'FrameFileError'
  readonly path: string

  constructor(path: string, found: string, expected: string, cause?: unknown) {
    super(`${path}: found ${found}, expected ${expected}.`, { cause })
    this.path = path
  }
}

/** Raised when a frame of this version would not read a file of that one. */
const VERSION = 'baton-frame-1'

const MAGIC = 'ARROW1'

/** The end of the file: a CRC-32 of all before it, as padding of Arrow's footer; the footer's length; the magic word. */
const CHECKSUM_BYTES = 8
const END_BYTES = 4 + MAGIC.length

/** Everything of a frame that is not a column. */
interface Rest {
  readonly shapes: Frame['shapes']
  readonly fields: Frame['facts']['fields']
  readonly until: number
  readonly throughSeq: number
}

/** Writes to a name of its own, then renames: whoever opens `path` sees the whole old file or the whole new one. */
export async function writeFrame(path: string, frame: Frame): Promise<void> {
  const partial = `${path}.${randomBytes(4).toString('hex')}.partial`
  try {
    const file = await open(partial, 'wx')
    try {
      await writeBatch(file, frame)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  await syncFolder(dirname(path))
}

async function writeBatch(file: FileHandle, frame: Frame): Promise<void> {
  const { shapes, facts, until, throughSeq } = frame
  const rest: Rest = { shapes, fields: facts.fields, until, throughSeq }
  const metadata = new Map([
    ['format', VERSION],
    ['rest', JSON.stringify(rest)],
  ])
  let checksum = 0
  let held = Buffer.alloc(0)
  // Chunks of columns are views of them: nothing large is copied on the way to the file.
  for await (const chunk of RecordBatchFileWriter.writeAll([batchOfFrame(frame, metadata)])) {
    const bytes = held.length > 0 ? Buffer.concat([held, chunk]) : chunk
    // The end is not known before it comes, so as much is always held back.
    const sent = bytes.subarray(0, Math.max(0, bytes.length - END_BYTES))
    held = Buffer.from(bytes.subarray(sent.length))
    checksum = crc32(sent, checksum)
    await writeAll(file, sent)
  }
  const footerBytes = held.readInt32LE(0) + CHECKSUM_BYTES
  held.writeInt32LE(footerBytes, 0)
  await writeAll(file, Buffer.concat([Buffer.from(hexOf(checksum)), held]))
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;)
    at += (await file.write(bytes, at, Math.min(bytes.length - at, PIECE_BYTES))).bytesWritten
}

function hexOf(checksum: number): string {
  return checksum.toString(16).padStart(CHECKSUM_BYTES, '0')
}

/** One system call moves at most 2 GiB. */
const PIECE_BYTES = 1 << 30

/**
 * The frame of a file, its columns on one SharedArrayBuffer.
 *
 * @throws FrameFileError when the file holds something else or is damaged; the error of the system when it cannot be read.
 */
export async function openFrame(path: string): Promise<Frame> {
  const bytes = await readShared(path)
  // Nothing is read out of a file before it is known to be whole: a damaged length could ask for any amount of memory.
  assertWhole(path, bytes)
  const { metadata, batches } = readBatches(path, bytes)
  const format = metadata.get('format') ?? 'an Arrow file of another kind'
  if (format !== VERSION) throw new FrameFileError(path, format, VERSION)
  const columns = batches.length === 1 ? columnsOfBatch(batches[0]!) : `${batches.length} record batches`
  if (typeof columns === 'string')
    throw new FrameFileError(path, columns, 'one record batch with the columns of a frame')
  const { shapes, fields, until, throughSeq } = JSON.parse(metadata.get('rest') ?? '{}') as Rest
  const { facts, ...ofEvents } = columns
  return { ...ofEvents, shapes, facts: { ...facts, fields }, until, throughSeq }
}

async function readShared(path: string): Promise<Uint8Array<SharedArrayBuffer>> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = new Uint8Array(new SharedArrayBuffer(size))
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(size - at, PIECE_BYTES), at)
      if (bytesRead === 0) throw new FrameFileError(path, `an end at byte ${at}`, `${size} bytes`)
      at += bytesRead
    }
    return bytes
  } finally {
    await file.close()
  }
}

function assertWhole(path: string, bytes: Uint8Array): void {
  const checked = Math.max(0, bytes.length - END_BYTES - CHECKSUM_BYTES)
  const head = textOf(bytes.subarray(0, MAGIC.length))
  const isBegun = head === MAGIC && checked > MAGIC.length
  if (!isBegun)
    throw new FrameFileError(path, `a file that begins with ${JSON.stringify(head)}`, 'an Arrow file')
  if (textOf(bytes.subarray(-MAGIC.length)) !== MAGIC)
    throw new FrameFileError(path, 'an Arrow file without its end', 'a whole one')
  const checksum = textOf(bytes.subarray(checked, checked + CHECKSUM_BYTES))
  const found = hexOf(crc32(bytes.subarray(0, checked)))
  if (checksum !== found)
    throw new FrameFileError(
      path,
      `bytes whose checksum is ${found}`,
      `${JSON.stringify(checksum)} as its end says`,
    )
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1')
}

function readBatches(
  path: string,
  bytes: Uint8Array,
): { readonly metadata: ReadonlyMap<string, string>; readonly batches: readonly RecordBatch[] } {
  try {
    const reader = RecordBatchReader.from(bytes).open()
    const { metadata } = reader.schema
    return { metadata, batches: reader.readAll() }
  } catch (error) {
    throw new FrameFileError(path, `an Arrow file that cannot be read (${String(error)})`, 'a frame', error)
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r').catch(() => null)
  if (!folder) return
  // Where a folder cannot be synced, as on Windows, the rename is as durable as it gets.
  await folder.sync().catch(() => {})
  await folder.close()
}
