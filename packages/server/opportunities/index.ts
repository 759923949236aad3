export { addOpportunityRoutes } from './opportunity-routes.ts'
export { pipeline } from './pipeline.ts'
