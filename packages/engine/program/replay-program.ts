/** A program run over complete histories, as if it had always been there: who would have entered, left and been mailed. */
import type { LeadEvent } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { foldOrder } from '../fold/fold-history.ts'
import type { ProgramAct } from './advance-enrolment.ts'
import { type CompiledProgram } from './compile-program.ts'
import { followLead } from './follow-lead.ts'

export interface LeadHistory {
  readonly lead: string
  readonly events: readonly LeadEvent[]
}

export interface ProgramReplay {
  readonly leads: number
  /** Passes: whoever enters again counts again. */
  readonly entered: number
  /** Leads of which any entered. */
  readonly leadsEntered: number
  readonly heldOut: number
  readonly left: Readonly<Record<Extract<ProgramAct, { kind: 'left' }>['why'], number>>
  /** Passes that are not over at the end of the history, those that rest included. */
  readonly still: number
  /** Times that sales took a lead in the middle. */
  readonly paused: number
  readonly mails: number
  /** In document order. */
  readonly steps: readonly ReplayedStep[]
  /** Those with anything in them, in order of time. */
  readonly weeks: readonly { readonly monday: number; readonly entered: number; readonly mails: number }[]
}

export interface ReplayedStep {
  readonly step: string
  /** Passes that went through it. */
  readonly passed: number
  /** Passes that stand at it at the end. */
  readonly standing: number
  /** What it does was done. */
  readonly done: number
  readonly passedOver: { readonly tone: number; readonly 'held-out': number }
  /** Done by week, those with anything in them. */
  readonly weeks: readonly { readonly monday: number; readonly done: number }[]
}

/**
 * Sales and leads do in it what they did: it says whom the program would have written to, and not what they would have made of it.
 * A segment is nobody: spell segments out before (`withSegmentsSpelledOut`).
 *
 * @param compiled the agreement, compiled with what the program watches
 * @param until the moment up to which the histories are known
 */
export function replayProgram(
  program: CompiledProgram,
  compiled: CompiledAgreement,
  histories: Iterable<LeadHistory>,
  until: number,
): ProgramReplay {
  const tally = new Tally(program)
  for (const { lead, events } of histories) {
    tally.lead()
    for (const look of followLead(program, compiled, lead, foldOrder(events), until)) tally.look(look)
  }
  return tally.done()
}

const WEEK_MS = 604_800_000
/** 1970-01-05 was a Monday. */
const FIRST_MONDAY = 4 * 86_400_000

function mondayOf(time: number): number {
  return Math.floor((time - FIRST_MONDAY) / WEEK_MS) * WEEK_MS + FIRST_MONDAY
}

interface StepTally {
  passed: number
  standing: number
  done: number
  readonly passedOver: { tone: number; 'held-out': number }
  readonly weeks: Map<number, number>
}

type Look = ReturnType<typeof followLead> extends Iterable<infer Seen> ? Seen : never

class Tally {
  readonly #steps: ReadonlyMap<string, StepTally>
  readonly #sends: ReadonlySet<string>
  readonly #weeks = new Map<number, { entered: number; mails: number }>()
  readonly #left = { goal: 0, leave: 0, end: 0, sales: 0 }
  #leads = 0
  #entered = 0
  #leadsEntered = 0
  #heldOut = 0
  #still = 0
  #paused = 0
  #mails = 0

  constructor({ steps }: CompiledProgram) {
    this.#steps = new Map(
      steps.map(({ id }) => [
        id,
        { passed: 0, standing: 0, done: 0, passedOver: { tone: 0, 'held-out': 0 }, weeks: new Map() },
      ]),
    )
    this.#sends = new Set(steps.filter(({ kind }) => kind === 'send').map(({ id }) => id))
  }

  lead(): void {
    this.#leads++
  }

  look({ at, began, acts, over, first }: Look): void {
    if (began) {
      this.#entered++
      if (first) this.#leadsEntered++
      if (began.isHeldOut) this.#heldOut++
      this.#week(at).entered++
    }
    for (const act of acts) this.#act(act, at)
    if (!over) return
    for (const id of over.passed) this.#steps.get(id)!.passed++
    if (over.step === null) return
    this.#still++
    this.#steps.get(over.step)!.standing++
  }

  #act(act: ProgramAct, at: number): void {
    if (act.kind === 'left') this.#left[act.why]++
    else if (act.kind === 'paused') this.#paused++
    else if (act.kind === 'passed-over') this.#steps.get(act.step)!.passedOver[act.why]++
    else if (act.kind !== 'resumed') {
      const step = this.#steps.get(act.step)!
      const monday = mondayOf(at)
      step.done++
      step.weeks.set(monday, (step.weeks.get(monday) ?? 0) + 1)
      if (!this.#sends.has(act.step)) return
      this.#mails++
      this.#week(at).mails++
    }
  }

  #week(at: number): { entered: number; mails: number } {
    const monday = mondayOf(at)
    const known = this.#weeks.get(monday)
    if (known) return known
    const week = { entered: 0, mails: 0 }
    this.#weeks.set(monday, week)
    return week
  }

  done(): ProgramReplay {
    const inOrder = <Value>(weeks: ReadonlyMap<number, Value>) => [...weeks].toSorted(([a], [b]) => a - b)
    return {
      leads: this.#leads,
      entered: this.#entered,
      leadsEntered: this.#leadsEntered,
      heldOut: this.#heldOut,
      left: this.#left,
      still: this.#still,
      paused: this.#paused,
      mails: this.#mails,
      steps: [...this.#steps].map(([step, { weeks, ...counts }]) => ({
        step,
        ...counts,
        weeks: inOrder(weeks).map(([monday, done]) => ({ monday, done })),
      })),
      weeks: inOrder(this.#weeks).map(([monday, counts]) => ({ monday, ...counts })),
    }
  }
}
