/** Answering a question in parts, the comparison first. Between any two parts it may have been taken back. */
import type { CompiledAgreement } from '@baton/engine'
import type { ComparisonWith } from '@baton/engine/compare'
import type { ReplayRun } from '@baton/engine/replay'
import type { StudioPart, StudioQuestion } from './studio-messages.ts'

/** A history, and how it is judged. */
export interface Judge {
  readonly compile: (document: string) => CompiledAgreement
  readonly replay: (compiled: CompiledAgreement) => Promise<ReplayRun>
  readonly against: (baseline: string) => Promise<ComparisonWith>
}

export async function* answerQuestion(
  judge: Judge,
  { baseline, candidate }: StudioQuestion,
): AsyncGenerator<StudioPart> {
  const began = performance.now()
  const against = await judge.against(baseline)
  const compiled = judge.compile(candidate)
  const run = await judge.replay(compiled)
  const comparison = against.of({ compiled, run })
  yield { kind: 'compared', comparison, tookMs: performance.now() - began }
}
