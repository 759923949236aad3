export * from './agreement/agreement.ts'
export { agreementSchema } from './agreement/agreement-schema.ts'
export {
  type AgreementChange,
  agreementChanges,
  type ChangedPart,
  type ChangedSection,
} from './agreement/agreement-changes.ts'
export { agreementHash } from './agreement/agreement-hash.ts'
export { readHoursLine, sayHoursLine } from './agreement/working-hours.ts'
export type { Place } from './document/document-cursor.ts'
export type { Problem, ProblemCode } from './document/problem.ts'
export { readAgreement, type AgreementReading } from './agreement/read-agreement.ts'
export * from './catalogue/catalogue.ts'
export { catalogueAdditions, catalogueWith, readCatalogue } from './catalogue/read-catalogue.ts'
export { standardCatalogue } from './catalogue/standard-catalogue.ts'
export * from './event.ts'
export { compileAgreement, type CompiledAgreement } from './fold/compile-agreement.ts'
export { foldEvent, initialState, isLate } from './fold/fold-event.ts'
export { foldHistory, foldOrdered } from './fold/fold-history.ts'
export * from './fold/lead-state.ts'
export { scoreOn, TOLERANCE } from './fold/meters.ts'
export { hasAged, isSatisfied } from './fold/sales-progress.ts'
export { advance, nextTimer, type Timer, timersFolded } from './fold/timers.ts'
export { workingCalendar, type WorkingCalendar, type ZoneOffset, type Zones } from './fold/working-time.ts'
export { cohensKappa, type Kappa } from './learn/cohens-kappa.ts'
export { rateInterval, type Rate } from './learn/count-interval.ts'
export { countRatio, type Counted, type CountRatio } from './learn/count-ratio.ts'
export { difference, type Difference } from './learn/difference.ts'
export {
  definitionInflation,
  type DefinitionAlarm,
  type DefinitionInflation,
  type DefinitionPeriod,
  type InflationMeasure,
  JUST_OVER,
} from './learn/goodhart.ts'
export { PROPORTION_FLOOR, proportionInterval, type Proportion } from './learn/proportion-interval.ts'
export { rateRatio, type RateRatio, type Share } from './learn/rate-ratio.ts'
export { sequentialComparison, type SequentialComparison } from './learn/sequential-comparison.ts'
export {
  explainHistory,
  traceHistory,
  type Explanation,
  type TracedHistory,
} from './verdict/explain-history.ts'
export { effortLeft, ifRejected, type Rejection } from './verdict/if-rejected.ts'
export { judge } from './verdict/judge.ts'
export { packetOf, type Packet, type PacketContent, type PacketEvent } from './verdict/packet.ts'
export { runExamples, type ExampleResult } from './verdict/run-examples.ts'
export * from './verdict/verdict.ts'
export { whatWouldItTake } from './verdict/what-would-it-take.ts'
