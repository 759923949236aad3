export { keepSetting, setting, settleSetting } from './settings.ts'
export { addStatusRoutes, type Organisation } from './status-routes.ts'
