export { type Access, accessOf, signedIn, type SignedIn, signedInLately } from './access.ts'
export { guardRoutes } from './guard-routes.ts'
export { type LeadInReach, leadInReach, leadMasked, leadScope, type Relation } from './lead-scope.ts'
export { maskEvent, maskLead } from './mask-lead.ts'
