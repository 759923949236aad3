/** The routes that event clients call, as they call them. Outside `/api`, without cookies, open to any origin. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Refusal } from '../../platform/http/refusal.ts'
import { keyOfHeader, type Sender, type Senders } from '../../sources/index.ts'
import type { IncomingEvent, Receipt, RefusedEvent } from '../incoming-event.ts'
import type { Intake } from '../open-intake.ts'
import { readPosthogEvent } from './posthog-event.ts'
import { BODY_BYTES_MAX, readBody } from './read-body.ts'
import { type MessageType, type Read, type Receiving, readSegmentMessage } from './segment-event.ts'
import { trackerRoutes } from './tracker-routes.ts'
import { type Loose, loose, moment, plainString } from './wire-values.ts'

interface Services {
  readonly intake: Intake
  readonly senders: Senders
  /** Makes of an address that a mail was opened from what can be compared, and cannot be turned back. */
  readonly standIn: (ip: string) => string
}

const EVENTS_PER_REQUEST_MAX = 2_500

const SINGLE: Readonly<Record<string, MessageType>> = {
  track: 'track',
  t: 'track',
  identify: 'identify',
  i: 'identify',
  page: 'page',
  p: 'page',
  screen: 'screen',
  s: 'screen',
  group: 'group',
  g: 'group',
  alias: 'alias',
  a: 'alias',
}

export async function ingestRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  )
  app.addHook('onRequest', async (_request, reply) => allowAnyOrigin(reply))
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  segmentRoutes(app, services)
  posthogRoutes(app, services)
  trackerRoutes(app)
}

function segmentRoutes(app: FastifyInstance, services: Services): void {
  for (const [path, type] of Object.entries(SINGLE)) {
    post(app, `/v1/${path}`, async (request) => {
      const body = loose(await readBody(request.body))
      const receiving = await receive(services, request, body, body['writeKey'])
      return await take(services, [readSegmentMessage(body, receiving, type)])
    })
  }
  for (const path of ['batch', 'b', 'import']) {
    post(app, `/v1/${path}`, async (request) => {
      const body = loose(await readBody(request.body))
      const receiving = await receive(services, request, body, body['writeKey'])
      const keepTimes = path === 'import'
      const messages = listOf(body['batch'])
      const context = loose(body['context'])
      return await take(
        services,
        messages.map((message) => readSegmentMessage(message, { ...receiving, keepTimes, context })),
      )
    })
  }
  // Counters that the clients keep about themselves.
  post(app, '/v1/m', async () => ({ success: true }))
  app.get<{ Params: { key: string } }>('/v1/projects/:key/settings', async (request) => {
    await senderOf(services, request.params.key)
    return clientSettings(request.params.key, request)
  })
}

function clientSettings(key: string, request: FastifyRequest) {
  return {
    integrations: {
      'Segment.io': { apiKey: key, apiHost: `${request.host}/v1`, protocol: request.protocol },
    },
    plan: { track: { __default: { enabled: true } } },
  }
}

function posthogRoutes(app: FastifyInstance, services: Services): void {
  for (const path of ['/batch', '/capture', '/e', '/i/v0/e', '/track', '/engage']) {
    post(app, path, async (request) => {
      const body = await readBody(request.body)
      const envelope = Array.isArray(body) ? loose(body[0]) : loose(body)
      const key = envelope['api_key'] ?? envelope['token'] ?? loose(envelope['properties'])['token']
      const receiving = await receive(services, request, envelope, key)
      const events = Array.isArray(body)
        ? listOf(body)
        : envelope['batch'] === undefined
          ? [body]
          : listOf(envelope['batch'])
      const keepTimes = envelope['historical_migration'] === true
      await take(
        services,
        events.map((event) => readPosthogEvent(event, { ...receiving, keepTimes })),
      )
      return { status: 1 }
    })
  }
  for (const path of ['/flags', '/decide']) post(app, path, async () => NO_FLAGS)
  app.get('/array/:key/config', async () => NO_FLAGS)
  app.get('/array/:key/config.js', async (_request, reply) => reply.type('text/javascript').send(''))
}

const NO_FLAGS = {
  featureFlags: {},
  featureFlagPayloads: {},
  flags: {},
  errorsWhileComputingFlags: false,
  sessionRecording: false,
  supportedCompression: ['gzip'],
}

function post(
  app: FastifyInstance,
  path: string,
  handler: (request: FastifyRequest) => Promise<unknown>,
): void {
  app.post(path, handler)
  app.options(path, async (_request, reply) => reply.code(204).send())
}

function allowAnyOrigin(reply: FastifyReply): void {
  reply.header('access-control-allow-origin', '*')
  reply.header('access-control-allow-methods', 'GET, POST, OPTIONS')
  reply.header('access-control-allow-headers', 'authorization, content-type, x-retry-count')
  reply.header('access-control-max-age', '86400')
  reply.header('cross-origin-resource-policy', 'cross-origin')
}

async function receive(
  services: Services,
  request: FastifyRequest,
  body: Loose,
  keyInBody: unknown,
): Promise<Receiving> {
  const receivedAt = Date.now()
  const sender = await senderOf(
    services,
    keyOfHeader(request.headers.authorization) ?? plainString(keyInBody),
  )
  return {
    sender,
    receivedAt,
    sentAt: moment(body['sentAt'] ?? body['sent_at']),
    userAgent: browserOf(request),
    standIn: services.standIn,
  }
}

/** A browser sends from a page; a program that has a site's key speaks of others, and its own name says nothing of them. */
function browserOf({ headers }: FastifyRequest): string | undefined {
  return headers.origin === undefined ? undefined : headers['user-agent']
}

async function senderOf(services: Services, key: string | undefined): Promise<Sender> {
  const sender = key === undefined ? null : await services.senders.of(key)
  if (sender) return sender
  throw new Refusal(
    'unknown_key',
    key === undefined ? 'The request has no write key.' : 'The write key is not known here.',
  )
}

function listOf(batch: unknown): readonly unknown[] {
  if (!Array.isArray(batch) || batch.length === 0)
    throw new Refusal('no_events', 'The request contains no events.')
  if (batch.length <= EVENTS_PER_REQUEST_MAX) return batch
  throw new Refusal(
    'batch_too_large',
    `A request may contain ${EVENTS_PER_REQUEST_MAX} events, this has ${batch.length}.`,
  )
}

interface Rejected {
  readonly index: number
  readonly code: string
  readonly detail: string
}

/** Success as clients know it; what was refused stands beside it, by its place in the request. */
async function take(
  services: Services,
  read: readonly Read[],
): Promise<{ success: true; rejected?: readonly Rejected[] }> {
  const events: IncomingEvent[] = []
  const refused: RefusedEvent[] = []
  const places: number[] = []
  const rejected: Rejected[] = []
  read.forEach((one, index) => {
    if ('event' in one) {
      events.push(one.event)
      places.push(index)
    } else {
      refused.push(one.refused)
      rejected.push({ index, code: one.refused.code, detail: one.refused.detail })
    }
  })
  const receipts: readonly Receipt[] = await services.intake.accept(events, refused)
  receipts.forEach((receipt, position) => {
    if (typeof receipt === 'object')
      rejected.push({ index: places[position]!, code: receipt.refused, detail: receipt.detail })
  })
  rejected.sort((a, b) => a.index - b.index)
  return rejected.length > 0 ? { success: true, rejected } : { success: true }
}
