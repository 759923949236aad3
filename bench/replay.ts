/**
 * How long does it take to judge all of history again, beside DuckDB, the plain fold, and the same loop in C? And where does
 * the frame come from, how large is it?
 *
 * `npm run bench -- replay --events 10m` (or `1m`, `100m` where memory allows).
 */
import { standardCatalogue, type CompiledAgreement } from '@baton/engine'
import {
  type Frame,
  FrameBuilder,
  type PreparedHistory,
  prepareHistory,
  replay,
  type ReplayRun,
  runAgreement,
} from '@baton/engine/replay'
import { openFrame, ReplayThreads } from '@baton/server'
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { eventsAsked, median, spread, table } from './measure.ts'
import { compileLoop, LoopInC } from './replay-c.ts'
import { type Begin, openDuckDb } from './replay-duckdb.ts'
import { foldTimes } from './replay-fold.ts'
import { frameOf, historyOf, SEED } from './replay-history.ts'
import { measureDatabase } from './replay-postgres.ts'
import {
  benchedAgreement,
  changedWheres,
  changesBySlider,
  LEFT_OUT_OF_SQL,
  questionForSql,
  withoutSales,
} from './replay-questions.ts'

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7)
const WARM_UP_ROUNDS = 2
const REPEATS = 3
/** At most so many are loaded into PostgreSQL; its figures are scaled. */
const EVENTS_IN_DATABASE_MAX = 1_000_000
const TIMES_DUCKDB = 20
const TIMES_C = 2
const FRAME_MB_MAX = 400

const events = eventsAsked('10m')
/** Of what takes seconds. */
const SLOW_ROUNDS = Math.min(events > 20_000_000 ? 1 : 3, ROUNDS)
const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void
const perTenMillion = 10_000_000 / events

const rows: string[][] = []
const bars: { readonly text: string; readonly isMet: boolean }[] = []

const { frame, path } = await historyOf(events)
const compiled = benchedAgreement()
const loop = compileLoop(folder)
printHead(frame)

const prepared = prepareHistory(frame, compiled)
const whole = await askWholeQuestion()
await measureSlider(prepared, whole.run)
await askSqlQuestion()
measureFold(whole.run)
await measureFrame()
await measureSources()

console.log(table([['', 'median', 'spread', ''], ...rows]))
console.log(`
Left out of the SQL question: ${LEFT_OUT_OF_SQL}.
Left out: reading the frame's file from a cold disk, and what a server does besides. "From the columns" works out from the
frame which events and facts the agreement reacts to, then judges; "again" is what moving a slider costs.`)
for (const { text } of bars) console.log(text)
process.exit(bars.every(({ isMet }) => isMet) ? 0 : 1)

function printHead({ day, leads, shapes, facts, offsets }: Frame): void {
  const active = leads.filter((_, lead) => offsets[lead + 1]! > offsets[lead]!).length
  const memory = Math.round(totalmem() / 1e9)
  console.log(
    `Node ${process.version}, ${cpus().length} cores, ${memory} GB, seed ${SEED}, ${ROUNDS} rounds (${SLOW_ROUNDS} of what is slow)
${count(events)} events of ${count(active)} people: ${count(day.length)} rows with what colleagues state, ${count(shapes.length)} shapes, ${count(facts.event.length)} stated facts
`,
  )
}

function count(value: number): string {
  return Math.round(value).toLocaleString('en')
}

function add(name: string, milliseconds: readonly number[], note = ''): number {
  const middle = median(milliseconds)
  const figure =
    middle >= 10_000 ? `${(middle / 1000).toFixed(1)} s` : `${middle.toFixed(middle < 10 ? 2 : 0)} ms`
  rows.push([name, figure, `± ${Math.round(spread(milliseconds) * 100)} %`, note])
  return middle
}

function addBar(name: string, figure: string, needs: string, isMet: boolean): void {
  bars.push({ text: `bar ${name}: ${figure}, needs ${needs}: ${isMet ? 'met' : 'missed'}`, isMet })
}

type Measured = () => number | Promise<number>

