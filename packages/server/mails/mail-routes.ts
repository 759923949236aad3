/** Writing mails, looking at them, and sending one to oneself. */
import { routes } from '@baton/protocol'
import { signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere } from '../platform/http/refusal.ts'
import { mailFields } from './mail-fields.ts'
import { addMail, changeMail, letterAt, mail, mails, setArchived } from './mail-rows.ts'
import { addSenderRoutes } from './sender-routes.ts'
import { addTrying, type TryingServices } from './trying-routes.ts'

const tags = ['mails']

export function addMailRoutes(app: App, services: TryingServices): void {
  addReading(app, services)
  addWriting(app, services)
  addTrying(app, services)
  addSenderRoutes(app, services)
}

function addReading(app: App, { pool, library }: TryingServices): void {
  const { mails: list, mail: one, mailVersion, mailFields: fields } = routes
  app.get(
    list.path,
    { schema: { tags, operationId: 'listMails', summary: list.summary, response: { 200: list.answer } } },
    async () => ({ data: [...(await mails(pool))] }),
  )
  app.get(
    one.path,
    {
      schema: {
        tags,
        operationId: 'readMail',
        summary: one.summary,
        params: one.params,
        response: { 200: one.answer },
      },
    },
    async ({ params }) => mail(pool, params.id),
  )
  app.get(
    mailVersion.path,
    {
      schema: {
        tags,
        operationId: 'readMailVersion',
        summary: mailVersion.summary,
        params: mailVersion.params,
        response: { 200: mailVersion.answer },
      },
    },
    async ({ params: { id, version } }) => {
      const letter = await letterAt(pool, id, version)
      if (!letter) throw nothingThere()
      return { id, version, letter }
    },
  )
  app.get(
    fields.path,
    {
      schema: {
        tags,
        operationId: 'readMailFields',
        summary: fields.summary,
        response: { 200: fields.answer },
      },
    },
    async () => mailFields(pool, library),
  )
}

function addWriting(app: App, { pool }: TryingServices): void {
  const { addMail: add, changeMail: change, archiveMail: archive } = routes
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addMail',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => {
      await addMail(pool, request.body, signedIn(request).id)
      return await mail(pool, request.body.id)
    },
  )
  app.put(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeMail',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      await changeMail(pool, request.params.id, request.body, signedIn(request).id)
      return await mail(pool, request.params.id)
    },
  )
  app.put(
    archive.path,
    {
      schema: {
        tags,
        operationId: 'archiveMail',
        summary: archive.summary,
        params: archive.params,
        body: archive.body,
        response: { 200: archive.answer },
      },
    },
    async (request) => {
      await setArchived(pool, request.params.id, request.body.archived)
      return await mail(pool, request.params.id)
    },
  )
}
