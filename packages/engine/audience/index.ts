export {
  type Audience,
  audienceContext,
  type AudienceContext,
  conditionsOf,
  segmentsOf,
  spelledOut,
  type Standing,
} from './audience.ts'
export { audienceDocument } from './audience-document.ts'
export { audienceText } from './audience-text.ts'
export { isIn } from './is-in.ts'
export { nextChange } from './next-change.ts'
export { audienceOf, type AudienceReading, readAudience } from './read-audience.ts'
