export { sourceOutcomes } from './source-outcomes.ts'
export { addSourceRoutes } from './source-routes.ts'
export { createSecretKey, ensureSource, listSources, type Sender, Senders } from './sources.ts'
