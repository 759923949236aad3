/** Answering a question in parts, the comparison first. Between any two parts it may be taken back. */
import type { Agreement, CompiledAgreement } from '@baton/engine'
import {
  clauseEffect,
  clauseOverlaps,
  clausesOf,
  clauseSuggestions,
  type ClauseEffect,
  type Clause,
  type ComparisonWith,
  effectContext,
  frontierPoint,
  frontierValues,
  type Judged,
  thresholdsOf,
  withoutClause,
  withThreshold,
} from '@baton/engine/compare'
import type { ReplayRun } from '@baton/engine/replay'
import { measuredChange } from './measured-change.ts'
import type { StudioPart, StudioQuestion } from './studio-messages.ts'

/** A history, and how it is judged. */
export interface Judge {
  readonly compile: (agreement: Agreement) => CompiledAgreement
  readonly replay: (compiled: CompiledAgreement) => Promise<ReplayRun>
  readonly against: (baseline: Agreement) => Promise<ComparisonWith>
}

export async function* answerQuestion(
  judge: Judge,
  { baseline, candidate, listed, more = [], threshold }: StudioQuestion,
): AsyncGenerator<StudioPart> {
  const began = performance.now()
  const against = await judge.against(baseline)
  const compiled = judge.compile(candidate)
  const judged = { compiled, run: await judge.replay(compiled) }
  const comparison = against.of(judged)
  if (listed === 'all') yield { kind: 'compared whole', comparison }
  else {
    const change = measuredChange(comparison, listed)
    yield { kind: 'compared', change, tookMs: performance.now() - began }
  }
  if (more.includes('frontier')) yield* frontier(judge, against, compiled, threshold)
  if (more.includes('clauses')) yield* clauses(judge, against, judged)
}

/** The candidate with one of its thresholds at every value worth trying. */
async function* frontier(
  judge: Judge,
  against: ComparisonWith,
  compiled: CompiledAgreement,
  asked: string | undefined,
): AsyncGenerator<StudioPart> {
  const thresholds = thresholdsOf(compiled.agreement)
  const threshold =
    thresholds.find(({ clause }) => clause === asked) ??
    thresholds.find(({ kind }) => kind === 'score') ??
    thresholds[0]
  if (!threshold) return
  const before = thresholdsOf(against.baseline.agreement).find(({ clause }) => clause === threshold.clause)
  yield { kind: 'frontier', threshold, thresholds, baseline: before?.value ?? null }
  const values = new Set([...frontierValues(threshold), ...(before ? [before.value] : [])])
  for (const value of [...values].toSorted((a, b) => a - b)) {
    const run = await judge.replay(judge.compile(withThreshold(compiled.agreement, threshold.clause, value)))
    yield { kind: 'frontier-point', value, point: frontierPoint(against.frame, run, against.outcomes) }
  }
}

async function* clauses(
  judge: Judge,
  against: ComparisonWith,
  { compiled, run }: Judged,
): AsyncGenerator<StudioPart> {
  const { agreement } = compiled
  const context = effectContext(against.frame, compiled, run, against.outcomes)
  const effects: ClauseEffect[] = []
  for (const clause of clausesOf(agreement)) {
    const without = judgedWithout(agreement, clause)
    const effect = clauseEffect(context, clause, without && (await judge.replay(judge.compile(without))))
    effects.push(effect)
    yield { kind: 'clause-effect', effect }
  }
  yield {
    kind: 'clause-suggestions',
    suggestions: clauseSuggestions(effects, clauseOverlaps(agreement, context.held)),
  }
}

/**
 * An agreement that judges as the one without the clause does. Points that give nothing are as good as gone, and what was
 * prepared of the history for the others still serves.
 */
function judgedWithout(agreement: Agreement, { clause, kind }: Clause): Agreement | null {
  const giveNothing = <Giving extends { readonly id: string }>(one: Giving) =>
    one.id === clause ? { ...one, give: 0 } : one
  switch (kind) {
    case 'points':
      return { ...agreement, points: agreement.points.map(giveNothing) }
    case 'fit':
      return { ...agreement, fit: { ...agreement.fit, points: agreement.fit.points.map(giveNothing) } }
    default:
      return withoutClause(agreement, clause)
  }
}