/** Milliseconds by name. Every other round backwards, so that nothing always comes first; rounds before the first warm up. */
async function alternate(
  rounds: number,
  measured: Readonly<Record<string, Measured | undefined>>,
  warmUps = WARM_UP_ROUNDS,
): Promise<Readonly<Record<string, readonly number[]>>> {
  const named = Object.entries(measured).filter(
    (entry): entry is [string, Measured] => entry[1] !== undefined,
  )
  const times: Record<string, number[]> = Object.fromEntries(named.map(([name]) => [name, []]))
  for (let round = -warmUps; round < rounds; round++)
    for (const [name, measure] of round % 2 ? named : named.toReversed()) {
      const milliseconds = await measure()
      if (round >= 0) times[name]!.push(milliseconds)
    }
  return times
}

async function timeOf(work: () => unknown): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

/** The promotions of two ways of judging, which have to be the same. */
function assertSame(found: Partial<ReplayRun['promotions']>, expected: ReplayRun): void {
  for (const [name, column] of Object.entries(found)) {
    const wanted = expected.promotions[name as keyof ReplayRun['promotions']]
    assert.equal(column.length, wanted.length, 'as many promotions')
    const row = column.findIndex((value, index) => value !== wanted[index])
    assert.equal(row, -1, `promotion ${row}: ${name} ${column[row]}, not ${wanted[row]}`)
  }
}

async function askWholeQuestion(): Promise<{ readonly run: ReplayRun }> {
  const run = runAgreement(prepared, compiled)
  const other = changedWheres(compiled)
  const two = new ReplayThreads(frame, 2)
  const inC = loop ? new LoopInC(loop, folder, prepared, compiled) : null
  assertSame((await two.replay(compiled)).promotions, run)
  const times = await alternate(ROUNDS, {
    one: repeated(() => timeOf(() => runAgreement(prepared, compiled))),
    two: repeated(() => timeOf(() => two.replay(compiled))),
    columnsOne: fromColumns((of) => replay(frame, of), other, compiled),
    columnsTwo: fromColumns((of) => two.replay(of), other, compiled),
    cOne: inC ? repeated(() => inC.run(1)) : undefined,
    cTwo: inC ? repeated(() => inC.run(2)) : undefined,
    sumOne: inC ? repeated(() => inC.sum(1)) : undefined,
    sumTwo: inC ? repeated(() => inC.sum(2)) : undefined,
  })
  await two.close()
  const promotions = `${count(run.promotions.lead.length)} promotions`
  const again = add('whole question again, one thread', times['one']!, promotions)
  add('whole question again, two threads', times['two']!)
  add('whole question from the columns, one thread', times['columnsOne']!)
  add('whole question from the columns, two threads', times['columnsTwo']!)
  if (!inC) rows.push(['the same loop in C', '', '', 'left out: no compiler'])
  else {
    assertSame(await inC.promotions(frame.leads.length), run)
    await inC.close()
    const c = add('the same loop in C, one thread', times['cOne']!, 'the same promotions')
    add('the same loop in C, two threads', times['cTwo']!)
    addMemory(again, median(times['sumOne']!), median(times['sumTwo']!))
    addBar(
      'replay beside C',
      `${(again / c).toFixed(2)} times as long`,
      `at most ${TIMES_C}`,
      again <= TIMES_C * c,
    )
  }
  return { run }
}

/** As the second and later of several runs in a row: what is asked again and again is found in the caches. */
function repeated(measure: Measured): Measured {
  return async () => {
    const times: number[] = []
    for (let repeat = 0; repeat <= REPEATS; repeat++) times.push(await measure())
    return median(times.slice(1))
  }
}

/** Two agreements by turns: neither finds what the other prepared. */
function fromColumns(
  judge: (compiled: CompiledAgreement) => unknown,
  one: CompiledAgreement,
  other: CompiledAgreement,
): Measured {
  return async () => {
    const milliseconds = await timeOf(() => judge(one))
    return (milliseconds + (await timeOf(() => judge(other)))) / 2
  }
}

