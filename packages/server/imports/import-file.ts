/**
 * Imports one file under one mapping: rows become events, events go through the intake like any others, in large
 * groups, and what is durable is noted, so that an interrupted import goes on where it stopped. Message ids come from the
 * rows, so rows that are sent again change nothing.
 */
import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import type pg from 'pg'
import type { IncomingEvent, Intake, Receipt } from '../events/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { ensureSource } from '../sources/index.ts'
import { ErrorFile } from './error-file.ts'
import { beginImport, noteFinished, noteProgress, type ImportRecord } from './import-queries.ts'
import type { FileInspection } from './inspect-file.ts'
import { type Handling, treatKnown } from './known-people.ts'
import { mapRow } from './map-row.ts'
import type { Mapping } from './mapping.ts'
import { readRows, type FileRow, type RowStream } from './read-rows.ts'

export interface ImportOptions {
  readonly pool: pg.Pool
  readonly intake: Pick<Intake, 'accept'>
  readonly file: FileInspection
  readonly mapping: Mapping
  readonly mappingText: string
  readonly errorsPath: string
  /** Sends every row again, also of a file that was imported to its end. */
  readonly again?: boolean
  readonly now: () => number
  /** What is done with people who are known already; all that the rows say by default. */
  readonly known?: Handling
  /** The import as it was begun already; it is begun here by default. */
  readonly record?: ImportRecord
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface ImportProgress {
  readonly rows: number
  readonly bytesRead: number
  readonly bytes: number
}

export interface ImportSummary {
  readonly status: 'finished' | 'already-imported' | 'interrupted'
  /** Rows read in this run. */
  readonly rows: number
  /** Rows done by an earlier run that was interrupted. */
  readonly rowsSkipped: number
  /** Events of this run by name, duplicates included. */
  readonly events: Readonly<Record<string, number>>
  readonly stored: number
  readonly duplicates: number
  /** Rows of which something was refused, those of the interrupted run before included. */
  readonly rejected: number
  /** Rows about people who are known already, left out as was asked for. */
  readonly skipped: number
  /** Rows that tell nothing under this mapping. */
  readonly silent: number
  readonly errorsFile: string | null
  readonly seconds: number
}

/** A group is one unit of intake: large enough that its round trips hardly count, small enough to be interrupted. */
const GROUP_EVENTS = 2_000
/** The next group is read and mapped while this one is written. */
const GROUPS_IN_FLIGHT = 2
const PROGRESS_EVERY_ROWS = 2_000

export async function importFile(options: ImportOptions): Promise<ImportSummary> {
  const { pool, mapping, file } = options
  const { id: sourceId } = await ensureSource(pool, mapping.source)
  const record =
    options.record ??
    (await beginImport(pool, {
      sourceId,
      fileName: basename(file.path),
      fileHash: file.hash,
      mappingHash: createHash('sha256').update(options.mappingText).digest('hex'),
    }))
  return await new ImportRun(options, record, sourceId).run()
}

/** An intake that is full or whose database restarts is asked again; nothing was stored, so nothing is doubled. */
async function acceptPatiently(
  intake: ImportOptions['intake'],
  events: readonly IncomingEvent[],
): Promise<readonly Receipt[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await intake.accept(events)
    } catch (error) {
      const passes =
        error instanceof Refusal && (error.code === 'intake_full' || error.code === 'database_away')
      if (!passes || attempt === ATTEMPTS_MAX) throw error
      await new Promise((resolve) => setTimeout(resolve, (error.extra.retryAfter ?? 1) * 1000))
    }
  }
}

const ATTEMPTS_MAX = 30

interface Group {
  readonly events: IncomingEvent[]
  /** The row that each event came from. */
  readonly rows: FileRow[]
}

class ImportRun {
  readonly #options: ImportOptions
  readonly #record: ImportRecord
  readonly #sourceId: string
  readonly #errors: ErrorFile
  readonly #started: number
  readonly #skip: number
  readonly #events: Record<string, number> = {}
  readonly #counts: { stored: number; duplicates: number; rejected: number }
  readonly #before: ImportRecord['counts']
  readonly #inFlight: Promise<void>[] = []
  #group: Group = { events: [], rows: [] }
  #rowsSeen = 0
  #skipped = 0
  #silent = 0

  constructor(options: ImportOptions, record: ImportRecord, sourceId: string) {
    this.#options = options
    this.#record = record
    this.#sourceId = sourceId
    this.#started = options.now()
    this.#skip = options.again || record.finishedAt ? 0 : record.rowsDone
    this.#before = this.#skip > 0 ? record.counts : { stored: 0, duplicates: 0, rejected: 0 }
    this.#counts = { stored: 0, duplicates: 0, rejected: 0 }
    this.#errors = new ErrorFile(options.errorsPath, options.file, this.#skip > 0)
  }

