export { plainPhone } from './duplicate-keys.ts'
export { addIdentityRoutes } from './identity-routes.ts'
export { findDuplicatesAlways } from './find-duplicates.ts'
