/** An agreement as the engine understands it: read, compiled, and with its golden leads run, all in the browser. */
import {
  catalogueWith,
  compileAgreement,
  readAgreement,
  runExamples,
  type Agreement,
  type CompiledAgreement,
  type ExampleResult,
  type Place,
  type Problem,
} from '@baton/engine'
import type { AgreementVersion } from '@baton/protocol'
import { zoneOffsets } from '@baton/zones'

export interface AgreementModel {
  readonly stored: AgreementVersion
  /** Null when the stored document cannot be read by this version of Baton; `problems` says why. */
  readonly agreement: Agreement | null
  readonly compiled: CompiledAgreement | null
  readonly problems: readonly Problem[]
  readonly places: Readonly<Record<string, Place>>
  readonly examples: readonly ExampleResult[]
  /** Most that a score can be: all meters full. */
  readonly scoreTop: number
}

export function readModel(stored: AgreementVersion): AgreementModel {
  const catalogue = catalogueWith(stored.catalogue ?? {})
  const { agreement, problems, places } = readAgreement(stored.document, catalogue)
  if (agreement === null)
    return { stored, agreement, compiled: null, problems, places, examples: [], scoreTop: 0 }
  const compiled = compileAgreement(agreement, catalogue, zoneOffsets)
  return {
    stored,
    agreement,
    compiled,
    problems,
    places,
    examples: runExamples(compiled),
    scoreTop: agreement.meters.reduce((sum, meter) => sum + meter.max, 0),
  }
}
