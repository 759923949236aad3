/** Everything that the page says about a lead at one moment, from one call of the engine. */
import {
  explainHistory,
  type CompiledAgreement,
  type Explanation,
  type LeadEvent,
  type Pour,
} from '@baton/engine'
import { scoreArithmetic, type ScoreArithmetic } from './score-arithmetic.ts'

export interface Judgement extends Explanation {
  readonly arithmetic: ScoreArithmetic
  readonly poursByEvent: ReadonlyMap<string, readonly Pour[]>
}

export function judgeAt(compiled: CompiledAgreement, events: readonly LeadEvent[], asOf: number): Judgement {
  const explanation = explainHistory(compiled, events, asOf)
  const { verdict, pours } = explanation
  return {
    ...explanation,
    arithmetic: scoreArithmetic(verdict, pours),
    poursByEvent: Map.groupBy(pours, (pour) => pour.event),
  }
}
