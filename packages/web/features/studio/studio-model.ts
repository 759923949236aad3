/** What the engine makes of a document while it is worked on: meaning, problems, golden leads, what can be turned. */
import {
  agreementChanges,
  type Agreement,
  type AgreementChange,
  type Catalogue,
  compileAgreement,
  type CompiledAgreement,
  type ExampleResult,
  type Place,
  type Problem,
  readAgreement,
  runExamples,
} from '@baton/engine'
import { type Knob, knobsOf } from '@baton/engine/edit'
import { zoneOffsets } from '@baton/zones'

export interface Meaning {
  readonly document: string
  readonly agreement: Agreement
  readonly compiled: CompiledAgreement
  readonly knobs: readonly Knob[]
  readonly examples: readonly ExampleResult[]
  readonly changes: readonly AgreementChange[]
}

export interface StudioModel {
  /** Null: the document cannot be read, and `problems` says why. */
  readonly meaning: Meaning | null
  readonly problems: readonly Problem[]
  readonly places: Readonly<Record<string, Place>>
}

/** @param baseline what changes are told against */
export function readStudio(document: string, catalogue: Catalogue, baseline: Agreement | null): StudioModel {
  const { agreement, problems, places } = readAgreement(document, catalogue)
  if (agreement === null) return { meaning: null, problems, places }
  const compiled = compileAgreement(agreement, catalogue, zoneOffsets)
  return {
    meaning: {
      document,
      agreement,
      compiled,
      knobs: knobsOf(agreement, catalogue),
      examples: runExamples(compiled),
      changes: baseline === null ? [] : agreementChanges(baseline, agreement),
    },
    problems,
    places,
  }
}
