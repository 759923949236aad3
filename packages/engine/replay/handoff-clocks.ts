/** The clocks of one handoff that waits for its decision, in place: the fast twin of fold/assignment.ts. */
import type { FlatClock } from './flat-agreement.ts'

const NO_CLOCK: FlatClock = { firstTouchDue: () => Infinity, decideDue: () => Infinity }

export class HandoffClocks {
  private clock = NO_CLOCK
  private startedAt = 0
  /** When somebody was last given it: nothing is due before it is known to be. */
  private assignedAt = 0
  private touchedAt = Infinity
  private owner: string | null = null
  private hours: string | null = null
  /** The present owner was late with the first touch. */
  private isLate = false
  private decideDue = Infinity

  /** Gives the moment at which the decision is due. */
  begin(clock: FlatClock, at: number): number {
    this.clock = clock
    this.startedAt = at
    this.assignedAt = at
    this.touchedAt = Infinity
    this.owner = null
    this.hours = null
    this.isLate = false
    return (this.decideDue = clock.decideDue(at, null))
  }

  touch(at: number): void {
    if (this.touchedAt === Infinity) this.touchedAt = at
  }

  /** Gives the moment at which the decision is due from now on. */
  assign(to: string, hours: string | null, at: number): number {
    if (to === this.owner && hours === this.hours) return this.decideDue
    this.isLate ||= this.firstTouchDue() < Math.min(at, this.touchedAt)
    if (this.isLate && to !== this.owner) {
      this.startedAt = at
      this.isLate = false
    }
    this.owner = to
    this.hours = hours
    this.assignedAt = at
    return (this.decideDue = Math.max(at, this.clock.decideDue(this.startedAt, hours)))
  }

  private firstTouchDue(): number {
    return Math.max(this.assignedAt, this.clock.firstTouchDue(this.startedAt, this.hours))
  }
}
