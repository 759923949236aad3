/** Reading and writing the playbook. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { addPlay, changePlay, plays } from './plays.ts'

export function addPlaybookRoutes(app: App, pool: pg.Pool): void {
  const { playbook, addPlay: add, changePlay: change } = routes
  const tags = ['playbook']
  app.get(
    playbook.path,
    {
      schema: {
        tags,
        operationId: 'readPlaybook',
        summary: playbook.summary,
        response: { 200: playbook.answer },
      },
    },
    async () => ({ data: [...(await plays(pool))] }),
  )
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addPlay',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => addPlay(pool, request.body, signedIn(request).id),
  )
  app.patch(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changePlay',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => changePlay(pool, request.params.id, request.body, signedIn(request).id),
  )
}
