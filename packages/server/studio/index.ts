export { openStudio, type Studio, type StudioOptions } from './open-studio.ts'
export { addStudioRoutes, type StudioServices } from './studio-routes.ts'
export { measureProposal } from './try-agreement.ts'
