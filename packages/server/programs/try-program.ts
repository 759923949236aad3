/**
 * A document tried on all of history, beside the version that runs: whom it would have let in, mailed and let go. Histories are read
 * in parts, and others are served between two of them. The leads behind the numbers are kept for a while, so that they can be opened.
 */
import { setImmediate } from 'node:timers/promises'
import type { CompiledAgreement } from '@baton/engine'
import { audienceContext } from '@baton/engine/audience'
import {
  type CompiledProgram,
  type Program,
  type ProgramReplay,
  readProgram,
  replayProgram,
  withSegmentsSpelledOut,
} from '@baton/engine/program'
import type { ProgramTried, ProgramTryLine } from '@baton/protocol'
import { HistoryReader } from '../leads/index.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { checkedNow } from './program-rows.ts'
import type { ProgramServices } from './program-services.ts'
import { compileTogether } from './running-programs.ts'

const LEADS_AT_ONCE = 500
const TRIES_KEPT = 20

type Cells = ReadonlyMap<string, readonly string[]>

/** Tries that were made lately, for opening the leads behind their numbers. */
export class KeptTries {
  readonly #tries = new Map<string, Cells>()

  keep(cells: Cells): string {
    const id = uuidV7()
    this.#tries.set(id, cells)
    const [oldest] = this.#tries.keys()
    if (this.#tries.size > TRIES_KEPT && oldest !== undefined) this.#tries.delete(oldest)
    return id
  }

  /** @throws Refusal `not_found` for one that is not kept any more */
  leads(id: string, cell: string): readonly string[] {
    const cells = this.#tries.get(id)
    if (!cells) throw nothingThere()
    return cells.get(cell) ?? []
  }
}

export interface Trying {
  readonly document: string
  readonly program: string | null
}

/** Answers as it comes; ends early when `signal` says so. */
export async function* tryProgram(
  services: ProgramServices,
  tries: KeptTries,
  { document, program: id }: Trying,
  signal: AbortSignal,
): AsyncGenerator<ProgramTryLine> {
  const { program, problems } = await checkedNow(services, document)
  const read = program ?? (await readOnly(services, document))
  if (!read) {
    const [first] = problems
    const detail = first
      ? `line ${first.line}: found ${first.found}, expected ${first.expected}`
      : 'It cannot be read.'
    yield { line: 'failed', detail }
    return
  }
  const running = id === null ? null : await runningVersion(services, id)
  const { compiled: base } = await services.agreements.inForce(services.pool)
  const audiences = await services.segments.audiences(services.pool)
  const documents = [read, ...(running ? [running] : [])].map((one) => withSegmentsSpelledOut(one, audiences))
  const { agreement, programs } = compileTogether(base, documents)
  const tallies = programs.map((compiled) => new TryTally(compiled))
  yield* replayed(services, agreement, tallies, signal)
  if (signal.aborted) return
  const [tried, before] = tallies
  yield { line: 'done', id: tries.keep(tried!.cells), tried: tried!.sum(), running: before?.sum() ?? null }
}

/** Whom it would let in can be asked before the mails are written. */
async function readOnly({ pool, agreements }: ProgramServices, document: string): Promise<Program | null> {
  const { compiled } = await agreements.inForce(pool)
  return readProgram(document, audienceContext(compiled)).program
}

async function runningVersion(services: ProgramServices, id: string): Promise<Program | null> {
  const { rows } = await services.pool.query<{ document: string }>(
    `select v.document from programs p join program_versions v on v.program_id = p.id and v.version = p.version where p.id = $1`,
    [id],
  )
  return rows[0] ? await readOnly(services, rows[0].document) : null
}

async function* replayed(
  { pool }: ProgramServices,
  agreement: CompiledAgreement,
  tallies: readonly TryTally[],
  signal: AbortSignal,
): AsyncGenerator<ProgramTryLine> {
  const until = Date.now()
  const counted = await pool.query<{ count: number }>(
    'select count(*)::int as count from leads where joined_to is null',
  )
  const of = counted.rows[0]!.count
  const reader = new HistoryReader()
  const client = await pool.connect()
  try {
    let after = '00000000-0000-0000-0000-000000000000'
    for (let done = 0; !signal.aborted;) {
      const { rows } = await client.query<{ id: string }>(
        'select id from leads where joined_to is null and id > $1 order by id limit $2',
        [after, LEADS_AT_ONCE],
      )
      const last = rows.at(-1)
      if (!last) return
      // Both are ids as the database writes them.
      const range = `joined_to is null and id > '${after}' and id <= '${last.id}'`
      const histories = await reader.where(client, range)
      for (const [lead, events] of histories)
        for (const tally of tallies)
          tally.add(lead, replayProgram(tally.program, agreement, [{ lead, events }], until))
      done += rows.length
      after = last.id
      yield { line: 'progress', done: Math.min(done, of), of }
      await setImmediate()
    }
  } finally {
    client.release()
  }
}

const COUNTS = ['leads', 'entered', 'heldOut', 'still', 'paused', 'mails'] as const
const LEFT = ['goal', 'leave', 'end', 'sales'] as const

/** What replays of single leads come to, and who is behind each number. */
class TryTally {
  readonly program: CompiledProgram
  readonly #cells = new Map<string, string[]>()
  readonly #counts = { leads: 0, entered: 0, heldOut: 0, still: 0, paused: 0, mails: 0 }
  readonly #left = { goal: 0, leave: 0, end: 0, sales: 0 }
  readonly #steps: ReadonlyMap<string, { passed: number; standing: number; done: number; passedOver: number }>
  readonly #weeks = new Map<number, { entered: number; mails: number }>()

  constructor(program: CompiledProgram) {
    this.program = program
    this.#steps = new Map(
      program.steps.map(({ id }) => [id, { passed: 0, standing: 0, done: 0, passedOver: 0 }]),
    )
  }

  get cells(): Cells {
    return this.#cells
  }

  add(lead: string, replay: ProgramReplay): void {
    for (const count of COUNTS) this.#counts[count] += replay[count]
    if (replay.entered === 0) return
    const open = (cell: string, count: number) => {
      if (count === 0) return
      const leads = this.#cells.get(cell)
      if (leads) leads.push(lead)
      else this.#cells.set(cell, [lead])
    }
    for (const count of ['entered', 'heldOut', 'still', 'paused', 'mails'] as const)
      open(count, replay[count])
    for (const why of LEFT) {
      this.#left[why] += replay.left[why]
      open(`left:${why}`, replay.left[why])
    }
    for (const { step, passed, standing, done, passedOver } of replay.steps) {
      const own = this.#steps.get(step)!
      const over = passedOver.tone + passedOver['held-out']
      own.passed += passed
      own.standing += standing
      own.done += done
      own.passedOver += over
      open(`passed:${step}`, passed)
      open(`at:${step}`, standing)
      open(`done:${step}`, done)
      open(`over:${step}`, over)
    }
    for (const { monday, entered, mails } of replay.weeks) {
      const week = this.#weeks.get(monday) ?? { entered: 0, mails: 0 }
      this.#weeks.set(monday, { entered: week.entered + entered, mails: week.mails + mails })
    }
  }

  sum(): ProgramTried {
    return {
      ...this.#counts,
      left: this.#left,
      steps: [...this.#steps].map(([step, counts]) => ({ step, ...counts })),
      weeks: [...this.#weeks]
        .toSorted(([a], [b]) => a - b)
        .map(([monday, counts]) => ({ monday, ...counts })),
    }
  }
}
