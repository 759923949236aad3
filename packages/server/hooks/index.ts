export { addHookRoutes } from './hook-routes.ts'
export { KnownHooks } from './known-hooks.ts'
export { receiveRoutes } from './receive-routes.ts'
export { forgetSamplesAlways } from './samples.ts'
