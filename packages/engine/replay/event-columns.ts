/** Events as they come in, column by column, before they are laid out by lead. */

const INITIAL_CAPACITY = 1 << 12

/** Columns grow by half, so that at most a third of the memory is idle. */
const GROWTH = 1.5

type Column = Int32Array | Uint32Array | Float64Array

/** Appended to row by row; the columns have room beyond `length`. */
export class EventColumns {
  length = 0
  lead = new Uint32Array(INITIAL_CAPACITY)
  day = new Int32Array(INITIAL_CAPACITY)
  ms = new Uint32Array(INITIAL_CAPACITY)
  shape = new Uint32Array(INITIAL_CAPACITY)
  seq = new Float64Array(INITIAL_CAPACITY)

  /** Gives the row's position. */
  push(lead: number, day: number, ms: number, shape: number, seq: number): number {
    const row = this.length
    if (row === this.lead.length) this.#grow()
    this.lead[row] = lead
    this.day[row] = day
    this.ms[row] = ms
    this.shape[row] = shape
    this.seq[row] = seq
    this.length = row + 1
    return row
  }

  #grow(): void {
    const capacity = Math.ceil(this.length * GROWTH)
    this.lead = larger(this.lead, new Uint32Array(capacity))
    this.day = larger(this.day, new Int32Array(capacity))
    this.ms = larger(this.ms, new Uint32Array(capacity))
    this.shape = larger(this.shape, new Uint32Array(capacity))
    this.seq = larger(this.seq, new Float64Array(capacity))
  }
}

/** Pairs of an event's row and something of it, in order of the row. */
export class PairColumns {
  length = 0
  row = new Uint32Array(INITIAL_CAPACITY)
  value = new Uint32Array(INITIAL_CAPACITY)

  push(row: number, value: number): void {
    if (this.length === this.row.length) {
      const capacity = Math.ceil(this.length * GROWTH)
      this.row = larger(this.row, new Uint32Array(capacity))
      this.value = larger(this.value, new Uint32Array(capacity))
    }
    this.row[this.length] = row
    this.value[this.length++] = value
  }
}

function larger<Of extends Column>(column: Of, into: Of): Of {
  into.set(column)
  return into
}
