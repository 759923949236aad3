export { openStudio } from './open-studio.ts'
export { addStudioRoutes } from './studio-routes.ts'
export { measureProposal } from './try-agreement.ts'