/** How far from the limit of the memory a run is: it reads the packed events, the machine reads 8 bytes an event in `sum`. */
function addMemory(again: number, sumOne: number, sumTwo: number): void {
  const { word, day, position, profile } = prepared.events
  const bytes = [word, day, position, profile].reduce((sum, { byteLength }) => sum + byteLength, 0)
  const perSecond = (milliseconds: number, read: number) => `${(read / milliseconds / 1e6).toFixed(1)} GB/s`
  const summed = frame.day.byteLength + frame.ms.byteLength
  rows.push([
    'bytes a run reads, at most',
    `${(bytes / events).toFixed(1)} B/event`,
    '',
    `${perSecond(again, bytes)}; summing columns ${perSecond(sumOne, summed)}, two threads ${perSecond(sumTwo, summed)}`,
  ])
}

/** Points, limits, half-lives, thresholds: another agreement over what is prepared already. */
async function measureSlider(history: PreparedHistory, run: ReplayRun): Promise<void> {
  const changes = changesBySlider(compiled)
  const judge = (changed: CompiledAgreement) => {
    const still = prepareHistory(frame, changed, { earlier: [history] })
    assert.ok(
      still.events === history.events && still.profiles === history.profiles,
      'nothing is prepared anew',
    )
    return runAgreement(still, changed)
  }
  const measured = [...changes].map(([name, changed]) => {
    const isSame = isDeepStrictEqual(judge(changed).promotions, run.promotions)
    assert.ok(!isSame, `${name} change what is concluded`)
    return [name, repeated(() => timeOf(() => judge(changed)))] as const
  })
  const times = await alternate(ROUNDS, Object.fromEntries(measured))
  for (const name of changes.keys())
    add(`again with other ${name}, one thread`, times[name]!, 'raw events and facts are not read')
}

async function askSqlQuestion(): Promise<void> {
  const question = questionForSql(compiled)
  const other = changedWheres(question)
  const history = withoutSales(frame)
  const ready = prepareHistory(history, question)
  const run = runAgreement(ready, question)
  const two = new ReplayThreads(history, 2)
  const inC = loop ? new LoopInC(loop, folder, ready, question) : null
  assertSame((await two.replay(question)).promotions, run)
  const times = await alternate(ROUNDS, {
    one: repeated(() => timeOf(() => runAgreement(ready, question))),
    two: repeated(() => timeOf(() => two.replay(question))),
    columnsOne: fromColumns((of) => replay(history, of), other, question),
    columnsTwo: fromColumns((of) => two.replay(of), other, question),
    cOne: inC ? repeated(() => inC.run(1)) : undefined,
    cTwo: inC ? repeated(() => inC.run(2)) : undefined,
  })
  await two.close()
  const one = add(
    'SQL question again, one thread',
    times['one']!,
    `${count(run.promotions.lead.length)} first promotions`,
  )
  const again = add('SQL question again, two threads', times['two']!)
  const columnsOne = add('SQL question from the columns, one thread', times['columnsOne']!)
  const columns = add('SQL question from the columns, two threads', times['columnsTwo']!)
  if (inC) {
    assertSame(await inC.promotions(frame.leads.length), run)
    await inC.close()
    add('SQL question, C, one thread', times['cOne']!, 'the same promotions')
    add('SQL question, C, two threads', times['cTwo']!)
  }
  const duckDb = await askDuckDb(ready, question, run)
  const faster = duckDb.again / again
  addBar(
    'replay beside DuckDB',
    `${faster.toFixed(1)} times as fast on two threads each`,
    `at least ${TIMES_DUCKDB}`,
    faster >= TIMES_DUCKDB,
  )
  const ratio = (slow: number, quick: number) => `${(slow / quick).toFixed(1)} ×`
  rows.push(
    ['DuckDB, of ours, again, one thread each', ratio(duckDb.againOne, one), '', ''],
    ['DuckDB, of ours, from the columns, one thread each', ratio(duckDb.columnsOne, columnsOne), '', ''],
    ['DuckDB, of ours, from the columns, two threads each', ratio(duckDb.columns, columns), '', ''],
  )
}

