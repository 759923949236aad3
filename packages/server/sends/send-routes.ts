/** What staff see of mail on its way out, and what they decide by hand. */
import { routes, sendListQuerySchema } from '@baton/protocol'
import { accessOf, signedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import { transaction } from '../platform/postgres/transaction.ts'
import { isUuid } from '../platform/uuid-v7.ts'
import { takeMessage } from './bounces/take-report.ts'
import { liftPause } from './breaker.ts'
import { type KnownSetup, sendingOverview, sendList } from './overview.ts'
import type { ReturnServices } from './send-services.ts'
import { setSendingSettings } from './sending-settings.ts'
import { settleByHand } from './settle-by-hand.ts'

const tags = ['sending']

/** @param webhooks where providers report what came back */
export function addSendingRoutes(
  app: App,
  services: ReturnServices,
  setup: Omit<KnownSetup, 'webhooks'>,
  webhooks: () => KnownSetup['webhooks'],
): void {
  addReading(app, services, setup, webhooks)
  addDeciding(app, services)
  addBounces(app, services)
}

function addReading(
  app: App,
  { pool }: ReturnServices,
  setup: Omit<KnownSetup, 'webhooks'>,
  webhooks: () => KnownSetup['webhooks'],
): void {
  const { sending, sends } = routes
  app.get(
    sending.path,
    {
      schema: {
        tags,
        operationId: 'readSending',
        summary: sending.summary,
        response: { 200: sending.answer },
      },
    },
    async (request) => {
      const access = accessOf(request)
      const isAdmin = access.kind === 'person' && access.person.role === 'admin'
      return sendingOverview(pool, { ...setup, webhooks: isAdmin ? webhooks() : [] }, Date.now())
    },
  )
  app.get(
    sends.path,
    {
      schema: {
        tags,
        operationId: 'listSends',
        summary: sends.summary,
        querystring: sendListQuerySchema,
        response: { 200: sends.answer },
      },
    },
    async ({ query }) => sendList(pool, query, Date.now()),
  )
}

function addDeciding(app: App, { pool }: ReturnServices): void {
  const { settleSend, liftPause: lift, setSending } = routes
  app.post(
    settleSend.path,
    {
      schema: {
        tags,
        operationId: 'settleSend',
        summary: settleSend.summary,
        params: settleSend.params,
        body: settleSend.body,
        response: { 200: settleSend.answer },
      },
    },
    async (request) => {
      await settleByHand(pool, request.params.id, request.body.as, signedIn(request).id)
      return { done: true as const }
    },
  )
  app.post(
    lift.path,
    {
      schema: {
        tags,
        operationId: 'liftSendPause',
        summary: lift.summary,
        params: lift.params,
        response: { 200: lift.answer },
      },
    },
    async (request) => {
      const { id } = request.params
      const person = signedIn(request).id
      if (!isUuid(id) || !(await transaction(pool, (client) => liftPause(client, id, person))))
        throw nothingThere()
      return { done: true as const }
    },
  )
  app.put(
    setSending.path,
    {
      schema: {
        tags,
        operationId: 'setSending',
        summary: setSending.summary,
        body: setSending.body,
        response: { 200: setSending.answer },
      },
    },
    async ({ body }) => {
      await setSendingSettings(pool, body)
      return body
    },
  )
}

/** A message with what it was sent back with, and no more than that of it. */
const MESSAGE_BYTES_MAX = 2_000_000

function addBounces(app: App, services: ReturnServices): void {
  const { takeBounce } = routes
  app.post(
    takeBounce.path,
    {
      bodyLimit: MESSAGE_BYTES_MAX,
      schema: {
        tags,
        operationId: 'takeBounce',
        summary: takeBounce.summary,
        response: { 200: takeBounce.answer },
      },
    },
    async ({ body }) => {
      if (!Buffer.isBuffer(body))
        throw new Refusal('unsupported_media_type', 'A message is sent as application/octet-stream.')
      return { taken: await takeMessage(services, body, Date.now()) }
    },
  )
}
