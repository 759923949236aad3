/** The loop of a replay in C, over the tables that ours uses: what this machine does when nothing is in the way. */
import type { CompiledAgreement } from '@baton/engine'
import type { PreparedHistory, Promotions } from '@baton/engine/replay'
import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { type EventKinds, KIND_SHIFT, WORD } from '../packages/engine/replay/event-kinds.ts'
import { flatAgreement, type FlatAgreement } from '../packages/engine/replay/flat-agreement.ts'

const SOURCE = join(import.meta.dirname, 'replay-kernel.c')
const FLAGS = ['-O3', '-march=native', '-pthread']

/** Path of the compiled loop; null where there is no compiler. */
export function compileLoop(folder: string): string | null {
  const path = join(folder, 'replay-kernel')
  for (const compiler of ['gcc', 'clang', 'cc']) {
    try {
      execFileSync(compiler, [...FLAGS, '-o', path, SOURCE, '-lm'], { stdio: ['ignore', 'ignore', 'pipe'] })
      return path
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
  return null
}

type Table = Uint8Array | Int32Array | Uint32Array | Float64Array

export class LoopInC {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>
  readonly #lines: Interface
  readonly #folder: string

  /** @param prepared all leads of a frame */
  constructor(loop: string, folder: string, prepared: PreparedHistory, compiled: CompiledAgreement) {
    this.#folder = folder
    const path = join(folder, 'tables')
    writeTables(path, tablesOf(prepared, compiled))
    this.#process = spawn(loop, [path], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.#lines = createInterface(this.#process.stdout)
  }

  /** Milliseconds of one run. */
  async run(threads: number): Promise<number> {
    return Number(await this.#ask(`run ${threads}`))
  }

  /** Milliseconds for reading days and times of all events, 8 bytes an event, and adding them up. */
  async sum(threads: number): Promise<number> {
    return Number((await this.#ask(`sum ${threads}`)).split(' ')[0])
  }

  /** What the last run concluded. */
  async promotions(leads: number): Promise<Omit<Promotions, 'columns'>> {
    const path = join(this.#folder, 'promotions')
    await this.#ask(`dump ${path}`)
    const bytes = readFileSync(path)
    const rows = (bytes.length - leads) / 32
    const numbers = new Uint32Array(bytes.buffer, bytes.byteOffset, rows * 8)
    const times = new Float64Array(bytes.buffer, bytes.byteOffset, rows * 4)
    const column = (at: number) => Uint32Array.from({ length: rows }, (_, row) => numbers[row * 8 + at]!)
    return {
      lead: column(0),
      event: column(1),
      tier: Uint16Array.from(column(2)),
      cycle: column(3),
      byTimer: Uint8Array.from(column(4)),
      at: Float64Array.from({ length: rows }, (_, row) => times[row * 4 + 3]!),
    }
  }

  async close(): Promise<void> {
    this.#process.stdin.end('end\n')
    await once(this.#process, 'exit')
  }

  async #ask(command: string): Promise<string> {
    const answered = once(this.#lines, 'line') as Promise<[string]>
    this.#process.stdin.write(`${command}\n`)
    return (await answered)[0]
  }
}

function tablesOf(prepared: PreparedHistory, compiled: CompiledAgreement): Record<string, Table> {
  const { frame, kinds, profiles } = prepared
  const flat = flatAgreement(compiled, profiles)
  if (flat.overdueReason) throw new Error('the loop in C does not take overdue leads back')
  return {
    'frame.offsets': frame.offsets,
    'frame.day': frame.day,
    'frame.ms': frame.ms,
    'frame.shape': Uint32Array.from(frame.shape),
    words: kinds.words.map(wordInC),
    pourOffsets: kinds.pourOffsets,
    pours: kinds.pours,
    didOffsets: kinds.didOffsets,
    dids: kinds.dids,
    acts: Int32Array.from(kinds.acts.flatMap(actInC)),
    gains: Float64Array.from(kinds.acts, (_, kind) => gainOf(kinds, flat, kind)),
    statementOffsets: profiles.offsets,
    after: profiles.after,
    setOf: profiles.setOf,
    hasContact: profiles.hasContact,
    numbers: Float64Array.of(frame.until, flat.promotesByTime ? 1 : 0),
    ...tablesOfAgreement(flat),
  }
}

function wordInC(word: number): number {
  const bits = [WORD.facts, WORD.known, WORD.acts, WORD.takesBack, WORD.pours, WORD.counts]
  return bits.reduce(
    (all, bit, place) => all | (word & bit ? 1 << place : 0),
    (word >>> KIND_SHIFT) << bits.length,
  )
}

/** The most points that an event of a kind can add; Infinity where it counts for a condition. */
function gainOf(
  { pourOffsets, pours, didOffsets }: EventKinds,
  { points }: FlatAgreement,
  kind: number,
): number {
  if (didOffsets[kind + 1]! > didOffsets[kind]!) return Infinity
  const clauses = pours.subarray(pourOffsets[kind], pourOffsets[kind + 1])
  return clauses.reduce((sum, clause) => sum + Math.max(0, points.give[clause]!), 0)
}

function actInC(act: EventKinds['acts'][number]): readonly number[] {
  if (!act) return [0, -1, 0, -1, 0, 0]
  const { move, reason, progress, criterion, answer, rank } = act
  return [move, reason, progress, criterion, answer, rank]
}

function tablesOfAgreement(flat: FlatAgreement): Record<string, Table> {
  const { meters, points, dids, programs, profiles, sql, reasons } = flat
  const { terms } = profiles
  const numbers = (values: readonly (number | boolean)[]) => Int32Array.from(values, Number)
  const startsOf = (lengths: readonly number[]) => {
    let sum = 0
    return Int32Array.from([0, ...lengths.map((length) => (sum += length))])
  }
  return {
    'meter.max': meters.max,
    'meter.factors': meters.factors,
    'meter.start': meters.start,
    'meter.length': meters.length,
    'meter.beyond': meters.beyond,
    'point.meter': points.meter,
    'point.give': points.give,
    'point.limitCount': points.limitCount,
    'point.limitDays': points.limitDays,
    'did.times': dids.times,
    'did.within': dids.withinDays,
    'did.start': dids.start,
    'program.code': Float64Array.from(programs.flatMap(({ code }) => [...code])),
    'program.start': startsOf(programs.map(({ code }) => code.length)),
    'program.facts': Uint8Array.from(programs.flatMap(({ facts }) => [...facts])),
    'program.factStart': startsOf(programs.map(({ facts }) => facts.length)),
    'program.factCount': numbers(programs.map(({ factCount }) => factCount)),
    isDisqualified: profiles.isDisqualified,
    leastSum: profiles.leastSum,
    profileDidBits: profiles.didBits,
    setAdmits: profiles.setAdmits,
    setLeastSum: profiles.setLeastSum,
    setDisqualifies: profiles.setDisqualifies,
    termOffsets: profiles.termOffsets,
    'term.tier': Int32Array.from(terms.tier),
    'term.dids': terms.dids,
    'term.meter': terms.meter,
    'term.level': terms.level,
    'term.score': terms.score,
    sql: numbers([
      sql.isAgreed,
      sql.progress,
      sql.needsTier,
      sql.satisfied,
      sql.program,
      sql.readsActivity,
      sql.readsFacts,
      sql.byTime,
    ]),
    'sql.freshDays': sql.freshDays,
    'reason.disqualifies': numbers(reasons.map(({ disqualifies }) => disqualifies)),
    'reason.restMs': Float64Array.from(reasons, ({ restMs }) => restMs),
    'reason.keep': Float64Array.from(reasons, ({ keep }) => keep),
  }
}

const NAME_BYTES = 24

function writeTables(path: string, tables: Record<string, Table>): void {
  const file = openSync(path, 'w')
  for (const [name, table] of Object.entries(tables)) {
    const head = Buffer.alloc(NAME_BYTES + 8)
    head.write(name, 'latin1')
    head.writeBigUInt64LE(BigInt(table.byteLength), NAME_BYTES)
    writeSync(file, head)
    const bytes = new Uint8Array(table.buffer, table.byteOffset, table.byteLength)
    for (let at = 0; at < bytes.length;)
      at += writeSync(file, bytes, at, Math.min(bytes.length - at, 1 << 28))
    if (bytes.length % 8 !== 0) writeSync(file, Buffer.alloc(8 - (bytes.length % 8)))
  }
  closeSync(file)
}
