export { hearChanges } from './hear-changes.ts'
export { LiveHub } from './live-hub.ts'
export { addLiveRoutes } from './live-routes.ts'
