/** Managing keys over HTTP. What a new secret key opens is everything that keys may, so it asks for a fresh session. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import type { App } from '../platform/http/create-app.ts'
import { addSource, revokeSecretKey, rotateWriteKey, secretKeys } from './keys.ts'
import { makeSecretKey, type Senders } from './sources.ts'

export interface KeyServices {
  readonly pool: pg.Pool
  readonly senders: Senders
  /** Who has signed in within the last hour. @throws Refusal `sign_in_again` */
  readonly signedInLately: (request: object) => { readonly id: string }
}

const tags = ['sources']

export function addKeyRoutes(app: App, { pool, senders, signedInLately }: KeyServices): void {
  const {
    addEventSource,
    rotateWriteKey: rotate,
    secretKeys: list,
    addSecretKey,
    revokeSecretKey: revoke,
  } = routes
  app.post(
    addEventSource.path,
    {
      schema: {
        tags,
        operationId: 'addEventSource',
        summary: addEventSource.summary,
        body: addEventSource.body,
        response: { 200: addEventSource.answer },
      },
    },
    async (request) => addSource(pool, request.body.name),
  )
  app.post(
    rotate.path,
    {
      schema: {
        tags,
        operationId: 'rotateWriteKey',
        summary: rotate.summary,
        params: rotate.params,
        response: { 200: rotate.answer },
      },
    },
    async (request) => {
      const source = await rotateWriteKey(pool, request.params.id)
      senders.forget()
      return source
    },
  )
  app.get(
    list.path,
    {
      schema: { tags, operationId: 'listSecretKeys', summary: list.summary, response: { 200: list.answer } },
    },
    async () => ({ data: await secretKeys(pool) }),
  )
  app.post(
    addSecretKey.path,
    {
      schema: {
        tags,
        operationId: 'addSecretKey',
        summary: addSecretKey.summary,
        body: addSecretKey.body,
        response: { 200: addSecretKey.answer },
      },
    },
    async (request) => makeSecretKey(pool, request.body.name, signedInLately(request).id),
  )
  app.delete(
    revoke.path,
    {
      schema: {
        tags,
        operationId: 'revokeSecretKey',
        summary: revoke.summary,
        params: revoke.params,
        response: { 200: revoke.answer },
      },
    },
    async (request) => {
      await revokeSecretKey(pool, request.params.id)
      senders.forget()
      return { done: true as const }
    },
  )
}
