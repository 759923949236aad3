export { addLifecycleDefinitionRoutes } from './lifecycle-definition-routes.ts'
export { lifecycleDefinitions } from './lifecycle-definitions.ts'
