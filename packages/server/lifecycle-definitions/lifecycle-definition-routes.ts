/** Reading and writing how the rungs of lifecycles are defined. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import type { App } from '../platform/http/create-app.ts'
import { lifecycleDefinitions, setLifecycleDefinitions } from './lifecycle-definitions.ts'

const tags = ['reports']

export function addLifecycleDefinitionRoutes(app: App, pool: pg.Pool): void {
  const { lifecycleDefinitions: read, setLifecycleDefinitions: write } = routes
  app.get(
    read.path,
    {
      schema: {
        tags,
        operationId: 'readLifecycleDefinitions',
        summary: read.summary,
        response: { 200: read.answer },
      },
    },
    async () => lifecycleDefinitions(pool),
  )
  app.put(
    write.path,
    {
      schema: {
        tags,
        operationId: 'setLifecycleDefinitions',
        summary: write.summary,
        body: write.body,
        response: { 200: write.answer },
      },
    },
    async (request) => {
      await setLifecycleDefinitions(pool, request.body)
      return lifecycleDefinitions(pool)
    },
  )
}
