/** Whether a lead is in an audience. */
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { holds } from '../fold/conditions.ts'
import type { Audience, Standing } from './audience.ts'

/** @param compiled the agreement, compiled with `conditionsOf(audience)` among what it watches */
export function isIn(compiled: CompiledAgreement, audience: Audience, standing: Standing): boolean {
  switch (audience.kind) {
    case 'holds':
      return holds(compiled, standing.state, audience.condition, standing.day)
    case 'stage':
      return audience.stages.includes(standing.state.stage)
    case 'persona': {
      const persona = standing.persona?.toLowerCase()
      return audience.personas.some((name) => name.toLowerCase() === persona)
    }
    case 'segment':
      return standing.segments.has(audience.segment)
    case 'all':
      return audience.parts.every((part) => isIn(compiled, part, standing))
    case 'any':
      return audience.parts.some((part) => isIn(compiled, part, standing))
    case 'not':
      return !isIn(compiled, audience.part, standing)
  }
}
