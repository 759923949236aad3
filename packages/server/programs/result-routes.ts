/** Trying programs on history, what came of them, and the leads behind each number. */
import { Readable } from 'node:stream'
import { programLeadsQuerySchema, routes, sendCountsQuerySchema } from '@baton/protocol'
import { accessOf } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { leadsBehind } from '../reports/index.ts'
import { mailResults, sendCounts } from './mail-results.ts'
import { leadsOfCell } from './program-leads.ts'
import { programResults } from './program-results.ts'
import type { ProgramServices } from './program-services.ts'
import { KeptTries, tryProgram } from './try-program.ts'

const tags = ['programs']

export function addProgramResultRoutes(app: App, services: ProgramServices): void {
  const tries = new KeptTries()
  addTrying(app, services, tries)
  addResults(app, services)
  addOfMails(app, services)
}

function addTrying(app: App, services: ProgramServices, tries: KeptTries): void {
  const { tryProgram: tried, triedLeads } = routes
  const ending = new AbortController()
  // What takes long ends before the server waits for it to.
  app.addHook('preClose', async () => ending.abort())
  app.post(
    tried.path,
    {
      schema: {
        tags,
        operationId: 'tryProgram',
        summary: tried.summary,
        description: 'Each line of the answer is a JSON object of the schema ProgramTryLine.',
        produces: ['application/x-ndjson'],
        body: tried.body,
      },
    },
    async (request, reply) => {
      const leaving = new AbortController()
      reply.raw.once('close', () => leaving.abort())
      const signal = AbortSignal.any([leaving.signal, ending.signal])
      reply.type('application/x-ndjson')
      return reply.send(Readable.from(asText(tryProgram(services, tries, request.body, signal))))
    },
  )
  app.get(
    triedLeads.path,
    {
      schema: {
        tags,
        operationId: 'listTriedLeads',
        summary: triedLeads.summary,
        params: triedLeads.params,
        querystring: programLeadsQuerySchema,
        response: { 200: triedLeads.answer },
      },
    },
    async (request) => {
      const { cell, cursor, limit } = request.query
      const ids = tries.leads(request.params.id, cell)
      return await leadsBehind(services.pool, accessOf(request), ids, { offset: Number(cursor ?? 0), limit })
    },
  )
}

async function* asText(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}

function addOfMails(app: App, { pool }: ProgramServices): void {
  const { mailResults: ofMail, sendCounts: counts } = routes
  app.get(
    ofMail.path,
    {
      schema: {
        tags,
        operationId: 'readMailResults',
        summary: ofMail.summary,
        params: ofMail.params,
        response: { 200: ofMail.answer },
      },
    },
    async ({ params }) => await mailResults(pool, params.id),
  )
  app.get(
    counts.path,
    {
      schema: {
        tags,
        operationId: 'listSendCounts',
        summary: counts.summary,
        querystring: sendCountsQuerySchema,
        response: { 200: counts.answer },
      },
    },
    async ({ query }) => await sendCounts(pool, query.by),
  )
}

function addResults(app: App, services: ProgramServices): void {
  const { programResults: results, programLeads } = routes
  app.get(
    results.path,
    {
      schema: {
        tags,
        operationId: 'readProgramResults',
        summary: results.summary,
        params: results.params,
        response: { 200: results.answer },
      },
    },
    async ({ params }) => await programResults(services, params.id),
  )
  app.get(
    programLeads.path,
    {
      schema: {
        tags,
        operationId: 'listProgramLeads',
        summary: programLeads.summary,
        params: programLeads.params,
        querystring: programLeadsQuerySchema,
        response: { 200: programLeads.answer },
      },
    },
    async (request) => {
      const { cell, cursor, limit } = request.query
      const ids = await leadsOfCell(services.pool, request.params.id, cell)
      return await leadsBehind(services.pool, accessOf(request), ids, { offset: Number(cursor ?? 0), limit })
    },
  )
}
