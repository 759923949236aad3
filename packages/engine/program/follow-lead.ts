/** One lead's history with a program beside it: every look that anything came of, in order of time. */
import { dayOf, type LeadEvent } from '../event.ts'
import { nextChange } from '../audience/next-change.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { foldEvent, initialState } from '../fold/fold-event.ts'
import type { LeadState } from '../fold/lead-state.ts'
import { advance, nextTimer } from '../fold/timers.ts'
import { advanceEnrolment, type Moment, type ProgramAct } from './advance-enrolment.ts'
import type { CompiledProgram } from './compile-program.ts'
import { type EarlierPass, enrol, type Enrolment, isWithSales, mayEnter } from './enrolment.ts'

export interface ProgramLook {
  readonly at: number
  /** The pass that begins with it. */
  readonly began: Enrolment | null
  /** Whether the lead had never been in the program before this pass. */
  readonly first: boolean
  readonly acts: readonly ProgramAct[]
  /** The pass as it is when nothing more comes of it: it was left, or the history ends. */
  readonly over: Enrolment | null
}

const NO_SEGMENTS: ReadonlySet<string> = new Set()
const DAY_MS = 86_400_000

/** @param ordered in fold order, each once */
export function* followLead(
  program: CompiledProgram,
  compiled: CompiledAgreement,
  lead: string,
  ordered: readonly LeadEvent[],
  until: number,
): Generator<ProgramLook> {
  let state = initialState(compiled)
  let enrolment: Enrolment | null = null
  let earlier: EarlierPass | null = null
  let nextAt: number | null = null
  for (let index = 0; ;) {
    const event = ordered[index]
    const at = Math.min(event?.occurredAt ?? Infinity, nextTimer(state)?.at ?? Infinity, nextAt ?? Infinity)
    if (at >= until) break
    if (event && event.occurredAt === at) {
      state = foldEvent(compiled, state, event).state
      index++
    } else state = advance(compiled, state, at + 1).state
    // What happens at one instant is seen together.
    if (ordered[index]?.occurredAt === at || nextTimer(state)?.at === at) continue
    const moment = momentOf(state, at)
    const first = earlier === null
    let began: Enrolment | null = null
    if (!enrolment && mayEnter(program, compiled, moment, earlier))
      began = enrolment = enrol(program, lead, at)
    if (!enrolment) {
      nextAt = nextEntry(program, compiled, moment, earlier)
      continue
    }
    const advanced = advanceEnrolment(program, compiled, enrolment, moment)
    const over = advanced.enrolment.step === null ? advanced.enrolment : null
    if (began || advanced.acts.length > 0) yield { at, began, first, acts: advanced.acts, over }
    enrolment = over ? null : advanced.enrolment
    nextAt = over ? null : advanced.nextAt
    if (!over) continue
    earlier = { leftAt: at }
    nextAt = nextEntry(program, compiled, moment, earlier)
  }
  if (enrolment) yield { at: until, began: null, first: false, acts: [], over: enrolment }
}

function momentOf(state: LeadState, now: number): Moment {
  const persona = state.lead['persona']?.[0]
  return {
    state,
    day: dayOf(now),
    persona: typeof persona === 'string' ? persona : null,
    segments: NO_SEGMENTS,
    now,
    withSales: isWithSales(state),
  }
}

/** When somebody who is not in it may come to enter although nothing happens. */
export function nextEntry(
  { program }: CompiledProgram,
  compiled: CompiledAgreement,
  moment: Moment,
  earlier: EarlierPass | null,
): number | null {
  const { enter, goal, leave } = program
  if (earlier && enter.againAfterMs === null) return null
  const again = earlier ? earlier.leftAt! + enter.againAfterMs! : -Infinity
  if (again > moment.now) return again
  const days = [enter.when, goal, leave].flatMap(
    (audience) => (audience && nextChange(compiled, audience, moment)) ?? [],
  )
  return days.length > 0 ? Math.min(...days) * DAY_MS : null
}
