/** Lifecycles in words: the two readings, and by what somebody reaches a rung. */
import type { Lifecycle, LifecycleName, Rung, RungStage, RungWhen } from '@baton/engine/reports'
import { sayCounted, sayList } from './numbers.ts'

const LIFECYCLES: Readonly<Record<LifecycleName, readonly [name: string, definition: string]>> = {
  aarrr: [
    'Pirate metrics (AARRR)',
    'Acquisition, activation, retention, referral, revenue (D. McClure, 2007), with revenue last. Nobody has to pass one rung to reach another.',
  ],
  buyer: [
    'Buyer’s journey',
    'Awareness, consideration, decision, retention, advocacy. Nobody has to pass one rung to reach another.',
  ],
}

export function sayLifecycle(lifecycle: LifecycleName): string {
  return LIFECYCLES[lifecycle][0]
}

export function sayLifecycleDefinition(lifecycle: LifecycleName): string {
  return LIFECYCLES[lifecycle][1]
}

const ENTRIES: Readonly<Record<Lifecycle['entry'], string>> = {
  visitor: 'People seen for the first time in the period',
  lead: 'People who could be contacted for the first time in the period',
}

/** Who counts as having come. */
export function sayLifecycleEntry(entry: Lifecycle['entry']): string {
  return ENTRIES[entry]
}

/** One way of reaching a rung: `came as far as “Customer”`. */
export function sayRungWhen(when: RungWhen, stageName: (stage: RungStage) => string): string {
  switch (when.kind) {
    case 'stage':
      return `came as far as “${stageName(when.stage)}”, or further`
    case 'did':
      return `did ${when.events.length > 1 ? 'one of ' : ''}${sayList(when.events.map((event) => `“${event}”`))}`
    case 'active-after': {
      const since = when.since === 'contact' ? 'they could first be contacted' : 'they had become a customer'
      return `did anything ${sayCounted(when.days, 'day')} or more after ${since}`
    }
    case 'renewed':
      return 'renewed'
    case 'referred':
      return 'brought somebody else, or are called an advocate'
    default:
      return when satisfies never
  }
}

/** All ways of a rung in one sentence. */
export function sayRung({ any }: Pick<Rung, 'any'>, stageName: (stage: RungStage) => string): string {
  const ways = any.map((when) => sayRungWhen(when, stageName)).join('; or ')
  return `${ways.charAt(0).toUpperCase()}${ways.slice(1)}.`
}
