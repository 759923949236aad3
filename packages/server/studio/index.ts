export { openStudio, type Studio } from './open-studio.ts'
export { addStudioRoutes } from './studio-routes.ts'
export { measureProposal } from './try-agreement.ts'
