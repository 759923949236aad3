/** Builds a frame from event rows in any order. */
import type { Catalogue } from '../catalogue/catalogue.ts'
import { dayOf } from '../event.ts'
import { EventColumns, PairColumns } from './event-columns.ts'
import { rowsInFoldOrder } from './fold-order.ts'
import type { FactColumns, Frame } from './frame.ts'
import { ShapeDictionary, type ShapedEvent } from './shape-dictionary.ts'
import { StatementDictionary, type Facts } from './statement-dictionary.ts'

const DAY_MS = 86_400_000

/** An event as it was stored. It is in nobody's way twice: each is added once. */
export interface FrameEvent extends ShapedEvent {
  /** Id of the lead whose act it is; what a joined visitor did belongs to the lead that it was joined to. */
  readonly lead: string
  readonly seq: number
  /** Whole milliseconds since 1970-01-01 UTC. */
  readonly occurredAt: number
  readonly leadFacts?: Facts | null
  readonly companyFacts?: Facts | null
  /** Id of the company that the company facts are about; its other leads learn them too. */
  readonly company?: string | null
}

export interface BuildOptions {
  /** The moment that history is known up to, in ms. */
  readonly until: number
  /** Columns on SharedArrayBuffer, so that threads read them without a copy. */
  readonly shared?: boolean
}

const NO_COMPANY = 0xffff_ffff

/**
 * Takes leads and events in any order and keeps what the catalogue knows. Memory while building: about 24 bytes an
 * event, and the frame; a built frame has 18 to 20 bytes an event and 10 a stated fact.
 */
export class FrameBuilder {
  readonly #shapes: ShapeDictionary
  readonly #statements: StatementDictionary
  readonly #leads = new Map<string, number>()
  readonly #companies = new Map<string, number>()
  /** By lead; NO_COMPANY where there is none. */
  readonly #companyOf: number[] = []
  #events = new EventColumns()
  /** Rows that state facts, with the number of the statement. */
  #stated = new PairColumns()
  /** Rows that state facts about a company, with the company; beside it the statement, -1 for one without a known field. */
  #told = new PairColumns()
  readonly #toldStatements: number[] = []
  #throughSeq = 0

  constructor(catalogue: Catalogue) {
    this.#shapes = new ShapeDictionary(catalogue)
    this.#statements = new StatementDictionary(catalogue)
  }

  /** Leads that were added, or named by an event. */
  get leads(): number {
    return this.#leads.size
  }

  get events(): number {
    return this.#events.length
  }

  /** Says which company a lead belongs to. A lead that is never added belongs to none. */
  addLead(id: string, company: string | null): void {
    this.#companyOf[this.#lead(id)] = company === null ? NO_COMPANY : this.#company(company)
  }

