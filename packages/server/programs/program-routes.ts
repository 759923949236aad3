/** Writing programs, starting and stopping them, and what leads are in. */
import { routes } from '@baton/protocol'
import { accessOf, leadInReach, signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { programWords } from './check-program.ts'
import { enteringNow } from './entering-now.ts'
import { leadPrograms, takeOut } from './lead-programs.ts'
import {
  addProgram,
  changeProgram,
  checkedNow,
  program,
  programs,
  setProgramState,
  startProgram,
} from './program-rows.ts'
import type { ProgramServices } from './program-services.ts'
import { programWebhooks, setProgramWebhooks } from './webhook-rows.ts'

const tags = ['programs']

export function addProgramRoutes(app: App, services: ProgramServices): void {
  addReading(app, services)
  addWriting(app, services)
  addStates(app, services)
  addWords(app, services)
  addOfLeads(app, services)
}

function addReading(app: App, services: ProgramServices): void {
  const { programs: list, program: one } = routes
  app.get(
    list.path,
    { schema: { tags, operationId: 'listPrograms', summary: list.summary, response: { 200: list.answer } } },
    async () => ({ data: [...(await programs(services.pool))] }),
  )
  app.get(
    one.path,
    {
      schema: {
        tags,
        operationId: 'readProgram',
        summary: one.summary,
        params: one.params,
        response: { 200: one.answer },
      },
    },
    async ({ params }) => await program(services, params.id),
  )
}

function addWriting(app: App, services: ProgramServices): void {
  const { addProgram: add, changeProgram: change, checkProgram: check } = routes
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'addProgram',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) =>
      await program(services, await addProgram(services, request.body.document, signedIn(request).id)),
  )
  app.put(
    change.path,
    {
      schema: {
        tags,
        operationId: 'changeProgram',
        summary: change.summary,
        params: change.params,
        body: change.body,
        response: { 200: change.answer },
      },
    },
    async (request) => {
      await changeProgram(services, request.params.id, request.body, signedIn(request).id)
      return await program(services, request.params.id)
    },
  )
  app.post(
    check.path,
    {
      schema: {
        tags,
        operationId: 'checkProgram',
        summary: check.summary,
        body: check.body,
        response: { 200: check.answer },
      },
    },
    async ({ body }) => {
      const { program: read, problems } = await checkedNow(services, body.document)
      const entering = body.entering && read ? await enteringNow(services, read, Date.now()) : null
      return { problems: [...problems], entering }
    },
  )
}

function addStates(app: App, services: ProgramServices): void {
  const { startProgram: start, setProgramState: set } = routes
  app.post(
    start.path,
    {
      schema: {
        tags,
        operationId: 'startProgram',
        summary: start.summary,
        params: start.params,
        body: start.body,
        response: { 200: start.answer },
      },
    },
    async (request) => {
      await startProgram(services, request.params.id, request.body.revision, signedIn(request).id)
      return await program(services, request.params.id)
    },
  )
  app.put(
    set.path,
    {
      schema: {
        tags,
        operationId: 'setProgramState',
        summary: set.summary,
        params: set.params,
        body: set.body,
        response: { 200: set.answer },
      },
    },
    async ({ params, body }) => {
      await setProgramState(services.pool, params.id, body.state)
      return await program(services, params.id)
    },
  )
}

function addWords(app: App, { pool, segments }: ProgramServices): void {
  const { programWords: words, programWebhooks: webhooks, setProgramWebhooks: set } = routes
  app.get(
    words.path,
    {
      schema: {
        tags,
        operationId: 'readProgramWords',
        summary: words.summary,
        response: { 200: words.answer },
      },
    },
    async () => await programWords(pool, segments),
  )
  app.get(
    webhooks.path,
    {
      schema: {
        tags,
        operationId: 'listProgramWebhooks',
        summary: webhooks.summary,
        response: { 200: webhooks.answer },
      },
    },
    async () => await programWebhooks(pool),
  )
  app.put(
    set.path,
    {
      schema: {
        tags,
        operationId: 'setProgramWebhooks',
        summary: set.summary,
        body: set.body,
        response: { 200: set.answer },
      },
    },
    async (request) => {
      await setProgramWebhooks(pool, request.body, signedIn(request).id)
      return await programWebhooks(pool)
    },
  )
}

function addOfLeads(app: App, { pool }: ProgramServices): void {
  const { leadPrograms: list, leaveProgram: leave } = routes
  app.get(
    list.path,
    {
      schema: {
        tags,
        operationId: 'listProgramsOfLead',
        summary: list.summary,
        params: list.params,
        response: { 200: list.answer },
      },
    },
    async (request) => {
      const { id } = await leadInReach(pool, accessOf(request), request.params.id)
      return await leadPrograms(pool, id)
    },
  )
  app.post(
    leave.path,
    {
      schema: {
        tags,
        operationId: 'leaveProgram',
        summary: leave.summary,
        params: leave.params,
        body: leave.body,
        response: { 200: leave.answer },
      },
    },
    async (request) => {
      const { id } = await leadInReach(pool, accessOf(request), request.params.id)
      await takeOut(pool, id, request.body, signedIn(request).id)
      return await leadPrograms(pool, id)
    },
  )
}
