/** Merges lives into one stream by time: a binary heap of lives, ordered by each one's next event, then by person. */
import type { Draft } from './draft.ts'
import { eventOf } from './life.ts'
import type { Life, Teller } from './life.ts'
import type { SimulatedEvent } from './simulated-event.ts'

interface Entry {
  readonly teller: Teller
  /** Drafts still to be told, the next one last. */
  readonly rest: Draft[]
  position: number
  at: number
}

export class SoonestFirst {
  readonly #heap: Entry[] = []
  readonly #until: number

  /** What happens at or after `until` is let go at once. */
  constructor(until: number) {
    this.#until = until
  }

  add({ person, identifiedAt, drafts }: Life): void {
    const rest = drafts.filter((draft) => draft.at < this.#until).reverse()
    const next = rest.at(-1)
    if (next === undefined) return
    this.#heap.push({ teller: { person, identifiedAt }, rest, position: 0, at: next.at })
    this.#rise(this.#heap.length - 1)
  }

  /** Every event before the given time, soonest first. Lives that are told to their end leave. */
  *before(time: number, run: string): Generator<SimulatedEvent> {
    for (let top = this.#heap[0]; top !== undefined && top.at < time; top = this.#heap[0]) {
      yield eventOf(top.teller, top.rest.pop()!, top.position++, run)
      const next = top.rest.at(-1)
      if (next === undefined) this.#dropTop()
      else {
        top.at = next.at
        this.#sink(0)
      }
    }
  }

  #dropTop(): void {
    const last = this.#heap.pop()!
    if (this.#heap.length === 0) return
    this.#heap[0] = last
    this.#sink(0)
  }

  #rise(start: number): void {
    let at = start
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (!isSooner(this.#heap[at]!, this.#heap[parent]!)) return
      this.#swap(at, parent)
      at = parent
    }
  }

  #sink(start: number): void {
    let at = start
    for (;;) {
      const left = 2 * at + 1
      const right = left + 1
      let soonest = at
      if (left < this.#heap.length && isSooner(this.#heap[left]!, this.#heap[soonest]!)) soonest = left
      if (right < this.#heap.length && isSooner(this.#heap[right]!, this.#heap[soonest]!)) soonest = right
      if (soonest === at) return
      this.#swap(at, soonest)
      at = soonest
    }
  }

  #swap(a: number, b: number): void {
    const entry = this.#heap[a]!
    this.#heap[a] = this.#heap[b]!
    this.#heap[b] = entry
  }
}

function isSooner(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.teller.person.index < b.teller.person.index)
}
