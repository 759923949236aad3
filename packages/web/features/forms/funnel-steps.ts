/** The way from seeing a form to a customer, each step with what its numbers allow to say. */
import { proportionInterval, type Proportion } from '@baton/engine'
import type { Form } from '@baton/protocol'

type Funnel = Form['funnel']
export type StepName = 'seen' | 'started' | 'submitted' | 'mql' | 'sql' | 'won'

export interface FunnelStep {
  readonly name: StepName
  readonly count: number
  /** Null for the first, and where more came than were counted before: a form sent from a page of one's own is not seen. */
  readonly rate: Proportion | null
  /** What the rate is a share of. */
  readonly of: 'seen' | 'leads'
}

export const STEP_NAMES: readonly StepName[] = ['seen', 'started', 'submitted', 'mql', 'sql', 'won']

export function funnelSteps(funnel: Funnel): readonly FunnelStep[] {
  return STEP_NAMES.map((name) => {
    const of = name === 'mql' || name === 'sql' || name === 'won' ? 'leads' : 'seen'
    const count = funnel[name]
    const hasRate = name !== 'seen' && count <= funnel[of]
    return { name, count, of, rate: hasRate ? proportionInterval(count, funnel[of]) : null }
  })
}

/** The most of each step among forms: the right end of its bars. */
export function mostSeen(forms: readonly Form[]): number {
  return Math.max(1, ...forms.map(({ funnel }) => funnel.seen))
}
