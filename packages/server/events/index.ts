export { isCrawler } from './crawlers.ts'
export {
  type Acting,
  actInTurn,
  type ActServices,
  actServices,
  type OwnEvent,
  type StandingLead,
} from './act-in-turn.ts'
export type { IncomingEvent, Receipt, SentForm } from './incoming-event.ts'
export { emailClass } from './email-facts.ts'
export { loadEvents } from './load-events.ts'
export { lookAtEvent } from './look-at-event.ts'
export { type Intake, openIntake } from './open-intake.ts'
export { ingestRoutes } from './wire/ingest-routes.ts'
export { readAgain } from './wire/read-again.ts'
