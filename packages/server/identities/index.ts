export { addIdentityRoutes } from './identity-routes.ts'
export { findDuplicatesAlways } from './find-duplicates.ts'
