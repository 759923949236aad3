/** Trying and planning over HTTP: nothing is changed by it. */
import { routes } from '@baton/protocol'
import { Readable } from 'node:stream'
import { accessOf } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { planAgreement } from './plan-agreement.ts'
import type { StudioServices } from './studio-services.ts'
import { tryAgreement } from './try-agreement.ts'

const tags = ['agreement']

export function addStudioRoutes(app: App, services: StudioServices): void {
  const { planAgreement: plan, tryAgreement: tried } = routes
  const ending = new AbortController()
  // What takes long ends before the server waits for it to.
  app.addHook('preClose', async () => ending.abort())
  app.post(
    plan.path,
    {
      schema: {
        tags,
        operationId: 'planAgreement',
        summary: plan.summary,
        body: plan.body,
        response: { 200: plan.answer },
      },
    },
    async (request) => await planAgreement(services, accessOf(request), request.body),
  )
  app.post(
    tried.path,
    {
      schema: {
        tags,
        operationId: 'tryAgreement',
        summary: tried.summary,
        description: 'Each line of the answer is a JSON object of the schema TryLine.',
        produces: ['application/x-ndjson'],
        body: tried.body,
      },
    },
    async (request, reply) => {
      const leaving = new AbortController()
      reply.raw.once('close', () => {
        leaving.abort()
        // Nor does it wait until whoever keeps the connection for later lets go of it.
        if (ending.signal.aborted) app.server.closeIdleConnections()
      })
      const signal = AbortSignal.any([leaving.signal, ending.signal])
      const lines = await tryAgreement(services, accessOf(request), request.body, signal)
      reply.type('application/x-ndjson')
      return reply.send(Readable.from(asText(lines)))
    },
  )
}

async function* asText(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}
