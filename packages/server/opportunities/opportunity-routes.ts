/** The pipeline: reading the board, setting its stages. What moves on it are acts upon a lead. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { board } from './board.ts'
import { changePipeline } from './pipeline.ts'

export function addOpportunityRoutes(app: App, pool: pg.Pool): void {
  const { opportunities, changePipeline: change } = routes
  const tags = ['pipeline']
  app.get(
    opportunities.path,
    {
      schema: {
        tags,
        operationId: 'readBoard',
        summary: opportunities.summary,
        response: { 200: opportunities.answer },
      },
    },
    async (request) => board(pool, accessOf(request)),
  )
  app.put(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changePipeline',
        summary: change.summary,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async ({ body }) => changePipeline(pool, body),
  )
}
