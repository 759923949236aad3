export { isCrawler } from './crawlers.ts'
export {
  type Acting,
  actInTurn,
  type ActServices,
  actServices,
  type OwnEvent,
  type StandingLead,
} from './act-in-turn.ts'
export type { IncomingEvent, Receipt } from './incoming-event.ts'
export { loadEvents } from './load-events.ts'
export { type Intake, openIntake } from './open-intake.ts'
export { ingestRoutes } from './wire/ingest-routes.ts'
