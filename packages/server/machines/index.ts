export { addAsideRoutes } from './aside-routes.ts'
export { settleHits, SETTLE_MS, settleHitsAlways } from './settle-hits.ts'
