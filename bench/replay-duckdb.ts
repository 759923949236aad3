/**
 * The question that SQL can be asked, put to DuckDB: when is each lead promoted first, in which tier? Clauses are evaluated
 * once per shape and per stated value, as ours are; the rest is windows over the rows of those leads whose facts allow a
 * promotion at all. What fades is summed in rising powers of two and divided by the power of the day that reads it; a meter
 * that stops at nothing is its sum less the least that the sum ever was.
 */
import { type Agreement, type CompiledAgreement, type Condition, TOLERANCE } from '@baton/engine'
import type { Frame, PreparedHistory } from '@baton/engine/replay'
import {
  DOUBLE,
  DuckDBDataChunk,
  DuckDBInstance,
  INTEGER,
  type DuckDBConnection,
  type DuckDBType,
} from '@duckdb/node-api'
import { KIND_SHIFT } from '../packages/engine/replay/event-kinds.ts'
import { disqualifyingClause, fitPoints, isKnown } from '../packages/engine/fold/facts.ts'

/** Lead, event and tier of each first promotion, by lead. */
export interface FirstPromotions {
  readonly lead: readonly number[]
  readonly event: readonly number[]
  readonly tier: readonly number[]
}

/**
 * What a run begins with: the events with their shapes, or the events that a clause or a condition matches, found before.
 * Facts are only those of fields that the agreement asks for, either way.
 */
export type Begin = 'columns' | 'matched'

export class DuckDb {
  readonly #connection: DuckDBConnection
  readonly #questions: Readonly<Record<Begin, string>>

  constructor(connection: DuckDBConnection, questions: Readonly<Record<Begin, string>>) {
    this.#connection = connection
    this.#questions = questions
  }

  /** Milliseconds of asking the question; the answer is left in a table. */
  async run(threads: number, from: Begin): Promise<number> {
    await this.#connection.run(`set threads = ${threads}`)
    const begun = performance.now()
    await this.#connection.run(`create or replace table answer as ${this.#questions[from]}`)
    return performance.now() - begun
  }

  async answer(): Promise<FirstPromotions> {
    const reader = await this.#connection.runAndReadAll('select lead, event, tier from answer order by lead')
    const [lead, event, tier] = reader.getColumns() as number[][]
    return { lead: lead ?? [], event: event ?? [], tier: tier ?? [] }
  }

  close(): void {
    this.#connection.closeSync()
  }
}

/** Opens a database in memory and fills it; nothing of that is part of the question. */
export async function openDuckDb(prepared: PreparedHistory, compiled: CompiledAgreement): Promise<DuckDb> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const { frame } = prepared
  await fill(
    connection,
    'events',
    { lead: INTEGER, event: INTEGER, day: INTEGER, shape: INTEGER },
    eventRows(frame),
  )
  await fill(
    connection,
    'facts',
    { lead: INTEGER, event: INTEGER, day: INTEGER, field: INTEGER, value: INTEGER },
    factRows(frame, compiled),
  )
  await fill(
    connection,
    'meanings',
    { field: INTEGER, value: INTEGER, fit: DOUBLE, disqualifies: INTEGER, known: INTEGER },
    meaningRows(frame, compiled),
  )
  await fill(connection, 'pours', { shape: INTEGER, clause: INTEGER }, pourRows(prepared, compiled.agreement))
  await fill(connection, 'dids', { shape: INTEGER, did: INTEGER }, didRows(prepared))
  // What may change between two runs without another event matching: meters, points and limits.
  const clauses = { clause: INTEGER, meter: INTEGER, give: DOUBLE, daily: INTEGER }
  await fill(connection, 'clauses', clauses, clauseRows(compiled))
  await connection.run(`create table matched_pours as ${MATCHED_POURS}`)
  await connection.run(`create table matched_dids as ${MATCHED_DIDS}`)
  return new DuckDb(connection, {
    columns: questionOf(compiled, frame, `(${MATCHED_POURS})`, `(${MATCHED_DIDS})`),
    matched: questionOf(compiled, frame, 'matched_pours', 'matched_dids'),
  })
}

const MATCHED_POURS = 'select lead, event, day, clause from events join pours using (shape)'
const MATCHED_DIDS = 'select lead, event, day, did from events join dids using (shape)'

const ROWS_AT_A_TIME = 2048

