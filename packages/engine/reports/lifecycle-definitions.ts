/** How rungs of a lifecycle are defined: in the names of stages and of catalogued events. Whoever runs Baton may change them. */
import type { WayStage } from './journeys.ts'

export type RungStage = 'visitor' | 'lead' | WayStage | 'advocate'
export const RUNG_STAGES = [
  'visitor',
  'lead',
  'mql',
  'sal',
  'sql',
  'opportunity',
  'customer',
  'advocate',
] as const satisfies readonly RungStage[]

/** One way of reaching a rung. */
export type RungWhen =
  /** Came as far as the stage, or further on the way. */
  | { readonly kind: 'stage'; readonly stage: RungStage }
  /** Did one of these; events of people's own doing. */
  | { readonly kind: 'did'; readonly events: readonly string[] }
  /** Did anything so many days after they could first be contacted, or had become a customer, or later. */
  | { readonly kind: 'active-after'; readonly days: number; readonly since: 'contact' | 'customer' }
  | { readonly kind: 'renewed' }
  /** Brought somebody else, or the ledger calls them an advocate. */
  | { readonly kind: 'referred' }

export interface Rung {
  readonly key: string
  readonly name: string
  /** Any of them is enough. */
  readonly any: readonly RungWhen[]
}

export interface Lifecycle {
  /** Who counts as having come, and when. */
  readonly entry: 'visitor' | 'lead'
  readonly rungs: readonly Rung[]
}

export const LIFECYCLES = ['aarrr', 'buyer'] as const
export type LifecycleName = (typeof LIFECYCLES)[number]

const stage = (stage: RungStage): RungWhen => ({ kind: 'stage', stage })

/**
 * What stands until somebody writes it otherwise. The names and their order are those of D. McClure, Startup Metrics for
 * Pirates (2007), with revenue last; the buyer's journey has five stages.
 */
export const DEFAULT_LIFECYCLES: Readonly<Record<LifecycleName, Lifecycle>> = {
  aarrr: {
    entry: 'visitor',
    rungs: [
      { key: 'acquisition', name: 'Acquisition', any: [stage('lead')] },
      {
        key: 'activation',
        name: 'Activation',
        any: [{ kind: 'did', events: ['Trial Started', 'Demo Attended', 'Webinar Attended'] }, stage('mql')],
      },
      {
        key: 'retention',
        name: 'Retention',
        any: [{ kind: 'active-after', days: 30, since: 'contact' }, { kind: 'renewed' }],
      },
      { key: 'referral', name: 'Referral', any: [{ kind: 'referred' }] },
      { key: 'revenue', name: 'Revenue', any: [stage('customer')] },
    ],
  },
  buyer: {
    entry: 'visitor',
    rungs: [
      { key: 'awareness', name: 'Awareness', any: [stage('visitor')] },
      { key: 'consideration', name: 'Consideration', any: [stage('mql')] },
      { key: 'decision', name: 'Decision', any: [stage('sql')] },
      {
        key: 'retention',
        name: 'Retention',
        any: [{ kind: 'active-after', days: 90, since: 'customer' }, { kind: 'renewed' }],
      },
      { key: 'advocacy', name: 'Advocacy', any: [stage('advocate'), { kind: 'referred' }] },
    ],
  },
}
