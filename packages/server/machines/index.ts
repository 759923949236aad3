export { addAsideRoutes } from './aside-routes.ts'
export { settleHitsAlways } from './settle-hits.ts'