async function fill(
  connection: DuckDBConnection,
  name: string,
  types: Readonly<Record<string, DuckDBType>>,
  rows: Iterable<readonly (number | null)[]>,
): Promise<void> {
  const columns = Object.entries(types).map(([column, type]) => `${column} ${String(type)}`)
  await connection.run(`create table ${name} (${columns.join(', ')})`)
  const appender = await connection.createAppender(name)
  const chunk = DuckDBDataChunk.create(Object.values(types))
  const waiting: (number | null)[][] = Object.keys(types).map(() => [])
  const send = () => {
    chunk.setColumns(waiting)
    appender.appendDataChunk(chunk)
    chunk.reset()
    for (const column of waiting) column.length = 0
  }
  for (const row of rows) {
    for (let column = 0; column < row.length; column++) waiting[column]!.push(row[column]!)
    if (waiting[0]!.length === ROWS_AT_A_TIME) send()
  }
  if (waiting[0]!.length > 0) send()
  appender.closeSync()
}

function* eventRows({ offsets, day, shape, leads }: Frame): Generator<readonly number[]> {
  for (let lead = 0; lead < leads.length; lead++)
    for (let event = offsets[lead]!; event < offsets[lead + 1]!; event++)
      yield [lead, event, day[event]!, shape[event]!]
}

function askedFields({ agreement }: CompiledAgreement): ReadonlySet<string> {
  const wheres = [...agreement.fit.points, ...agreement.disqualify].map(({ where }) => where)
  if (wheres.some((where) => where.length !== 1)) throw new Error('a clause asks more than one field')
  return new Set([...wheres.flat().map(({ field }) => field), ...agreement.complete])
}

/** Of the fields that are asked for. */
function* factRows(frame: Frame, compiled: CompiledAgreement): Generator<readonly number[]> {
  const { facts, offsets, day, shape, shapes } = frame
  const asked = askedFields(compiled)
  const isAsked = facts.fields.map(({ ref }) => asked.has(ref))
  const trusts = new Set<string>()
  let lead = 0
  for (let fact = 0; fact < facts.event.length; fact++) {
    if (!isAsked[facts.field[fact]!]) continue
    const event = facts.event[fact]!
    while (offsets[lead + 1]! <= event) lead++
    trusts.add(shapes[shape[event]!]!.trust)
    yield [lead, event, day[event]!, facts.field[fact]!, facts.value[fact]!]
  }
  if (trusts.size > 1) throw new Error('facts were stated with more than one trust')
}

/** What a value comes to by itself: every clause asks one field. */
function* meaningRows({ facts }: Frame, compiled: CompiledAgreement): Generator<readonly number[]> {
  const asked = askedFields(compiled)
  if (fitPoints(compiled, () => null) !== 0) throw new Error('what is not known gives points')
  for (const [field, { ref, values }] of facts.fields.entries()) {
    if (!asked.has(ref)) continue
    for (const [value, stated] of values.entries()) {
      const lookup = (of: string) => (of === ref ? stated : null)
      const disqualifies = disqualifyingClause(compiled, lookup) !== null
      const known = compiled.agreement.complete.includes(ref) && isKnown(stated)
      yield [field, value, fitPoints(compiled, lookup), Number(disqualifies), Number(known)]
    }
  }
}

function* pourRows({ kinds, frame }: PreparedHistory, agreement: Agreement): Generator<readonly number[]> {
  for (let shape = 0; shape < frame.shapes.length; shape++) {
    const kind = kinds.words[shape]! >>> KIND_SHIFT
    const clauses = kinds.pours.subarray(kinds.pourOffsets[kind], kinds.pourOffsets[kind + 1])
    const poured = new Set([...clauses].map((clause) => agreement.points[clause]!.to))
    if (poured.size !== clauses.length) throw new Error('an event pours twice into one meter')
    for (const clause of clauses) yield [shape, clause]
  }
}

function* clauseRows({ agreement, meterIndex }: CompiledAgreement): Generator<readonly (number | null)[]> {
  for (const [clause, { to, give, limit }] of agreement.points.entries()) {
    if (limit && limit.days !== 1) throw new Error('a limit is over several days')
    yield [clause, meterIndex.get(to)!, give, limit?.count ?? null]
  }
}

function* didRows({ kinds, frame }: PreparedHistory): Generator<readonly number[]> {
  for (let shape = 0; shape < frame.shapes.length; shape++) {
    const kind = kinds.words[shape]! >>> KIND_SHIFT
    for (const did of kinds.dids.subarray(kinds.didOffsets[kind], kinds.didOffsets[kind + 1]))
      yield [shape, did]
  }
}

