/** Planning over HTTP: nothing is changed by it. */
import { routes } from '@baton/protocol'
import type { App } from '../platform/http/create-app.ts'
import type { Planner } from './make-plan.ts'

export function addPlanRoutes(app: App, planner: Planner): void {
  const { path, summary, body, answer } = routes.planAgreement
  app.post(
    path,
    {
      schema: {
        tags: ['agreement'],
        operationId: 'planAgreement',
        summary,
        body,
        response: { 200: answer },
      },
    },
    async (request) => await planner.plan(request.body.document, request.body.against),
  )
}
