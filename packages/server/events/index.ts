export type { IncomingEvent, Receipt } from './incoming-event.ts'
export { loadEvents } from './load-events.ts'
export { type Intake, openIntake } from './open-intake.ts'
export { ingestRoutes } from './wire/ingest-routes.ts'
