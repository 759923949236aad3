export { beginDraft, draft } from './drafts.ts'
export { addDraftRoutes } from './draft-routes.ts'
