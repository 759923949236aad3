/** Looks a file over once before it is read: its hash, whether it is packed, its encoding, how many lines it has. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import type { CsvFormat, Encoding } from './mapping.ts'

export interface FileInspection {
  readonly path: string
  /** SHA-256 of the file as it lies there, hex. */
  readonly hash: string
  readonly bytes: number
  readonly isGzip: boolean
  readonly encoding: Encoding
  readonly delimiter: ',' | ';' | '\t' | '|'
  readonly header: readonly string[]
  /** Lines before the header. */
  readonly skip: number
  /** Line breaks: rows, but for breaks inside quotes. */
  readonly lines: number
}

const SAMPLE_BYTES = 64 * 1024

/** `wanted` are the columns that the mapping names: the delimiter that yields most of them is the right one. */
export async function inspectFile(
  path: string,
  csv: CsvFormat,
  wanted: readonly string[],
): Promise<FileInspection> {
  const { size } = await stat(path)
  const hash = createHash('sha256')
  const content = new ContentInspection()
  const isGzip = await startsAsGzip(path)
  const raw = createReadStream(path)
  raw.on('data', (chunk) => hash.update(chunk))
  const consume = async (chunks: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of chunks) content.take(chunk)
  }
  if (isGzip) await pipeline(raw, createGunzip(), consume)
  else await pipeline(raw, consume)
  const encoding = csv.encoding === 'auto' || content.hasMark() ? content.encoding() : csv.encoding
  const sample = new TextDecoder(encoding).decode(content.sample())
  const { delimiter, skip } = shapeOf(sample, csv, wanted)
  const header = csv.columns ?? headerOf(sample, delimiter, skip)
  return {
    path,
    hash: hash.digest('hex'),
    bytes: size,
    isGzip,
    encoding,
    delimiter,
    header,
    skip,
    lines: content.lines,
  }
}

async function startsAsGzip(path: string): Promise<boolean> {
  for await (const chunk of createReadStream(path, { start: 0, end: 1 })) {
    return (chunk as Buffer)[0] === 0x1f && (chunk as Buffer)[1] === 0x8b
  }
  return false
}

/** Whether the whole file is UTF-8 is known only at its end, so all of it is looked at. */
class ContentInspection {
  lines = 0
  #kept: Buffer[] = []
  #keptBytes = 0
  #isUtf8 = true
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })

  take(chunk: Buffer): void {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) this.lines++
    if (this.#keptBytes < SAMPLE_BYTES) {
      this.#kept.push(chunk)
      this.#keptBytes += chunk.length
    }
    if (!this.#isUtf8) return
    try {
      this.#decoder.decode(chunk, { stream: true })
    } catch {
      this.#isUtf8 = false
    }
  }

  sample(): Buffer {
    return Buffer.concat(this.#kept).subarray(0, SAMPLE_BYTES)
  }

  hasMark(): boolean {
    const [a, b, c] = this.sample()
    return (
      (a === 0xef && b === 0xbb && c === 0xbf) || (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
    )
  }

  /** By byte order mark, else by the zeros of UTF-16, else UTF-8 if all of it is, else windows-1252. */
  encoding(): Encoding {
    const sample = this.sample()
    if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
    if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
    const [even, odd] = zeros(sample)
    if (odd > sample.length / 8 && even < odd / 8) return 'utf-16le'
    if (even > sample.length / 8 && odd < even / 8) return 'utf-16be'
    return this.#isUtf8 ? 'utf-8' : 'windows-1252'
  }
}

function zeros(sample: Buffer): readonly [even: number, odd: number] {
  const count = [0, 0]
  for (let at = 0; at < sample.length; at++) if (sample[at] === 0) count[at % 2]!++
  return [count[0]!, count[1]!]
}

const DELIMITERS = [',', ';', '\t', '|'] as const

function delimiterOf(sample: string, wanted: readonly string[]): FileInspection['delimiter'] {
  const scored = DELIMITERS.map((delimiter) => {
    const header = headerOf(sample, delimiter)
    const found = wanted.filter((column) => header.includes(column)).length
    return { delimiter, found, width: header.length }
  })
  return scored.toSorted((a, b) => b.found - a.found || b.width - a.width)[0]!.delimiter
}

function shapeOf(
  sample: string,
  { delimiter: given, skip: before }: CsvFormat,
  wanted: readonly string[],
): Pick<FileInspection, 'delimiter' | 'skip'> {
  const skip = before === 'auto' ? 0 : before
  const delimiter = given === 'auto' ? delimiterOf(sample, wanted) : given
  if (before !== 'auto' || namesAddresses(headerOf(sample, delimiter, 0))) return { delimiter, skip }
  const lines = sample.split(/\r\n|\r|\n/, PREAMBLE_LINES_MAX + 1)
  for (const [line, text] of lines.entries()) {
    if (line === 0 || !/mail/i.test(text)) continue
    for (const candidate of given === 'auto' ? DELIMITERS : [delimiter]) {
      const header = headerOf(text, candidate)
      if (header.length > 2 && namesAddresses(header)) return { delimiter: candidate, skip: line }
    }
  }
  return { delimiter, skip }
}

/** Reports of webinars begin with what the webinar was, before the names of the columns. */
const PREAMBLE_LINES_MAX = 40

function namesAddresses(header: readonly string[]): boolean {
  return header.some((name) => /^e-?mail(\b.{0,12})?$/i.test(name))
}

function headerOf(sample: string, delimiter: string, skip = 0): readonly string[] {
  try {
    const [header = []] = parse(sample, { ...PARSING, delimiter, from_line: skip + 1, to: 1 })
    return header.map((name) => name.trim())
  } catch {
    return []
  }
}

/**
 * How every file is read. Quotes may stand where they do not belong. Cells are trimmed by us: the parser's own trimming
 * gives up on the rest of a file after a misplaced quote.
 */
export const PARSING = {
  bom: true,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: 1_000_000,
} as const
