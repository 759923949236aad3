/** What is one's own, over HTTP. */
import { routes } from '@baton/protocol'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { callerOf } from './caller.ts'
import { changeMe } from './me.ts'
import { clearCookie, setCookie } from './session-cookie.ts'
import { addSecondFactorRoutes } from './second-factor-routes.ts'
import type { SessionServices } from './session-services.ts'
import { endSession, openSessions } from './sessions.ts'
import { changePassword } from './set-password.ts'
import { isUuid } from '../platform/uuid-v7.ts'

const tags = ['me']

export function addMyRoutes(app: App, services: SessionServices): void {
  const { changeMe: change, changePassword: password } = routes
  const { sessions, behindTls } = services
  app.patch(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeMe',
        summary: change.summary,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      const changed = await changeMe(services, signedIn(request).id, request.body)
      sessions.forget()
      return changed
    },
  )
  app.post(
    password.path,
    {
      schema: {
        tags,
        operationId: 'changePassword',
        summary: password.summary,
        body: password.body,
        response: { 200: password.answer },
      },
    },
    async (request, reply) => {
      const caller = callerOf(request, services)
      const { token } = await changePassword(services, caller, signedIn(request).id, request.body)
      setCookie(reply, token, behindTls)
      return { done: true as const }
    },
  )
  addMySessions(app, services)
  addSecondFactorRoutes(app, services)
}

function addMySessions(app: App, { pool, sessions, behindTls }: SessionServices): void {
  const { openSessions: list, endSession: end } = routes
  app.get(
    list.path,
    {
      schema: { tags, operationId: 'listMySessions', summary: list.summary, response: { 200: list.answer } },
    },
    async (request) => openSessions(pool, signedIn(request)),
  )
  app.delete(
    end.path,
    {
      schema: {
        tags,
        operationId: 'endSession',
        summary: end.summary,
        params: end.params,
        response: { 200: end.answer },
      },
    },
    async (request, reply) => {
      const { id: personId, sessionId } = signedIn(request)
      const { id } = request.params
      if (!isUuid(id) || !(await endSession(pool, personId, id))) throw nothingThere()
      sessions.forget()
      if (id === sessionId) clearCookie(reply, behindTls)
      return { done: true as const }
    },
  )
}