  addEvent(event: FrameEvent): void {
    const { seq, occurredAt, leadFacts, companyFacts, company } = event
    const aboutLead = leadFacts ? this.#statements.statementOf('lead', leadFacts) : -1
    const aboutCompany = companyFacts ? this.#statements.statementOf('company', companyFacts) : -1
    const shape = this.#shapes.shapeOf(event, aboutLead >= 0 || aboutCompany >= 0)
    const day = dayOf(occurredAt)
    const row = this.#events.push(this.#lead(event.lead), day, occurredAt - day * DAY_MS, shape, seq)
    if (aboutLead >= 0) this.#stated.push(row, aboutLead)
    if (aboutCompany >= 0) this.#stated.push(row, aboutCompany)
    if (companyFacts && company !== null && company !== undefined) {
      this.#told.push(row, this.#company(company))
      this.#toldStatements.push(aboutCompany)
    }
    if (seq > this.#throughSeq) this.#throughSeq = seq
  }

  /** Lays the events out by lead, in fold order. The builder is used up by it. */
  build({ until, shared = false }: BuildOptions): Frame {
    this.#tellColleagues()
    const events = this.#events
    const offsets = allocate(shared, this.#leads.size + 1, 4, Uint32Array)
    for (let row = 0; row < events.length; row++) offsets[events.lead[row]! + 1]!++
    for (let lead = 0; lead < this.#leads.size; lead++) offsets[lead + 1]! += offsets[lead]!
    const rows = rowsInFoldOrder(events, offsets)
    this.#events = new EventColumns()
    const { length } = rows
    const facts = this.#facts(rows, events, shared)
    const { shapes } = this.#shapes
    const shape =
      shapes.length <= 0x1_0000
        ? gather(events.shape, rows, allocate(shared, length, 2, Uint16Array))
        : gather(events.shape, rows, allocate(shared, length, 4, Uint32Array))
    return {
      leads: [...this.#leads.keys()],
      offsets,
      day: gather(events.day, rows, allocate(shared, length, 4, Int32Array)),
      ms: gather(events.ms, rows, allocate(shared, length, 4, Uint32Array)),
      shape,
      seq: gather(events.seq, rows, allocate(shared, length, 8, Float64Array)),
      shapes,
      facts,
      until,
      throughSeq: this.#throughSeq,
    }
  }

  #lead(id: string): number {
    const known = this.#leads.get(id)
    if (known !== undefined) return known
    this.#leads.set(id, this.#leads.size)
    return this.#companyOf.push(NO_COMPANY) - 1
  }

  #company(id: string): number {
    const known = this.#companies.get(id)
    if (known !== undefined) return known
    this.#companies.set(id, this.#companies.size)
    return this.#companies.size - 1
  }

  /** A fact about a company is part of the history of every other lead of the company. */
  #tellColleagues(): void {
    const events = this.#events
    const members: number[][] = Array.from({ length: this.#companies.size }, () => [])
    for (const [lead, company] of this.#companyOf.entries())
      if (company !== NO_COMPANY) members[company]!.push(lead)
    for (let told = 0; told < this.#told.length; told++) {
      const row = this.#told.row[told]!
      const statement = this.#toldStatements[told]!
      const owner = events.lead[row]!
      const shape = this.#shapes.colleagueShapeOf(this.#shapes.shapes[events.shape[row]!]!, statement >= 0)
      for (const lead of members[this.#told.value[told]!]!) {
        if (lead === owner) continue
        const copy = events.push(lead, events.day[row]!, events.ms[row]!, shape, events.seq[row]!)
        if (statement >= 0) this.#stated.push(copy, statement)
      }
    }
    this.#told = new PairColumns()
  }

  #facts(rows: Uint32Array, events: EventColumns, shared: boolean): FactColumns {
    const stated = this.#stated
    const statements = this.#statements
    const { shapes } = this.#shapes
    let count = 0
    for (let at = 0; at < stated.length; at++)
      count += statements.endOf(stated.value[at]!) - statements.startOf(stated.value[at]!)
    const event = allocate(shared, count, 4, Uint32Array)
    const field = allocate(shared, count, 2, Uint16Array)
    const value = allocate(shared, count, 4, Uint32Array)
    let fact = 0
    for (let position = 0; position < rows.length; position++) {
      const row = rows[position]!
      if (!shapes[events.shape[row]!]!.statesFacts) continue
      for (let at = firstOf(stated, row); at < stated.length && stated.row[at] === row; at++) {
        const end = statements.endOf(stated.value[at]!)
        for (let from = statements.startOf(stated.value[at]!); from < end; from++) {
          event[fact] = position
          field[fact] = statements.rows.row[from]!
          value[fact++] = statements.rows.value[from]!
        }
      }
    }
    this.#stated = new PairColumns()
    return { event, field, value, fields: statements.fields }
  }
}

/** Where a row's pairs begin; rows rise. */
function firstOf({ row: rows, length }: PairColumns, row: number): number {
  let low = 0
  let high = length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (rows[middle]! < row) low = middle + 1
    else high = middle
  }
  return low
}

function allocate<Column>(
  shared: boolean,
  length: number,
  bytes: number,
  of: new (buffer: ArrayBufferLike) => Column,
): Column {
  const size = length * bytes
  return new of(shared ? new SharedArrayBuffer(size) : new ArrayBuffer(size))
}

type Column = Uint16Array | Uint32Array | Int32Array | Float64Array

function gather<Into extends Column>(from: Column, rows: Uint32Array, into: Into): Into {
  for (let position = 0; position < rows.length; position++) into[position] = from[rows[position]!]!
  return into
}
