/** Reading what came in, and mending what was refused. */
import { eventLogQuerySchema, failedEventsQuerySchema, routes } from '@baton/protocol'
import type pg from 'pg'
import { askerId } from '../access/index.ts'
import { addToCatalogue, catalogueNow } from '../agreements/index.ts'
import type { Intake } from '../events/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { eventSources } from './event-sources.ts'
import { dismissFailed, failedEvent, failedEvents } from './failed-events.ts'
import { eventLog } from './logged-events.ts'
import { replayAllFailed, replayFailed } from './replay-failed.ts'
import { uncatalogued } from './uncatalogued.ts'

export interface EventLogServices {
  readonly pool: pg.Pool
  readonly intake: Intake
  /** What an agreement may refer to is not what it was: open screens read it again. */
  readonly announce: () => void
}

const tags = ['events']

export function addEventLogRoutes(app: App, services: EventLogServices): void {
  addReading(app, services.pool)
  addMending(app, services)
  addCatalogue(app, services)
}

function addReading(app: App, pool: pg.Pool): void {
  const { eventLog: log, failedEvents: failed, failedEvent: one, eventSources: sources } = routes
  app.get(
    log.path,
    {
      schema: {
        tags,
        operationId: 'listEvents',
        summary: log.summary,
        querystring: eventLogQuerySchema,
        response: { 200: log.answer },
      },
    },
    async (request) => eventLog(pool, await catalogueNow(pool), request.query),
  )
  app.get(
    failed.path,
    {
      schema: {
        tags,
        operationId: 'listFailedEvents',
        summary: failed.summary,
        querystring: failedEventsQuerySchema,
        response: { 200: failed.answer },
      },
    },
    async (request) => failedEvents(pool, request.query),
  )
  app.get(
    one.path,
    {
      schema: {
        tags,
        operationId: 'readFailedEvent',
        summary: one.summary,
        params: one.params,
        response: { 200: one.answer },
      },
    },
    async (request) => failedEvent(pool, request.params.id),
  )
  app.get(
    sources.path,
    {
      schema: {
        tags,
        operationId: 'listEventSources',
        summary: sources.summary,
        response: { 200: sources.answer },
      },
    },
    async () => ({ data: await eventSources(pool, Date.now()) }),
  )
}

function addMending(app: App, { pool, intake }: EventLogServices): void {
  const { replayFailed: one, replayAllFailed: all, dismissFailed: dismiss } = routes
  app.post(
    one.path,
    {
      schema: {
        tags,
        operationId: 'replayFailedEvent',
        summary: one.summary,
        params: one.params,
        body: one.body,
        response: { 200: one.answer },
      },
    },
    async (request) => replayFailed({ pool, intake }, request.params.id, request.body.body, askerId(request)),
  )
  app.post(
    all.path,
    {
      schema: {
        tags,
        operationId: 'replayFailedEvents',
        summary: all.summary,
        body: all.body,
        response: { 200: all.answer },
      },
    },
    async (request) => replayAllFailed({ pool, intake }, request.body, askerId(request)),
  )
  app.post(
    dismiss.path,
    {
      schema: {
        tags,
        operationId: 'dismissFailedEvents',
        summary: dismiss.summary,
        body: dismiss.body,
        response: { 200: dismiss.answer },
      },
    },
    async (request) => ({
      dismissed: await dismissFailed(pool, request.body, askerId(request)),
    }),
  )
}

function addCatalogue(app: App, { pool, announce }: EventLogServices): void {
  const { uncatalogued: unknown, catalogueEvent: add } = routes
  app.get(
    unknown.path,
    {
      schema: {
        tags,
        operationId: 'listUncataloguedEvents',
        summary: unknown.summary,
        response: { 200: unknown.answer },
      },
    },
    async () => uncatalogued(pool, await catalogueNow(pool)),
  )
  app.post(
    add.path,
    {
      schema: {
        tags,
        operationId: 'catalogueEvent',
        summary: add.summary,
        body: add.body,
        response: { 200: add.answer },
      },
    },
    async (request) => {
      await addToCatalogue(pool, request.body, askerId(request))
      announce()
      return { done: true as const }
    },
  )
}