interface DuckDbTimes {
  readonly againOne: number
  readonly again: number
  readonly columnsOne: number
  readonly columns: number
}

/** Medians, of two threads where no other number is named; every answer has to be `run`. */
async function askDuckDb(
  ready: PreparedHistory,
  question: CompiledAgreement,
  run: ReplayRun,
): Promise<DuckDbTimes> {
  const duckDb = await openDuckDb(ready, question)
  const ask = (threads: number, from: Begin) => async () => {
    const milliseconds = await duckDb.run(threads, from)
    const { lead, event, tier } = await duckDb.answer()
    assertSame(
      { lead: Uint32Array.from(lead), event: Uint32Array.from(event), tier: Uint16Array.from(tier) },
      run,
    )
    return milliseconds
  }
  const times = await alternate(
    SLOW_ROUNDS,
    {
      matchedOne: ask(1, 'matched'),
      matchedTwo: ask(2, 'matched'),
      columnsOne: ask(1, 'columns'),
      columnsTwo: ask(2, 'columns'),
    },
    0,
  )
  duckDb.close()
  const againOne = add(
    'SQL question again, DuckDB, one thread',
    times['matchedOne']!,
    'matching events found before; the same promotions',
  )
  const again = add('SQL question again, DuckDB, two threads', times['matchedTwo']!)
  const columnsOne = add(
    'SQL question from the columns, DuckDB, one thread',
    times['columnsOne']!,
    'the same promotions',
  )
  const columns = add('SQL question from the columns, DuckDB, two threads', times['columnsTwo']!)
  return { againOne, again, columnsOne, columns }
}

/** The plain fold over some of the leads. */
function measureFold(run: ReplayRun): void {
  const { times, folded } = foldTimes(frame, compiled, run, SLOW_ROUNDS)
  add(
    'whole question, plain fold, one thread',
    times,
    `scaled from ${count(folded)} events; the same promotions`,
  )
}

async function measureFrame(): Promise<void> {
  const held = () => {
    collectGarbage()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    return heapUsed + arrayBuffers
  }
  const before = held()
  const opened = await openFrame(path)
  const megabytes = (held() - before) / 1e6
  assert.equal(opened.day.length, frame.day.length)
  const times = await alternate(SLOW_ROUNDS, { open: () => timeOf(() => openFrame(path)) })
  add(
    'opening the frame, per 10 M events',
    times['open']!.map((time) => time * perTenMillion),
    'its file is in the page cache',
  )
  const bytes = (megabytes * 1e6) / events
  const max = FRAME_MB_MAX * Math.max(1, events / 10_000_000)
  rows.push([
    'memory of the frame',
    `${count(megabytes)} MB`,
    '',
    `${bytes.toFixed(1)} bytes an event, ids, shapes and values included`,
  ])
  const { word, day, position, profile } = prepared.events
  const packed = [word, day, position, profile, prepared.profiles.after].reduce(
    (sum, { byteLength }) => sum + byteLength,
    0,
  )
  rows.push(['memory of what is prepared', `${count(packed / 1e6)} MB`, '', ''])
  addBar('memory of the frame', `${count(megabytes)} MB`, `less than ${count(max)} MB`, megabytes < max)
}

async function measureSources(): Promise<void> {
  const loaded = Math.min(events, EVENTS_IN_DATABASE_MAX)
  const expected = frameOf(loaded, new FrameBuilder(standardCatalogue))
  const { frame: built, bareCopy } = await measureDatabase(loaded, SLOW_ROUNDS, expected, compiled)
  const scaled = (times: readonly number[]) => times.map((time) => (time * 10_000_000) / loaded)
  const note = `scaled from ${count(loaded)} events`
  const building = add(
    'frame from PostgreSQL, per 10 M events',
    scaled(built),
    `${note}; the same promotions`,
  )
  const copying = add('bare COPY of the same rows, per 10 M events', scaled(bareCopy), note)
  rows.push(['frame from PostgreSQL, of bare COPY', (building / copying).toFixed(2), '', ''])
}
