/** What a replay concludes: promotions, and what became of each lead. */
import type { Stage } from '../agreement/agreement.ts'

/** Promotions to MQL in the order of leads, and of time within a lead; all columns are equally long. */
export interface Promotions {
  /** Position of the lead in the frame. */
  readonly lead: Uint32Array
  /** Position of the event that caused it in the frame; of one by timer, of the event that set the timer. */
  readonly event: Uint32Array
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: Float64Array
  /** Position of the tier in the agreement. */
  readonly tier: Uint16Array
  /** Which pass of the lead through sales it begins, from 1. */
  readonly cycle: Uint32Array
  /** 1 where the end of a rest promoted the lead by itself. */
  readonly byTimer: Uint8Array
}

/** A range of leads, judged. Runs over neighbouring ranges, put together, equal one run over both. */
export interface ReplayRun {
  /** First lead of the range, and one past the last. */
  readonly from: number
  readonly to: number
  readonly promotions: Promotions
  /** By lead of the range: position of its stage at the end among STAGES. */
  readonly stage: Uint8Array
  /** By lead of the range: when it first became an SQL, had an opportunity, was a customer; Infinity where it never did. */
  readonly sqlAt: Float64Array
  readonly opportunityAt: Float64Array
  readonly customerAt: Float64Array
}

/** Positions of stages among STAGES. */
export const STAGE = {
  visitor: 0,
  lead: 1,
  mql: 2,
  sal: 3,
  sql: 4,
  opportunity: 5,
  customer: 6,
  advocate: 7,
  recycled: 8,
  disqualified: 9,
} as const satisfies Record<Stage, number>

/**
 * Puts runs over neighbouring ranges together.
 *
 * @throws Error when the ranges do not follow one another
 */
export function concatenated(runs: readonly ReplayRun[]): ReplayRun {
  const [first] = runs
  if (!first) throw new Error('there are no runs to put together')
  for (const [index, { from }] of runs.entries()) {
    const expected = index === 0 ? from : runs[index - 1]!.to
    if (from !== expected)
      throw new Error(`a run begins at lead ${from}, the one before it ends at ${expected}`)
  }
  const promotions = runs.map((run) => run.promotions)
  return {
    from: first.from,
    to: runs.at(-1)!.to,
    promotions: {
      lead: joined(
        promotions.map(({ lead }) => lead),
        Uint32Array,
      ),
      event: joined(
        promotions.map(({ event }) => event),
        Uint32Array,
      ),
      at: joined(
        promotions.map(({ at }) => at),
        Float64Array,
      ),
      tier: joined(
        promotions.map(({ tier }) => tier),
        Uint16Array,
      ),
      cycle: joined(
        promotions.map(({ cycle }) => cycle),
        Uint32Array,
      ),
      byTimer: joined(
        promotions.map(({ byTimer }) => byTimer),
        Uint8Array,
      ),
    },
    stage: joined(
      runs.map(({ stage }) => stage),
      Uint8Array,
    ),
    sqlAt: joined(
      runs.map(({ sqlAt }) => sqlAt),
      Float64Array,
    ),
    opportunityAt: joined(
      runs.map(({ opportunityAt }) => opportunityAt),
      Float64Array,
    ),
    customerAt: joined(
      runs.map(({ customerAt }) => customerAt),
      Float64Array,
    ),
  }
}

function joined<Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
  parts: readonly Column[],
  of: new (length: number) => Column,
): Column {
  const whole = new of(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

const INITIAL_CAPACITY = 1 << 10

/** Takes promotions one by one. */
export class PromotionList {
  #length = 0
  #lead = new Uint32Array(INITIAL_CAPACITY)
  #event = new Uint32Array(INITIAL_CAPACITY)
  #at = new Float64Array(INITIAL_CAPACITY)
  #tier = new Uint16Array(INITIAL_CAPACITY)
  #cycle = new Uint32Array(INITIAL_CAPACITY)
  #byTimer = new Uint8Array(INITIAL_CAPACITY)

  add(lead: number, event: number, at: number, tier: number, cycle: number, byTimer: number): void {
    const row = this.#length++
    if (row === this.#lead.length) this.#grow(2 * row)
    this.#lead[row] = lead
    this.#event[row] = event
    this.#at[row] = at
    this.#tier[row] = tier
    this.#cycle[row] = cycle
    this.#byTimer[row] = byTimer
  }

  columns(): Promotions {
    const length = this.#length
    return {
      lead: this.#lead.slice(0, length),
      event: this.#event.slice(0, length),
      at: this.#at.slice(0, length),
      tier: this.#tier.slice(0, length),
      cycle: this.#cycle.slice(0, length),
      byTimer: this.#byTimer.slice(0, length),
    }
  }

  #grow(capacity: number): void {
    const larger = <Column extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(
      column: Column,
      of: new (length: number) => Column,
    ): Column => {
      const grown = new of(capacity)
      grown.set(column)
      return grown
    }
    this.#lead = larger(this.#lead, Uint32Array)
    this.#event = larger(this.#event, Uint32Array)
    this.#at = larger(this.#at, Float64Array)
    this.#tier = larger(this.#tier, Uint16Array)
    this.#cycle = larger(this.#cycle, Uint32Array)
    this.#byTimer = larger(this.#byTimer, Uint8Array)
  }
}
