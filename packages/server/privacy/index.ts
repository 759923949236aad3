export { eraseAgain } from './erasure-journal.ts'
export { addPrivacyRoutes } from './privacy-routes.ts'
export { retireAlways } from './retention.ts'
