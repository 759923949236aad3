export { sourceOutcomes } from './source-outcomes.ts'
export { keyOfHeader } from './request-key.ts'
export { addSourceRoutes } from './source-routes.ts'
export { createSecretKey, ensureSource, listSources, type Sender, Senders } from './sources.ts'
