/**
 * `POST /in/KEY`: what other systems send. Outside `/api`, without cookies. The answer says that it was received and nothing
 * else: not who was known, nor what became of it.
 */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { IncomingEvent, Intake, Receipt } from '../events/index.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import type { KnownHook, KnownHooks } from './known-hooks.ts'
import { mapBody } from './map-body.ts'
import { proveShown, proveSignature, zoomChallenge } from './prove-body.ts'
import { readHookBody } from './read-hook-body.ts'
import { keepSample } from './samples.ts'

export interface ReceivingServices {
  readonly pool: pg.Pool
  readonly intake: Intake
  readonly hooks: KnownHooks
}

const BODY_BYTES_MAX = 262_144
const EVENTS_MAX = 2_500

interface InParams {
  readonly Params: { readonly key: string }
  readonly Querystring: Readonly<Record<string, unknown>>
}

export async function receiveRoutes(app: FastifyInstance, services: ReceivingServices): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) =>
    done(null, body),
  )
  app.addHook('onRoute', (route) => {
    route.schema = { ...route.schema, hide: true }
  })
  app.post<InParams>('/in/:key', { bodyLimit: BODY_BYTES_MAX }, async (request) => {
    const hook = await services.hooks.of(request.params.key)
    if (!hook) throw nothingThere()
    return await receive(services, hook, request)
  })
  // Meta asks an address whether it is wanted there before it sends.
  app.get<InParams>('/in/:key', async (request, reply) => {
    const hook = await services.hooks.of(request.params.key)
    const challenge = request.query['hub.challenge']
    if (!hook?.verifyToken || !isSame(request.query['hub.verify_token'], hook.verifyToken))
      throw nothingThere()
    if (typeof challenge !== 'string' || !/^[\w.~-]{1,200}$/.test(challenge))
      throw new Refusal('invalid_request', 'hub.challenge: expected up to 200 letters, digits, . _ ~ or -.')
    return reply.type('text/plain; charset=utf-8').send(challenge)
  })
}

function isSame(shown: unknown, expected: string): boolean {
  const [one, other] = [Buffer.from(typeof shown === 'string' ? shown : ''), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

async function receive({ pool, intake }: ReceivingServices, hook: KnownHook, request: FastifyRequest) {
  const receivedAt = Date.now()
  const raw = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
  if (hook.signature) proveSignature(hook.signature, raw, request.headers, receivedAt)
  const body = readHookBody(raw, request.headers['content-type'])
  const challenge = zoomChallenge(hook.signature, body)
  if (challenge) return challenge
  proveShown(hook.check, body)
  const outcome =
    hook.state === 'live'
      ? await takeEvents(intake, hook, body, receivedAt)
      : 'kept to make a mapping with; it became no event'
  await keepSample(pool, hook.id, JSON.stringify(body), outcome)
  return { received: true }
}

/** Returns what became of it, in words for the staff. */
async function takeEvents(
  intake: Intake,
  { mapping, sourceId }: KnownHook,
  body: unknown,
  receivedAt: number,
): Promise<string> {
  const mapped = mapBody(mapping, body, { sourceId, receivedAt })
  if (mapped.length > EVENTS_MAX)
    throw new Refusal('batch_too_large', `A body may hold ${EVENTS_MAX} events, this has ${mapped.length}.`)
  const events: readonly IncomingEvent[] = mapped.flatMap((one) => ('event' in one ? one.event : []))
  const skipped = mapped.flatMap((one) => ('skipped' in one ? one.skipped : []))
  return sayOutcome(await intake.accept(events), skipped)
}

function sayOutcome(receipts: readonly Receipt[], skipped: readonly string[]): string {
  const stored = receipts.filter((receipt) => receipt === 'stored').length
  const before = receipts.filter((receipt) => receipt === 'duplicate').length
  const refused = receipts.filter((receipt) => typeof receipt === 'object')
  const parts = [
    stored > 0 ? `${stored} stored` : null,
    before > 0 ? `${before} stored before` : null,
    refused.length > 0 ? `${refused.length} refused: ${refused[0]!.detail}` : null,
    skipped.length > 0 ? `${skipped.length} left out: ${skipped[0]}` : null,
  ]
  return parts.filter((part) => part !== null).join('; ') || 'no events in it'
}
