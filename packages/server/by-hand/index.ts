export { addHandRoutes } from './hand-routes.ts'
