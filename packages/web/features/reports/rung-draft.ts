/** Ways of reaching a rung as they are chosen, and what they mean. No React. */
import type { LifecycleName, Rung, RungWhen } from '@baton/engine/reports'
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

type RungWritten = LifecycleDefinitions['aarrr']['rungs'][number]

/** The definitions with one rung in place of that of its key. */
export function withRung(
  definitions: LifecycleDefinitions,
  lifecycle: LifecycleName,
  rung: Rung,
): LifecycleDefinitions {
  const one = definitions[lifecycle]
  const written = structuredClone(rung) as RungWritten
  return {
    ...definitions,
    [lifecycle]: { ...one, rungs: one.rungs.map((other) => (other.key === rung.key ? written : other)) },
  }
}
