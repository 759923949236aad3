/** A program laid flat: every step once, in document order, with where each goes on. Steps only ever lead forward. */
import type { Condition } from '../agreement/agreement.ts'
import type { Audience } from '../audience/audience.ts'
import { type Program, type ProgramStep, watchedBy } from './program.ts'
import { programHash } from './program-hash.ts'

type Straight = Exclude<ProgramStep, { kind: 'branch' | 'split' }>
type Branch = Extract<ProgramStep, { kind: 'branch' }>
type Split = Extract<ProgramStep, { kind: 'split' }>

/** `next` and `first` are positions among the steps; -1 is the end. */
export type FlatStep = (
  | Straight
  | (Omit<Branch, 'ways'> & {
      readonly ways: readonly { readonly when: Audience | null; readonly first: number }[]
    })
  | (Omit<Split, 'arms'> & { readonly arms: readonly { readonly id: string; readonly first: number }[] })
) & {
  /** Behind the whole step, its ways and arms included. */
  readonly next: number
}

export interface CompiledProgram {
  readonly program: Program
  readonly hash: string
  readonly steps: readonly FlatStep[]
  readonly positions: ReadonlyMap<string, number>
  /** What the agreement has to be compiled with. */
  readonly watched: readonly Condition[]
}

export const END = -1

export function compileProgram(program: Program): CompiledProgram {
  const steps: FlatStep[] = []
  layFlat(program.steps, 0, END, steps)
  return {
    program,
    hash: programHash(program),
    steps,
    positions: new Map(steps.map(({ id }, position) => [id, position])),
    watched: watchedBy(program),
  }
}

/** Lays steps from a position on. Behind the last of them it goes on at `after`. */
function layFlat(list: readonly ProgramStep[], from: number, after: number, steps: FlatStep[]): void {
  let position = from
  for (const [index, step] of list.entries()) {
    const behind = position + sizeOf(step)
    const next = index === list.length - 1 ? after : behind
    let inside = position + 1
    const lay = (part: readonly ProgramStep[]) => {
      const first = part.length > 0 ? inside : next
      layFlat(part, inside, next, steps)
      inside += part.reduce((sum, one) => sum + sizeOf(one), 0)
      return first
    }
    if (step.kind === 'branch') {
      const ways = step.ways.map((way) => ({ when: way.when, first: lay(way.steps) }))
      steps[position] = { ...step, ways, next }
    } else if (step.kind === 'split') {
      const arms = step.arms.map((arm) => ({ id: arm.id, first: lay(arm.steps) }))
      steps[position] = { ...step, arms, next }
    } else {
      steps[position] = { ...step, next }
    }
    position = behind
  }
}

/** Steps that a step is, with those inside it. */
function sizeOf(step: ProgramStep): number {
  const sum = (parts: readonly { readonly steps: readonly ProgramStep[] }[]) =>
    parts.reduce((size, { steps }) => size + steps.reduce((total, inner) => total + sizeOf(inner), 0), 1)
  if (step.kind === 'branch') return sum(step.ways)
  return step.kind === 'split' ? sum(step.arms) : 1
}
