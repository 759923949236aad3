export { addPlaybookRoutes } from './playbook-routes.ts'
export { ensurePlays } from './ensure-plays.ts'
