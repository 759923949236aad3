/** One pass of a lead through a program: where it stands, how it came there, and who may begin one. */
import type { Stage } from '../agreement/agreement.ts'
import { sha256 } from '../agreement/sha256.ts'
import { isIn } from '../audience/is-in.ts'
import type { Standing } from '../audience/audience.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import type { LeadState } from '../fold/lead-state.ts'
import type { CompiledProgram } from './compile-program.ts'

/** JSON-serialisable, so that it can be stored and gone on with, under a later version of the program too. */
export interface Enrolment {
  readonly lead: string
  readonly enteredAt: number
  /** Id of the step that it stands at; null: it is over. */
  readonly step: string | null
  /** When it came to the step, less what sales had the lead for since; when it left, where it is over. */
  readonly since: number
  /** Steps that it is through with, in order. None of them is done again, whatever a later version says. */
  readonly passed: readonly string[]
  /** By split the arm that it was given. */
  readonly arms: Readonly<Record<string, string>>
  /** While it waits for something: the latest event that each `did` had counted before, by the id of the condition. */
  readonly seen: Readonly<Record<string, string>> | null
  /** Goes through everything and is sent nothing, so that others can be held against it. */
  readonly isHeldOut: boolean
  /** Since when sales has the lead, and the program rests; null: it does not rest. */
  readonly pausedAt: number | null
}

/** The last pass of a lead through the same program. */
export interface EarlierPass {
  /** Null: it is still in it. */
  readonly leftAt: number | null
}

/** A new pass, before anything of it was done. */
export function enrol({ program, steps }: CompiledProgram, lead: string, now: number): Enrolment {
  return {
    lead,
    enteredAt: now,
    step: steps[0]!.id,
    since: now,
    passed: [],
    arms: {},
    seen: null,
    // No step has such an id.
    isHeldOut: drawn(program.id, lead, '/hold-out') < program.holdOut,
    pausedAt: null,
  }
}

/** Whether a lead enters now. Marketing's programs are for whom sales does not have, sales' for whom it has. */
export function mayEnter(
  { program }: CompiledProgram,
  compiled: CompiledAgreement,
  standing: Standing & { readonly now: number; readonly withSales: boolean },
  earlier: EarlierPass | null,
): boolean {
  if (earlier) {
    const { againAfterMs } = program.enter
    if (earlier.leftAt === null || againAfterMs === null) return false
    if (standing.now < earlier.leftAt + againAfterMs) return false
  }
  const isOfKind = {
    marketing: !standing.withSales,
    sales: standing.withSales,
    customers: CUSTOMERS.has(standing.state.stage),
  }
  return (
    isOfKind[program.kind] &&
    isIn(compiled, program.enter.when, standing) &&
    !isIn(compiled, program.goal, standing) &&
    !(program.leave && isIn(compiled, program.leave, standing))
  )
}

const CUSTOMERS: ReadonlySet<Stage> = new Set(['customer', 'advocate'])
const WITH_SALES: ReadonlySet<Stage> = new Set(['sal', 'sql', 'opportunity'])

/** Whether sales has the lead: a handoff that is open or accepted, or a stage that only sales leads on from. */
export function isWithSales({ handoff, stage }: Pick<LeadState, 'handoff' | 'stage'>): boolean {
  return (handoff !== null && !CUSTOMERS.has(stage)) || WITH_SALES.has(stage)
}

/** From 0 to below 1, evenly over leads; the same on every machine, for ever. */
export function drawn(program: string, lead: string, what: string): number {
  return Number.parseInt(sha256(`${program}\n${lead}\n${what}`).slice(0, 8), 16) / 2 ** 32
}