  async run(): Promise<ImportSummary> {
    const { file, mapping, pool, signal, again } = this.#options
    if (this.#record.finishedAt && !again) return await this.#summary('already-imported')
    try {
      await this.#readAll(readRows(file, mapping.csv))
    } catch (error) {
      await this.#errors.close()
      throw error
    }
    if (signal?.aborted) return await this.#summary('interrupted')
    await noteFinished(pool, this.#record.id)
    return await this.#summary('finished')
  }

  async #readAll(rows: RowStream): Promise<void> {
    const { file, signal } = this.#options
    for await (const row of rows) {
      if (signal?.aborted) break
      if (!row.isBroken) this.#rowsSeen++
      if (this.#rowsSeen > this.#skip) await this.#take(row)
      if (this.#rowsSeen % PROGRESS_EVERY_ROWS === 0) {
        this.#options.onProgress?.({ rows: this.#rowsSeen, bytesRead: rows.bytesRead(), bytes: file.bytes })
      }
    }
    await this.#send()
    await this.#landed(0)
  }

  async #take(row: FileRow): Promise<void> {
    if (row.fault !== null) {
      this.#counts.rejected++
      await this.#errors.write(row, { column: '', text: '', reason: row.fault })
      return
    }
    const mapped = mapRow(this.#options.mapping, row, this.#options.now())
    if ('rejections' in mapped) {
      this.#counts.rejected++
      for (const rejection of mapped.rejections) await this.#errors.write(row, rejection)
      return
    }
    if (mapped.events.length === 0) this.#silent++
    for (const event of mapped.events) {
      this.#events[event.name] = (this.#events[event.name] ?? 0) + 1
      const context = { ...event.context, import: this.#record.id }
      this.#group.events.push({ ...event, context, sourceId: this.#sourceId })
      this.#group.rows.push(row)
    }
    if (this.#group.events.length >= GROUP_EVENTS) await this.#send()
  }

  async #send(): Promise<void> {
    const group = this.#group
    this.#group = { events: [], rows: [] }
    const rowsDone = this.#rowsSeen
    await this.#landed(GROUPS_IN_FLIGHT - 1)
    const previous = this.#inFlight.at(-1)
    const flight = this.#land(group, rowsDone, previous)
    // Its failure is thrown where it is awaited; until then it is not unhandled.
    flight.catch(() => {})
    this.#inFlight.push(flight)
  }

  /** Waits until at most that many groups are still being written. */
  async #landed(most: number): Promise<void> {
    while (this.#inFlight.length > most) await this.#inFlight.shift()
  }

  async #land(group: Group, rowsDone: number, previous: Promise<void> | undefined): Promise<void> {
    const { events, rows } = await this.#withoutKnown(group)
    const receipts = events.length === 0 ? [] : await acceptPatiently(this.#options.intake, events)
    // Groups are noted in order: rows up to `rowsDone` are done only when the group before has landed.
    await previous
    const refused = new Set<FileRow>()
    for (const [index, receipt] of receipts.entries()) {
      if (receipt === 'stored') this.#counts.stored++
      else if (receipt === 'duplicate') this.#counts.duplicates++
      else {
        refused.add(rows[index]!)
        await this.#errors.write(rows[index]!, {
          column: '',
          text: events[index]!.name,
          reason: receipt.detail,
        })
      }
    }
    this.#counts.rejected += refused.size
    await noteProgress(this.#options.pool, this.#record.id, rowsDone, {
      stored: this.#before.stored + this.#counts.stored,
      duplicates: this.#before.duplicates + this.#counts.duplicates,
      rejected: this.#before.rejected + this.#counts.rejected,
    })
  }

  async #withoutKnown({ events, rows }: Group): Promise<Group> {
    const { pool, known = 'update' } = this.#options
    const treated = await treatKnown(pool, known, events, this.#record.startedAt)
    this.#skipped += new Set([...treated.skipped].map((index) => rows[index])).size
    if (treated.skipped.size === 0) return { events: [...treated.events], rows }
    const stays = (_: unknown, index: number) => !treated.skipped.has(index)
    return { events: treated.events.filter(stays), rows: rows.filter(stays) }
  }

  async #summary(status: ImportSummary['status']): Promise<ImportSummary> {
    return {
      status,
      rows: Math.max(0, this.#rowsSeen - this.#skip),
      rowsSkipped: Math.min(this.#skip, this.#rowsSeen),
      events: this.#events,
      ...this.#counts,
      rejected: this.#before.rejected + this.#counts.rejected,
      skipped: this.#skipped,
      silent: this.#silent,
      errorsFile:
        (await this.#errors.close()) ?? (this.#before.rejected > 0 ? this.#options.errorsPath : null),
      seconds: (this.#options.now() - this.#started) / 1000,
    }
  }
}
