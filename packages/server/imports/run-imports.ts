/** Imports that run in the server, one at a time, behind everybody who waits for an answer; those that a stop cut off go on. */
import { access } from 'node:fs/promises'
import type { Import } from '@baton/protocol'
import type pg from 'pg'
import { type Agreements, catalogueNow } from '../agreements/index.ts'
import type { Intake } from '../events/index.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { whileLoading } from '../platform/postgres/loading.ts'
import { importFile } from './import-file.ts'
import { addImport, type KeptImport, keptImport, type NewImport, setState } from './import-rows.ts'
import { inspectFile } from './inspect-file.ts'
import { mappingDocument } from './mapping-document.ts'
import { readMapping } from './read-mapping.ts'
import { undoImport } from './undo-import.ts'
import { errorsPathOf, FOUND_OUT, uploadOf } from './uploads.ts'

export interface ImportServices {
  readonly pool: pg.Pool
  readonly agreements: Agreements
  readonly intake: Pick<Intake, 'accept'>
  readonly dataDir: string
  readonly log: (line: string) => void
}

interface Running {
  readonly abort: AbortController
  readonly startedAt: number
  rowsBefore: number
  rows: number
}

export class ImportRuns {
  readonly #services: ImportServices
  readonly #running = new Map<string, Running>()
  #queue: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(services: ImportServices) {
    this.#services = services
  }

  async start(given: NewImport): Promise<string> {
    const id = await addImport(this.#services.pool, given)
    this.#enqueue(id)
    return id
  }

  /** Those that were running when the server went down. */
  async goOn(): Promise<void> {
    const { rows } = await this.#services.pool.query<{ id: string; state: string; person: string | null }>(
      `select id, state, by_person as person from imports where state in ('running', 'undoing') order by started_at`,
    )
    for (const { id, state, person } of rows)
      if (state === 'undoing') this.#enqueueUndo(id, person)
      else this.#enqueue(id)
  }

  cancel(id: string): void {
    this.#running.get(id)?.abort.abort()
  }

  /** @throws Refusal `conflict` while it runs, or when it was taken back already */
  async undo(id: string, person: string): Promise<void> {
    const { state } = await keptImport(this.#services.pool, id)
    if (state === 'running' || state === 'undoing' || state === 'undone')
      throw new Refusal('conflict', `The import is ${state}; only one that has ended can be taken back.`)
    await setState(this.#services.pool, id, 'undoing')
    this.#enqueueUndo(id, person)
  }

  async stop(): Promise<void> {
    this.#stopped = true
    for (const { abort } of this.#running.values()) abort.abort()
    await this.#queue
  }

  show(kept: KeptImport, hasErrors: boolean): Import {
    const { sourceId: _source, byPerson: _by, uploadId: _upload, mapping: _mapping, ...shown } = kept
    const running = this.#running.get(kept.id)
    const seconds = running ? (Date.now() - running.startedAt) / 1000 : 0
    const perSecond = running && seconds > 0.5 ? (running.rows - running.rowsBefore) / seconds : null
    const rows = Math.max(shown.rows, running?.rows ?? 0)
    return {
      ...shown,
      rows,
      rowsPerSecond: perSecond,
      secondsLeft: perSecond ? Math.max(0, shown.rowsTotal - rows) / perSecond : null,
      hasErrors,
    }
  }

  #enqueue(id: string): void {
    const running: Running = { abort: new AbortController(), startedAt: Date.now(), rowsBefore: 0, rows: 0 }
    this.#running.set(id, running)
    this.#queue = this.#queue.then(() => this.#guarded(id, () => this.#run(id, running)))
  }

  #enqueueUndo(id: string, person: string | null): void {
    const { pool, agreements } = this.#services
    this.#queue = this.#queue.then(() =>
      this.#guarded(id, async () => {
        const { sourceId } = await keptImport(pool, id)
        await whileLoading(pool, () => undoImport(pool, agreements, { id, sourceId, person }))
        await setState(pool, id, 'undone')
      }),
    )
  }

  async #guarded(id: string, work: () => Promise<void>): Promise<void> {
    try {
      if (!this.#stopped) await work()
    } catch (error) {
      const failure = (error as Error).message
      this.#services.log(`The import ${id} failed: ${failure}`)
      if (!this.#stopped) await setState(this.#services.pool, id, 'failed', { failure }).catch(() => {})
    } finally {
      this.#running.delete(id)
    }
  }

  async #run(id: string, running: Running): Promise<void> {
    const { pool, intake, dataDir } = this.#services
    const kept = await keptImport(pool, id)
    const upload = await uploadOf(pool, dataDir, kept.uploadId ?? '')
    const file = await inspectFile(upload.path, FOUND_OUT, [])
    const startedAt = new Date(kept.startedAt)
    const { text } = mappingDocument(kept.mapping!, file.header, startedAt, {
      skip: file.skip,
      catalogue: await catalogueNow(pool),
    })
    const { mapping } = readMapping(text)
    if (!mapping) throw new Error('its mapping cannot be read any more')
    running.rowsBefore = kept.rows
    const { stored, duplicates, rejected, skipped } = kept
    const summary = await whileLoading(pool, () =>
      importFile({
        pool,
        intake,
        file,
        mapping,
        mappingText: text,
        errorsPath: errorsPathOf(dataDir, id),
        known: kept.mapping!.known,
        record: {
          id,
          rowsDone: kept.rows,
          counts: { stored, duplicates, rejected },
          startedAt,
          finishedAt: null,
        },
        now: Date.now,
        signal: running.abort.signal,
        onProgress: ({ rows }) => (running.rows = rows),
      }),
    )
    // One that a stop of the server cut off goes on at the next start.
    if (summary.status === 'interrupted' && this.#stopped) return
    const state = summary.status === 'interrupted' ? 'interrupted' : 'finished'
    await setState(pool, id, state, { skipped: skipped + summary.skipped })
  }
}

export async function hasErrorFile(dataDir: string, id: string): Promise<boolean> {
  return await access(errorsPathOf(dataDir, id)).then(
    () => true,
    () => false,
  )
}
