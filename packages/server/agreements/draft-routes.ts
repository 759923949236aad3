/** Reading, writing and proposing drafts of the agreement. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { changeDraft, draft, drafts, proposeDraft } from './drafts.ts'

export function addDraftRoutes(app: App, pool: pg.Pool): void {
  const { drafts: list, draft: one, changeDraft: change, proposeDraft: propose } = routes
  const tags = ['agreement']
  app.get(
    list.path,
    { schema: { tags, operationId: 'listDrafts', summary: list.summary, response: { 200: list.answer } } },
    async () => ({ data: [...(await drafts(pool))] }),
  )
  app.get(
    one.path,
    {
      schema: {
        tags,
        operationId: 'readDraft',
        summary: one.summary,
        params: one.params,
        response: { 200: one.answer },
      },
    },
    async ({ params }) => draft(pool, params.id),
  )
  app.put(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeDraft',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => changeDraft(pool, request.params.id, request.body, signedIn(request).id),
  )
  app.post(
    propose.path,
    {
      schema: {
        tags,
        operationId: 'proposeDraft',
        summary: propose.summary,
        params: propose.params,
        response: { 200: propose.answer },
      },
    },
    async ({ params }) => proposeDraft(pool, params.id),
  )
}
