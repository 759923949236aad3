export { addFormRoutes } from './form-routes.ts'
export { addPublicFormRoutes } from './public-form-routes.ts'
