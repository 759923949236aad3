/** What sales did and learnt about one lead, in place: the fast twin of `salesProgress` and `sqlClauses`. */
import { ANSWER, type Act } from './act-of-shape.ts'
import type { FlatSql } from './flat-agreement.ts'

/** A bit that no act sets: nothing becomes an SQL. */
const NEVER_DONE = 1 << 30

export class SalesRecord {
  /** Bits of what must be done for an SQL. */
  readonly needed: number
  /** Bits of what is done in this cycle. */
  done = 0
  private readonly sql: FlatSql
  /** By criterion: rank of the standing answer, or -1; whether it satisfies; its day. */
  private readonly rank: Int8Array
  private readonly satisfies: Uint8Array
  private readonly day: Int32Array

  constructor(sql: FlatSql) {
    this.sql = sql
    this.needed = sql.isAgreed ? sql.progress : NEVER_DONE
    this.rank = new Int8Array(sql.criteria)
    this.satisfies = new Uint8Array(sql.criteria)
    this.day = new Int32Array(sql.criteria)
  }

  clear(): void {
    this.done = 0
    for (let criterion = 0; criterion < this.rank.length; criterion++) this.rank[criterion] = -1
  }

  note(act: Act, day: number): void {
    this.done |= act.progress
    if (act.criterion >= 0) this.answer(act, day)
  }

  /** The latest answer stands unless it is believed less. */
  private answer({ criterion, rank, answer }: Act, day: number): void {
    if (rank < this.rank[criterion]!) return
    this.rank[criterion] = answer === ANSWER.takenBack ? -1 : rank
    this.satisfies[criterion] = answer === ANSWER.satisfying ? 1 : 0
    this.day[criterion] = day
  }

  /** Whether all is done and known that an SQL takes; its condition is not asked. */
  qualifies(day: number): boolean {
    if ((this.done & this.needed) !== this.needed) return false
    const { satisfied, freshDays } = this.sql
    if (satisfied === 0) return true
    let count = 0
    for (let criterion = 0; criterion < this.rank.length; criterion++) {
      if (this.rank[criterion]! < 0 || this.satisfies[criterion] === 0) continue
      const fresh = freshDays[criterion]!
      if (fresh < 0 || day - this.day[criterion]! <= fresh) count++
    }
    return count >= satisfied
  }
}
