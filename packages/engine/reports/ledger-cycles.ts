/**
 * The ledger read as cycles: each decision lays upon the cycle that it belongs to. What was decided stays counted as it
 * happened; only what a changed history took back is marked as withdrawn.
 */
import type { Stage } from '../agreement/agreement.ts'
import type { HandoffState, TimerKind } from '../fold/lead-state.ts'
import { GrowingCodes, GrowingColumn } from './growing.ts'
import { type CycleColumns, END, FLAG, NEVER } from './journeys.ts'

/** A row of the ledger. Times in milliseconds since 1970-01-01 UTC. */
export interface LedgerRow {
  readonly kind: 'stage' | 'overdue' | 'assigned'
  readonly at: number
  readonly decidedAt: number
  readonly addedBy: 'fold' | 'refold' | 'signing'
  readonly supersedes: boolean
  readonly from: Stage
  readonly to: Stage
  readonly cycle: number
  readonly tier: string | null
  readonly version: number
  readonly grade: string
  readonly score: number
  /** The first of the clauses that it names. */
  readonly clause: string | null
  readonly timer: TimerKind | null
  /** The clause or the field that a rejection contests. */
  readonly contested: string | null
  readonly handoff: HandoffState | null
}

/** Facts about a lead that its ledger tells besides its cycles. */
export interface LedgerLead {
  readonly contactAt: number
  readonly advocateAt: number
}

type Times = 'promotedAt' | 'assignedAt' | 'touchedAt' | 'acceptedAt' | 'sqlAt' | 'opportunityAt' | 'wonAt'
const TIMES: readonly Times[] = ['promotedAt', 'assignedAt', 'touchedAt', 'acceptedAt', 'sqlAt', 'opportunityAt', 'wonAt'] // prettier-ignore

const REACHED: Partial<Readonly<Record<Stage, Times>>> = {
  mql: 'promotedAt',
  sal: 'acceptedAt',
  sql: 'sqlAt',
  opportunity: 'opportunityAt',
  customer: 'wonAt',
}

