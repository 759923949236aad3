export { addContestRoutes } from './contest-routes.ts'
