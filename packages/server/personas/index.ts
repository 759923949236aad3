export { addPersonaRoutes } from './persona-routes.ts'
export { readPersonas } from './personas.ts'