function questionOf(
  compiled: CompiledAgreement,
  frame: Frame,
  matchedPours: string,
  matchedDids: string,
): string {
  const { agreement, dids } = compiled
  const base = frame.day.reduce((least, day) => Math.min(least, day), Infinity)
  const power = (halfLifeDays: number | undefined) =>
    halfLifeDays === undefined ? '1' : `pow(2, (day - ${base}) / ${halfLifeDays}.0)`
  const meters = agreement.meters.map(({ id, halfLifeDays }, meter) => {
    const isFloored = agreement.points.some(({ to, give }) => to === id && give < 0)
    return { meter, power: power(halfLifeDays), isFloored }
  })
  const sums = meters.map(
    ({ meter, power }) =>
      `sum(case when meter = ${meter} then give * ${power} else 0 end) over fold as x${meter}`,
  )
  const latest = dids.map((_, did) => `max(case when did = ${did} then day end) over fold as did${did}`)
  const floors = meters
    .filter(({ isFloored }) => isFloored)
    .map(({ meter }) => `least(0, min(x${meter}) over fold) as floor${meter}`)
  const levels = meters.map(
    ({ meter, power, isFloored }) =>
      `(x${meter}${isFloored ? ` - floor${meter}` : ''}) / ${power} as level${meter}`,
  )
  const tiers = agreement.tiers.map(
    ({ condition }, tier) => `when ${sqlOf(compiled, condition)} then ${tier}`,
  )
  const facts = `disqualified = 0 and known = ${agreement.complete.length}`
  const { grades } = agreement.fit
  return `
    with changes as (
      select lead, event, day,
        fit - lag(fit, 1, 0) over stated as fit,
        disqualifies - lag(disqualifies, 1, 0) over stated as disqualified,
        known - lag(known, 1, 0) over stated as known
      from facts join meanings using (field, value)
      window stated as (partition by lead, field order by event)),
    standing as (
      select lead, sum(fit) over fold as fit, sum(disqualified) over fold as disqualified, sum(known) over fold as known
      from changes window fold as (partition by lead order by event)),
    hopeful as (select distinct lead from standing where ${facts} and fit >= ${grades.C}),
    poured as (
      select lead, event, day, meter, give, clause, daily from ${matchedPours} join clauses using (clause)
      where lead in (from hopeful)),
    moves as (
      select lead, event, day, meter, give, null as did, 0 as fit, 0 as disqualified, 0 as known from poured where daily is null
      union all
      select lead, event, day, meter, give, null, 0, 0, 0 from poured where daily is not null
        qualify row_number() over (partition by lead, clause, day order by event) <= daily
      union all
      select lead, event, day, null, null, did, 0, 0, 0 from ${matchedDids} where lead in (from hopeful)
      union all
      select lead, event, day, null, null, null, fit, disqualified, known from changes where lead in (from hopeful)),
    sums as (
      select lead, event, day, ${[...sums, ...latest].join(', ')}, sum(fit) over fold as fit,
        sum(disqualified) over fold as disqualified, sum(known) over fold as known
      from moves window fold as (partition by lead order by event)),
    levels as (
      select *, ${levels.join(', ')} from (select *${floors.map((floor) => `, ${floor}`).join('')} from sums
        window fold as (partition by lead order by event))),
    judged as (select lead, event, case ${tiers.join(' ')} end as tier from levels where ${facts})
    select lead, min(event) as event, arg_min(tier, event) as tier from judged where tier is not null group by lead`
}

function sqlOf(compiled: CompiledAgreement, condition: Condition): string {
  switch (condition.kind) {
    case 'did': {
      if (condition.times !== 1) throw new Error('a did asks for more than one time')
      const latest = `did${compiled.didIndex.get(condition)!}`
      const { withinDays } = condition
      return withinDays === undefined
        ? `${latest} is not null`
        : `coalesce(${latest} > day - ${withinDays}, false)`
    }
    case 'meter':
      return `level${compiled.meterIndex.get(condition.meter)!} >= ${condition.atLeast - TOLERANCE}`
    case 'score': {
      const levels = compiled.agreement.meters.map((_, meter) => `level${meter}`)
      return `${levels.join(' + ')} >= ${condition.atLeast - TOLERANCE}`
    }
    case 'grade': {
      const { grades } = compiled.agreement.fit
      const graded = `case when fit >= ${grades.A} then 'A' when fit >= ${grades.B} then 'B' when fit >= ${grades.C} then 'C' else 'D' end`
      return `${graded} in (${condition.grades.map((grade) => `'${grade}'`).join(', ')})`
    }
    case 'all':
    case 'any': {
      const parts = condition.conditions.map((part) => sqlOf(compiled, part))
      return `(${parts.join(condition.kind === 'all' ? ' and ' : ' or ')})`
    }
    default:
      throw new Error(`the question has no condition of kind ${condition.kind}`)
  }
}
