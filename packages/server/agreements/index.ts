export { type AgreementInForce, Agreements, VERSION_IN_FORCE } from './agreement-in-force.ts'
export { proposeVersion } from './propose-version.ts'
export { addAgreementRoutes } from './agreement-routes.ts'
export { type FirstAgreement, installAgreement, installFirstAgreement } from './install-agreement.ts'
