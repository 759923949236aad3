/** Entering leads, calls and chats by hand. */
import { routes } from '@baton/protocol'
import { accessOf } from '../access/index.ts'
import type { ActServices, Intake } from '../events/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { ensureSource, HAND_SOURCE } from '../sources/index.ts'
import { enterLead } from './enter-lead.ts'
import { logInbound } from './log-inbound.ts'

const tags = ['leads']

export async function addHandRoutes(app: App, acts: ActServices, intake: Intake): Promise<void> {
  const { pool } = acts
  const services = { pool, intake, acts, sourceId: (await ensureSource(pool, HAND_SOURCE)).id }
  const { enterLead: enter, logInbound: log } = routes
  app.post(
    enter.path,
    {
      schema: {
        tags,
        operationId: 'enterLead',
        summary: enter.summary,
        body: enter.body,
        response: { 200: enter.answer },
      },
    },
    async (request) => enterLead(services, accessOf(request), request.body),
  )
  app.post(
    log.path,
    {
      schema: {
        tags,
        operationId: 'logInbound',
        summary: log.summary,
        params: log.params,
        body: log.body,
        response: { 200: log.answer },
      },
    },
    async (request) => {
      await logInbound(services, accessOf(request), request.params.id, request.body)
      return { done: true as const }
    },
  )
}
