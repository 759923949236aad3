/** One's second factor over HTTP, and whether everybody has to have one. */
import { routes } from '@baton/protocol'
import { signedIn, signedInLately } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { countAttempt } from './attempts.ts'
import { callerOf } from './caller.ts'
import {
  beginSecondFactor,
  confirmSecondFactor,
  endSecondFactor,
  isRequired,
  setRequired,
} from './second-factor.ts'
import type { SessionServices } from './session-services.ts'

const tags = ['me']

export function addSecondFactorRoutes(app: App, services: SessionServices): void {
  const { beginSecondFactor: begin, confirmSecondFactor: confirm, endSecondFactor: end } = routes
  const { pool, sessions } = services
  /** Codes are guessed no faster here than at the sign-in. */
  const counted = async (request: Parameters<typeof callerOf>[0], work: (id: string) => Promise<void>) => {
    const { id } = signedIn(request)
    const attempt = await countAttempt(pool, callerOf(request, services).address, `code ${id}`)
    await work(id)
    await attempt.succeeded()
    sessions.forget()
  }
  app.post(
    begin.path,
    {
      schema: {
        tags,
        operationId: 'beginSecondFactor',
        summary: begin.summary,
        response: { 200: begin.answer },
      },
    },
    async (request) => beginSecondFactor(pool, signedInLately(request).id),
  )
  app.put(
    confirm.path,
    {
      schema: {
        tags,
        operationId: 'confirmSecondFactor',
        summary: confirm.summary,
        body: confirm.body,
        response: { 200: confirm.answer },
      },
    },
    async (request) => {
      let recoveryCodes: readonly string[] = []
      await counted(request, async (id) => {
        recoveryCodes = await confirmSecondFactor(pool, id, request.body.code)
      })
      return { recoveryCodes: [...recoveryCodes] }
    },
  )
  app.delete(
    end.path,
    {
      schema: {
        tags,
        operationId: 'endSecondFactor',
        summary: end.summary,
        body: end.body,
        response: { 200: end.answer },
      },
    },
    async (request) => {
      await counted(request, (id) => endSecondFactor(pool, id, request.body.code))
      return { done: true as const }
    },
  )
  addSecurity(app, services)
}

function addSecurity(app: App, { pool, sessions }: SessionServices): void {
  const { security, changeSecurity: change } = routes
  const read = async () => ({ secondFactorRequired: await isRequired(pool) })
  app.get(
    security.path,
    {
      schema: {
        tags: ['people'],
        operationId: 'readSecurity',
        summary: security.summary,
        response: { 200: security.answer },
      },
    },
    read,
  )
  app.put(
    change.path,
    {
      schema: {
        tags: ['people'],
        operationId: 'changeSecurity',
        summary: change.summary,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      signedInLately(request)
      await setRequired(pool, request.body.secondFactorRequired)
      sessions.forget()
      return await read()
    },
  )
}