export class LedgerCycles {
  readonly #lead = new GrowingColumn(Uint32Array)
  readonly #number = new GrowingColumn(Uint16Array)
  readonly #times = Object.fromEntries(
    [...TIMES, 'endedAt', 'touchDue', 'decideDue'].map((name) => [
      name,
      new GrowingColumn(Float64Array, NEVER),
    ]),
  ) as unknown as Readonly<Record<Times | 'endedAt' | 'touchDue' | 'decideDue', GrowingColumn<Float64Array>>>
  readonly #end = new GrowingColumn(Uint8Array)
  readonly #flags = new GrowingColumn(Uint8Array)
  readonly #attempts = new GrowingColumn(Uint8Array)
  readonly #channels = new GrowingColumn(Uint8Array)
  readonly #score = new GrowingColumn(Float32Array)
  readonly #reason = new GrowingCodes()
  readonly #contested = new GrowingCodes()
  readonly #dimensions = {
    tier: new GrowingCodes(),
    team: new GrowingCodes(),
    owner: new GrowingCodes(),
    version: new GrowingCodes(),
    grade: new GrowingCodes(),
  }
  readonly #offsets: number[] = []
  #contactAt = NEVER
  #advocateAt = NEVER

  get length(): number {
    return this.#lead.length
  }

  /** Begins the next lead: rows that follow are its own. Leads come in their order. */
  beginLead(): void {
    this.#offsets.push(this.length)
    this.#contactAt = NEVER
    this.#advocateAt = NEVER
  }

  /** What the rows since `beginLead` told. */
  leadSoFar(): LedgerLead {
    return { contactAt: this.#contactAt, advocateAt: this.#advocateAt }
  }

  /** @param row the next of the lead's decisions, in the order of the ledger */
  add(row: LedgerRow): void {
    // What a signature concludes about the past happened when it came into force.
    const at = row.addedBy === 'signing' ? Math.max(row.at, row.decidedAt) : row.at
    if (row.kind !== 'stage') this.#note(row, at)
    else if (row.to === 'recycled' || row.to === 'disqualified') this.#goBack(row, at)
    else if (row.to === 'visitor' || row.to === 'lead') this.#stepDown(row, at)
    else this.#goOn(row, at)
  }

  /** The handoff of the lead at hand as it stands now, where one is open. */
  addOpenHandoff(handoff: HandoffState): void {
    const cycle = this.length - 1
    if (cycle >= this.#offsets.at(-1)! && this.#end.get(cycle) === END.open) this.#noteHandoff(cycle, handoff)
  }

  /** The history of the lead at hand was mended: a machine had a part in it. */
  addMachine(): void {
    for (let cycle = this.#offsets.at(-1)!; cycle < this.length; cycle++)
      if (this.#end.get(cycle) === END.withdrawn) this.#flag(cycle, FLAG.machine)
  }

  done(): Omit<CycleColumns, 'amount' | 'currency' | 'loss'> {
    const times = Object.fromEntries(
      Object.entries(this.#times).map(([name, column]) => [name, column.done()]),
    ) as unknown as Pick<CycleColumns, Times | 'endedAt' | 'touchDue' | 'decideDue'>
    const dimensions = Object.fromEntries(
      Object.entries(this.#dimensions).map(([name, codes]) => [name, codes.done()]),
    ) as unknown as CycleColumns['dimensions']
    return {
      offsets: Uint32Array.from([...this.#offsets, this.length]),
      lead: this.#lead.done(),
      number: this.#number.done(),
      ...times,
      end: this.#end.done(),
      flags: this.#flags.done(),
      attempts: this.#attempts.done(),
      channels: this.#channels.done(),
      score: this.#score.done(),
      reason: this.#reason.done(),
      contested: this.#contested.done(),
      dimensions,
    }
  }

  #note(row: LedgerRow, at: number): void {
    const cycle = this.#cycleOf(row, false)
    if (cycle < 0) return
    if (row.kind === 'overdue') this.#flag(cycle, lateBy(row.timer))
    if (row.kind === 'assigned') this.#earliest('assignedAt', cycle, at)
    if (row.handoff) this.#noteHandoff(cycle, row.handoff)
  }

  #goOn(row: LedgerRow, at: number): void {
    if (row.to === 'advocate') {
      this.#advocateAt = Math.min(this.#advocateAt, at)
      return
    }
    this.#contactAt = Math.min(this.#contactAt, at)
    const cycle = this.#cycleOf(row, true)
    // Going on after an end: it was no end.
    if (this.#end.get(cycle) !== END.won) {
      this.#end.set(cycle, row.to === 'customer' ? END.won : END.open)
      this.#times.endedAt.set(cycle, row.to === 'customer' ? at : NEVER)
    }
    this.#earliest(REACHED[row.to]!, cycle, at)
    if (row.to === 'mql') this.#notePromotion(cycle, row)
    if (row.handoff) this.#noteHandoff(cycle, row.handoff)
  }

  #notePromotion(cycle: number, { tier, version, grade, score, addedBy }: LedgerRow): void {
    this.#dimensions.tier.set(cycle, tier)
    this.#dimensions.version.set(cycle, String(version))
    this.#dimensions.grade.set(cycle, grade)
    this.#score.set(cycle, score)
    if (addedBy === 'signing') this.#flag(cycle, FLAG.bySigning)
  }

  #goBack(row: LedgerRow, at: number): void {
    const cycle = this.#cycleOf(row, false)
    if (cycle < 0 || this.#end.get(cycle) !== END.open) return
    this.#end.set(cycle, endOf(row))
    this.#times.endedAt.set(cycle, at)
    if (row.to === 'disqualified') this.#flag(cycle, FLAG.out)
    if (row.timer) this.#flag(cycle, lateBy(row.timer))
    this.#reason.set(cycle, row.clause?.replace(/^recycle\./, '') ?? null)
    this.#contested.set(cycle, row.contested)
    if (row.handoff) this.#noteHandoff(cycle, row.handoff)
  }

  /** To a stage before sales: what sales had been given is taken back, unless it had ended already. */
  #stepDown(row: LedgerRow, at: number): void {
    if (row.to === 'lead') this.#contactAt = Math.min(this.#contactAt, at)
    const cycle = this.length - 1
    if (cycle < this.#offsets.at(-1)! || row.from === 'recycled' || row.from === 'disqualified') return
    if (this.#end.get(cycle) !== END.open && this.#end.get(cycle) !== END.won) return
    this.#end.set(cycle, END.withdrawn)
    this.#times.endedAt.set(cycle, Math.max(at, row.decidedAt))
  }

  /** Row of the cycle that a decision names; -1 where it has none. */
  #cycleOf(row: LedgerRow, isNeeded: boolean): number {
    for (let cycle = this.length - 1; cycle >= this.#offsets.at(-1)!; cycle--)
      if (this.#number.get(cycle) === row.cycle) return cycle
    return isNeeded ? this.#begin(row) : -1
  }

  #begin(row: LedgerRow): number {
    const cycle = this.#lead.length
    this.#lead.push(this.#offsets.length - 1)
    this.#number.push(row.cycle)
    for (const column of Object.values(this.#times)) column.add()
    for (const column of [this.#end, this.#flags, this.#attempts, this.#channels, this.#score]) column.add()
    this.#reason.push(null)
    this.#contested.push(null)
    for (const codes of Object.values(this.#dimensions)) codes.push(null)
    this.#dimensions.version.set(cycle, String(row.version))
    this.#dimensions.grade.set(cycle, row.grade)
    if (row.to !== 'mql') this.#flag(cycle, FLAG.bySales)
    return cycle
  }

  #noteHandoff(cycle: number, handoff: HandoffState): void {
    if (handoff.team !== null) this.#dimensions.team.set(cycle, handoff.team)
    if (handoff.owner !== null) this.#dimensions.owner.set(cycle, handoff.owner)
    if (handoff.touchedAt !== null) this.#earliest('touchedAt', cycle, handoff.touchedAt)
    // A clock that does not run is nobody's promise.
    if (handoff.firstTouchDue !== null) this.#times.touchDue.set(cycle, handoff.firstTouchDue)
    if (handoff.decideDue !== null) this.#times.decideDue.set(cycle, handoff.decideDue)
    for (const timer of handoff.overdue) this.#flag(cycle, lateBy(timer))
    this.#attempts.set(cycle, Math.min(255, Math.max(this.#attempts.get(cycle), handoff.attempts)))
    this.#channels.set(cycle, Math.min(255, Math.max(this.#channels.get(cycle), handoff.channels.length)))
  }

  #earliest(name: Times, cycle: number, at: number): void {
    const column = this.#times[name]
    if (at < column.get(cycle)) column.set(cycle, at)
  }

  #flag(cycle: number, flag: number): void {
    this.#flags.set(cycle, this.#flags.get(cycle) | flag)
  }
}

function lateBy(timer: TimerKind | null): number {
  return timer === 'first-touch' ? FLAG.touchLate : timer === 'decide' ? FLAG.decideLate : 0
}

function endOf({ timer, clause, from }: LedgerRow): number {
  if (timer === 'first-touch' || timer === 'decide') return END.overdue
  if (clause?.startsWith('disqualify.')) return END.disqualified
  if (clause === 'recycle.lost' || from === 'opportunity') return END.lost
  return from === 'mql' ? END.rejected : END.returned
}
