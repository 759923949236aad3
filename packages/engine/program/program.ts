/** A program as data: what reading the document yields. Immutable, without positions. Durations are milliseconds unless named days. */
import type { WorkingHours } from '../agreement/agreement.ts'
import { type Audience, conditionsOf, segmentsOf, spelledOut } from '../audience/audience.ts'
import type { Value } from '../event.ts'

/** Rungs of the ladder, from thought leadership to an offer. */
export const TONES = ['teach', 'compare', 'prove', 'offer'] as const
export type Tone = (typeof TONES)[number]

/** Marketing's own; sales-led, under its owner's name while sales has the lead; after won. */
export const PROGRAM_KINDS = ['marketing', 'sales', 'customers'] as const
export type ProgramKind = (typeof PROGRAM_KINDS)[number]

/** What arms of a split are compared by. */
export const SPLIT_MEASURES = ['goal', 'click'] as const
export type SplitMeasure = (typeof SPLIT_MEASURES)[number]

/** The mail of which each lead is sent the next best content. */
export const NEXT_BEST = 'next-best'

export type ProgramStep =
  | { readonly kind: 'send'; readonly id: string; readonly mail: string; readonly tone: Tone }
  | { readonly kind: 'wait'; readonly id: string; readonly ms: number }
  /** Until it holds, where a `did` counts only what happened since the step was come to. */
  | { readonly kind: 'wait-for'; readonly id: string; readonly until: Audience; readonly upToMs: number }
  | { readonly kind: 'branch'; readonly id: string; readonly ways: readonly Way[] }
  | {
      readonly kind: 'split'
      readonly id: string
      readonly by: SplitMeasure
      readonly arms: readonly Arm[]
    }
  /** A field of the lead, with its prefix. */
  | { readonly kind: 'set'; readonly id: string; readonly field: string; readonly to: Value }
  | { readonly kind: 'tell'; readonly id: string; readonly to: Told; readonly text: string }
  /** By the name that it has in the settings. */
  | { readonly kind: 'webhook'; readonly id: string; readonly webhook: string }

/** The first that a lead is in is gone; null is everybody else. */
export interface Way {
  readonly when: Audience | null
  readonly steps: readonly ProgramStep[]
}

export interface Arm {
  readonly id: string
  readonly steps: readonly ProgramStep[]
}

/** Who has the lead, or everybody of a team. */
export type Told = { readonly kind: 'owner' } | { readonly kind: 'team'; readonly team: string }

export interface Program {
  readonly id: string
  readonly name: string
  /** Id of the purpose of consent that its mails need. */
  readonly purpose: string
  readonly kind: ProgramKind
  readonly enter: {
    readonly when: Audience
    /** How long after leaving one may enter again; null: never. */
    readonly againAfterMs: number | null
  }
  readonly goal: Audience
  readonly leave: Audience | null
  /** Share of those who enter that is sent nothing, 0 to 1. */
  readonly holdOut: number
  /** When mails leave; null: at any time. */
  readonly hours: WorkingHours | null
  /** What a lead must have shown before it is spoken to like that. */
  readonly tones: Readonly<Partial<Record<Tone, Audience>>>
  readonly steps: readonly ProgramStep[]
}

/** Every audience of a program, those of its steps included. */
export function audiencesOf(program: Program): readonly Audience[] {
  const { enter, goal, leave, tones, steps } = program
  return [
    enter.when,
    goal,
    ...(leave ? [leave] : []),
    ...TONES.flatMap((tone) => tones[tone] ?? []),
    ...steps.flatMap(askedBy),
  ]
}

function askedBy(step: ProgramStep): readonly Audience[] {
  if (step.kind === 'wait-for') return [step.until]
  if (step.kind === 'branch')
    return step.ways.flatMap(({ when, steps }) => [...(when ? [when] : []), ...steps.flatMap(askedBy)])
  if (step.kind === 'split') return step.arms.flatMap(({ steps }) => steps.flatMap(askedBy))
  return []
}

/** What the agreement has to be compiled with before the program can be asked about a lead. */
export function watchedBy(program: Program) {
  return audiencesOf(program).flatMap(conditionsOf)
}

/** Ids of the segments that it names, each once. */
export function segmentsNamedBy(program: Program): readonly string[] {
  return [...new Set(audiencesOf(program).flatMap(segmentsOf))]
}

/** The same program with every segment spelt out, for replaying it over a history. */
export function withSegmentsSpelledOut(program: Program, segments: ReadonlyMap<string, Audience>): Program {
  const spelled = (audience: Audience) => spelledOut(audience, segments)
  const stepOf = (step: ProgramStep): ProgramStep => {
    switch (step.kind) {
      case 'wait-for':
        return { ...step, until: spelled(step.until) }
      case 'branch': {
        const ways = step.ways.map(({ when, steps }) => ({
          when: when && spelled(when),
          steps: steps.map(stepOf),
        }))
        return { ...step, ways }
      }
      case 'split':
        return { ...step, arms: step.arms.map(({ id, steps }) => ({ id, steps: steps.map(stepOf) })) }
      default:
        return step
    }
  }
  const { enter, goal, leave, tones, steps } = program
  return {
    ...program,
    enter: { ...enter, when: spelled(enter.when) },
    goal: spelled(goal),
    leave: leave && spelled(leave),
    tones: Object.fromEntries(Object.entries(tones).map(([tone, asked]) => [tone, spelled(asked)])),
    steps: steps.map(stepOf),
  }
}
