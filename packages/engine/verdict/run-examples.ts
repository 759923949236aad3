/** Golden leads: runs the agreement's own examples and says which do not come out as agreed. */
import type { Example, Grade, Stage } from '../agreement/agreement.ts'
import { findSubjectField } from '../catalogue/catalogue.ts'
import { compareEvents, type Fields, type LeadEvent, type Value } from '../event.ts'
import type { CompiledAgreement } from '../fold/compile-agreement.ts'
import { foldHistory } from '../fold/fold-history.ts'
import { TOLERANCE } from '../fold/meters.ts'
import { judge } from './judge.ts'
import type { Verdict } from './verdict.ts'

export interface ExampleResult {
  readonly name: string
  readonly passed: boolean
  readonly expected: Example['expect']
  readonly observed: {
    readonly stage: Stage
    readonly tier: string | null
    readonly grade: Grade
    readonly score: number
  }
  readonly verdict: Verdict
}

/** Noon of a fixed day, so that "3 hours ago" is the same day for everyone. */
const EXAMPLES_AS_OF = Date.UTC(2026, 0, 15, 12)

export function runExamples(compiled: CompiledAgreement): readonly ExampleResult[] {
  return compiled.agreement.examples.map((example) => runExample(compiled, example))
}

function runExample(compiled: CompiledAgreement, example: Example): ExampleResult {
  const events = eventsOf(compiled, example)
  const { state } = foldHistory(compiled, events)
  const verdict = judge(compiled, state, EXAMPLES_AS_OF)
  const { stage, tier, grade, score } = verdict
  const { expect } = example
  const passed =
    (expect.stage === undefined || expect.stage === stage) &&
    (expect.tier === undefined || expect.tier === tier) &&
    (expect.grade === undefined || expect.grade === grade) &&
    (expect.score?.from === undefined || score >= expect.score.from - TOLERANCE) &&
    (expect.score?.to === undefined || score <= expect.score.to + TOLERANCE)
  return { name: example.name, passed, expected: expect, observed: { stage, tier, grade, score }, verdict }
}

/** The facts are stated before anything happens; then the events, in order of time and of the document. */
function eventsOf(compiled: CompiledAgreement, example: Example): readonly LeadEvent[] {
  const events = example.events.map(({ name, agoMs, properties, trust }, index): LeadEvent => ({
    id: `event ${index + 1}`,
    seq: index + 1,
    name,
    occurredAt: EXAMPLES_AS_OF - agoMs,
    trust,
    properties,
  }))
  const first = events.toSorted(compareEvents)[0]?.occurredAt ?? EXAMPLES_AS_OF
  const facts: LeadEvent = {
    id: 'facts',
    seq: 0,
    name: 'Lead Identified',
    occurredAt: first,
    trust: 'server',
    properties: {},
    identified: true,
    ...packetFacts(compiled, example),
  }
  return [facts, ...events]
}

/** An example need not spell out the packet: what `complete` asks for counts as known unless the example says null. */
function packetFacts(compiled: CompiledAgreement, example: Example): { lead: Fields; company: Fields } {
  const facts = { lead: {} as Record<string, Value | null>, company: {} as Record<string, Value | null> }
  for (const ref of compiled.agreement.complete) {
    const [subject, name] = ref.split('.') as ['lead' | 'company', string]
    // A field that the agreement also judges by must be stated: a placeholder there would decide something.
    if (compiled.judgedFields.has(ref)) continue
    const type = findSubjectField(compiled.catalogue, ref)?.type
    facts[subject][name] = type === 'number' ? 1 : type === 'boolean' ? true : 'known'
  }
  return { lead: { ...facts.lead, ...example.lead }, company: { ...facts.company, ...example.company } }
}
