/** Reading what became of each source's leads. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import type { App } from '../platform/http/create-app.ts'
import { sourceOutcomes } from './source-outcomes.ts'

export function addSourceRoutes(app: App, pool: pg.Pool): void {
  const { path, summary, answer } = routes.sources
  app.get(
    path,
    { schema: { tags: ['sources'], operationId: 'listSources', summary, response: { 200: answer } } },
    async () => sourceOutcomes(pool),
  )
}
