/** Reading and writing personas, and drafts of the agreement made of them. */
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { draftPersona } from './draft-persona.ts'
import { addPersona, changePersona, personas } from './personas.ts'

const tags = ['personas']

/** @param announce something about the agreement is not what it was: open screens read it again */
export function addPersonaRoutes(app: App, pool: pg.Pool, announce: () => void): void {
  const { personas: list, addPersona: add, changePersona: change, draftPersona: drafting } = routes
  app.get(
    list.path,
    { schema: { tags, operationId: 'listPersonas', summary: list.summary, response: { 200: list.answer } } },
    async () => ({ data: [...(await personas(pool))] }),
  )
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addPersona',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => addPersona(pool, request.body, signedIn(request).id),
  )
  app.patch(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changePersona',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => changePersona(pool, request.params.id, request.body, signedIn(request).id),
  )
  app.post(
    drafting.path,
    {
      schema: {
        tags,
        operationId: 'draftPersona',
        summary: drafting.summary,
        params: drafting.params,
        body: drafting.body,
        response: { 200: drafting.answer },
      },
    },
    async (request) => {
      const drafted = await draftPersona(pool, request.params.id, request.body, signedIn(request))
      announce()
      return drafted
    },
  )
}
