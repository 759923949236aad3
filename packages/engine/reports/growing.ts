/** Columns that grow row by row, and names that are numbered as they come. */
import type { Coded } from './journeys.ts'

type Numbers = Float64Array | Float32Array | Uint32Array | Uint16Array | Uint8Array
type Constructor<Column extends Numbers> = new (length: number) => Column

export class GrowingColumn<Column extends Numbers> {
  length = 0
  #rows: Column
  readonly #make: Constructor<Column>
  readonly #empty: number

  /** @param empty what a row holds before it is set */
  constructor(make: Constructor<Column>, empty = 0) {
    this.#make = make
    this.#empty = empty
    this.#rows = new make(64)
  }

  push(value: number): void {
    if (this.length === this.#rows.length) {
      const larger = new this.#make(2 * this.length)
      larger.set(this.#rows)
      this.#rows = larger
    }
    this.#rows[this.length++] = value
  }

  add(): void {
    this.push(this.#empty)
  }

  get(row: number): number {
    return this.#rows[row]!
  }

  set(row: number, value: number): void {
    this.#rows[row] = value
  }

  done(): Column {
    return this.#rows.slice(0, this.length) as Column
  }
}

/** Numbers names from 1 on; 0 is the name that is not known. */
export class Names {
  readonly names: string[] = ['']
  readonly #codes = new Map<string, number>([['', 0]])

  code(name: string | null | undefined): number {
    if (name === null || name === undefined) return 0
    const known = this.#codes.get(name)
    if (known !== undefined) return known
    const code = this.names.push(name) - 1
    this.#codes.set(name, code)
    return code
  }
}

export class GrowingCodes {
  readonly names = new Names()
  readonly column = new GrowingColumn(Uint32Array)

  push(name: string | null | undefined): void {
    this.column.push(this.names.code(name))
  }

  set(row: number, name: string | null | undefined): void {
    this.column.set(row, this.names.code(name))
  }

  done(): Coded {
    return { codes: this.column.done(), names: this.names.names }
  }
}
