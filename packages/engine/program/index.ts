export { type Advanced, advanceEnrolment, type Moment, type ProgramAct } from './advance-enrolment.ts'
export { type CompiledProgram, compileProgram, type FlatStep } from './compile-program.ts'
export { enrol, type EarlierPass, type Enrolment, isWithSales, mayEnter } from './enrolment.ts'
export { followLead, nextEntry, type ProgramLook } from './follow-lead.ts'
export {
  type Arm,
  audiencesOf,
  NEXT_BEST,
  type Program,
  PROGRAM_KINDS,
  type ProgramKind,
  type ProgramStep,
  segmentsNamedBy,
  SPLIT_MEASURES,
  type SplitMeasure,
  type Told,
  type Tone,
  TONES,
  watchedBy,
  type Way,
  withSegmentsSpelledOut,
} from './program.ts'
export { programDocument } from './program-document.ts'
export { programHash } from './program-hash.ts'
export { programSchema } from './program-schema.ts'
export { type ProgramReading, readProgram } from './read-program.ts'
export { type LeadHistory, type ProgramReplay, replayProgram, type ReplayedStep } from './replay-program.ts'
export { nextWithinHours } from './within-hours.ts'
