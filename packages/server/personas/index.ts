export { ensurePersonas } from './ensure-personas.ts'
export { personasOfLeads } from './lead-personas.ts'
export { addPersonaRoutes } from './persona-routes.ts'
export { personas, readPersonas } from './personas.ts'
