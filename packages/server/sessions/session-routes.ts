/** Signing in and out over HTTP, and the first start. */
import { type Me, routes, type Session } from '@baton/protocol'
import type { FastifyReply } from 'fastify'
import { accessOf } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { people } from '../people/index.ts'
import { callerOf } from './caller.ts'
import { me } from './me.ts'
import { addMyRoutes } from './my-routes.ts'
import { clearCookie, sessionToken, setCookie } from './session-cookie.ts'
import type { SessionServices } from './session-services.ts'
import { endSessionOf } from './sessions.ts'
import { needsSetup, requestReset, setPassword, setUp } from './set-password.ts'
import { type Begun, signIn, signInAsDemo } from './sign-in.ts'

export function addSessionRoutes(app: App, services: SessionServices): void {
  addSigningIn(app, services)
  addSettingPasswords(app, services)
  addMyRoutes(app, services)
}

const tags = ['session']

function addSigningIn(app: App, services: SessionServices): void {
  const { session, signIn: byPassword, signInAsDemo: byClick, signOut } = routes
  app.get(
    session.path,
    {
      schema: {
        tags,
        operationId: 'readSession',
        summary: session.summary,
        response: { 200: session.answer },
      },
    },
    async (request) => {
      const access = accessOf(request)
      return await sessionFor(services, access.kind === 'person' ? access.person.id : null)
    },
  )
  app.post(
    byPassword.path,
    {
      schema: {
        tags,
        operationId: 'signIn',
        summary: byPassword.summary,
        body: byPassword.body,
        response: { 200: byPassword.answer },
      },
    },
    async (request, reply) =>
      begun(services, reply, await signIn(services, callerOf(request, services), request.body)),
  )
  app.post(
    byClick.path,
    {
      schema: {
        tags,
        operationId: 'signInAsDemo',
        summary: byClick.summary,
        body: byClick.body,
        response: { 200: byClick.answer },
      },
    },
    async (request, reply) =>
      begun(services, reply, await signInAsDemo(services, callerOf(request, services), request.body.person)),
  )
  app.delete(
    signOut.path,
    { schema: { tags, operationId: 'signOut', summary: signOut.summary, response: { 200: signOut.answer } } },
    async (request, reply) => {
      const token = sessionToken(request, services.behindTls)
      if (token) await endSessionOf(services.pool, token)
      services.sessions.forget()
      clearCookie(reply, services.behindTls)
      return { done: true as const }
    },
  )
}

function addSettingPasswords(app: App, services: SessionServices): void {
  const { setUp: first, requestReset: reset, setPassword: set } = routes
  app.post(
    first.path,
    {
      schema: {
        tags,
        operationId: 'setUp',
        summary: first.summary,
        body: first.body,
        response: { 200: first.answer },
      },
    },
    async (request, reply) =>
      begun(services, reply, await setUp(services, callerOf(request, services), request.body)),
  )
  app.post(
    reset.path,
    {
      schema: {
        tags,
        operationId: 'requestPasswordReset',
        summary: reset.summary,
        body: reset.body,
        response: { 200: reset.answer },
      },
    },
    async (request) => {
      await requestReset(services, callerOf(request, services), request.body.email)
      return { done: true as const }
    },
  )
  app.post(
    set.path,
    {
      schema: {
        tags,
        operationId: 'setPassword',
        summary: set.summary,
        body: set.body,
        response: { 200: set.answer },
      },
    },
    async (request, reply) =>
      begun(services, reply, await setPassword(services, callerOf(request, services), request.body)),
  )
}

async function begun(
  { pool, behindTls }: SessionServices,
  reply: FastifyReply,
  { personId, token }: Begun,
): Promise<Me> {
  setCookie(reply, token, behindTls)
  return (await me(pool, personId))!
}

async function sessionFor(services: SessionServices, personId: string | null): Promise<Session> {
  const { pool, organisation } = services
  return {
    me: personId ? await me(pool, personId) : null,
    organisation: organisation.name,
    needsSetup: await needsSetup(services),
    demoPeople: organisation.demo ? await demoPeople(services) : [],
  }
}

async function demoPeople({ pool, organisation }: SessionServices): Promise<Session['demoPeople']> {
  const known = new Map((await people(pool)).map((person) => [person.id, person]))
  return (organisation.people ?? []).flatMap(({ id, about }) => {
    const person = known.get(id)
    if (!person?.active) return []
    const { name, role, teams } = person
    return [{ id, name, role, teams: teams.map((team) => team.name), about }]
  })
}
