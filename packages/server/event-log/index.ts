export { addEventLogRoutes } from './event-log-routes.ts'
export { tallyAlways } from './tally-events.ts'
