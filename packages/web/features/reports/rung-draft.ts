/** Ways of reaching a rung as they are chosen, and what they mean. No React. */
import type { Lifecycle, LifecycleName, Rung, RungWhen } from '@baton/engine/reports'
import type { LifecycleDefinitions } from '@baton/protocol'

export const WAYS = ['stage', 'did', 'active-after', 'renewed', 'referred'] as const satisfies readonly RungWhen['kind'][] // prettier-ignore
export type WayKind = (typeof WAYS)[number]

/** Ways of one rung, as many as the server keeps. */
export const WAYS_MAX = 10
const DAYS_MAX = 900

/** A way with everything that any kind asks for, so that changing the kind back loses nothing. */
export interface DraftWay {
  readonly key: number
  readonly kind: WayKind
  readonly stage: Extract<RungWhen, { kind: 'stage' }>['stage']
  readonly events: readonly string[]
  readonly days: string
  readonly since: 'contact' | 'customer'
}

const BLANK = { kind: 'stage', stage: 'mql', events: [], days: '30', since: 'contact' } as const

export function newWay(key: number): DraftWay {
  return { key, ...BLANK }
}

export function draftWays({ any }: Pick<Rung, 'any'>): readonly DraftWay[] {
  return any.map((when, key) => {
    const draft = { ...newWay(key), kind: when.kind }
    switch (when.kind) {
      case 'stage':
        return { ...draft, stage: when.stage }
      case 'did':
        return { ...draft, events: when.events }
      case 'active-after':
        return { ...draft, days: String(when.days), since: when.since }
      case 'renewed':
      case 'referred':
        return draft
      default:
        return when satisfies never
    }
  })
}

/** Undefined: it is all right. */
export function wayProblem({ kind, events, days }: DraftWay): string | undefined {
  if (kind === 'did' && events.length === 0) return 'Choose one event at least.'
  if (kind === 'active-after' && daysOf(days) === null) return `A whole number of days from 1 to ${DAYS_MAX}.`
  return undefined
}

/** Null: something of it is wrong. */
export function writtenRung(rung: Rung, name: string, ways: readonly DraftWay[]): Rung | null {
  if (name.trim() === '' || ways.length === 0 || ways.some((way) => wayProblem(way) !== undefined))
    return null
  return { ...rung, name: name.trim(), any: ways.map(whenOf) }
}

function whenOf({ kind, stage, events, days, since }: DraftWay): RungWhen {
  switch (kind) {
    case 'stage':
      return { kind, stage }
    case 'did':
      return { kind, events }
    case 'active-after':
      return { kind, days: daysOf(days)!, since }
    default:
      return { kind }
  }
}

function daysOf(text: string): number | null {
  const days = Number(text.trim())
  return text.trim() !== '' && Number.isInteger(days) && days >= 1 && days <= DAYS_MAX ? days : null
}

/** Rungs of one lifecycle, as many as the server keeps. */
export const RUNGS_MAX = 10

/** A rung that there is not yet: its key is free, its name is to be given. */
export function newRung(rungs: readonly Rung[]): Rung {
  const keys = new Set(rungs.map(({ key }) => key))
  let number = rungs.length + 1
  while (keys.has(`rung-${number}`)) number++
  return { key: `rung-${number}`, name: '', any: [{ kind: 'stage', stage: 'mql' }] }
}

/** The rungs with one in place of that of its key, or behind the others. */
export function withRung(rungs: readonly Rung[], rung: Rung): readonly Rung[] {
  return rungs.some(({ key }) => key === rung.key)
    ? rungs.map((other) => (other.key === rung.key ? rung : other))
    : [...rungs, rung]
}

export function withoutRung(rungs: readonly Rung[], key: string): readonly Rung[] {
  return rungs.filter((rung) => rung.key !== key)
}

/** @param by 1: one farther down, -1: one farther up; past an end nothing changes */
export function withRungMoved(rungs: readonly Rung[], key: string, by: 1 | -1): readonly Rung[] {
  const from = rungs.findIndex((rung) => rung.key === key)
  const to = from + by
  if (from < 0 || to < 0 || to >= rungs.length) return rungs
  return rungs.toSpliced(from, 1).toSpliced(to, 0, rungs[from]!)
}

/** The definitions with one lifecycle changed. */
export function withLifecycle(
  definitions: LifecycleDefinitions,
  name: LifecycleName,
  change: Partial<Lifecycle>,
): LifecycleDefinitions {
  const written = structuredClone({ ...definitions[name], ...change }) as LifecycleDefinitions[LifecycleName]
  return { ...definitions, [name]: written }
}
