/**
 * Every number of a report is a cell: it counts, and when it is the one that somebody opens, it also keeps who is in it. The same
 * walk makes the number and the list behind it, so they cannot differ.
 */

export interface Counted {
  readonly count: number
  /** Opens the leads behind the number. */
  readonly cell: string
}

export class Cell {
  readonly key: string
  count = 0
  /** Positions of leads, in the order they were met; null: nobody asked. */
  readonly leads: number[] | null

  constructor(key: string, isWanted: boolean) {
    this.key = key
    this.leads = isWanted ? [] : null
  }

  add(lead: number): void {
    this.count += 1
    this.leads?.push(lead)
  }

  counted(): Counted {
    return { count: this.count, cell: this.key }
  }
}

export class Cells {
  readonly #wanted: string | null
  readonly #cells = new Map<string, Cell>()

  /** @param wanted key of the cell whose leads are asked for */
  constructor(wanted: string | null = null) {
    this.#wanted = wanted
  }

  of(...parts: readonly string[]): Cell {
    const key = JSON.stringify(parts)
    const known = this.#cells.get(key)
    if (known) return known
    const cell = new Cell(key, key === this.#wanted)
    this.#cells.set(key, cell)
    return cell
  }

  /** Positions of the leads in the wanted cell, each once; null: the report has no such cell. */
  leads(): readonly number[] | null {
    const found = this.#wanted === null ? undefined : this.#cells.get(this.#wanted)
    return found ? [...new Set(found.leads)] : null
  }
}
