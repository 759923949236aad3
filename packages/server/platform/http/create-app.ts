/** The HTTP application without product meaning: errors, headers, health, documentation, and the web application's files. */
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import helmet from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import swagger from '@fastify/swagger'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type RawReplyDefaultExpression,
  type RawRequestDefaultExpression,
  type RawServerDefault,
} from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  serializerCompiler,
  validatorCompiler,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { answerErrors, sendRefusal } from './answer-errors.ts'
import { refuseCrossSiteChange, refuseForeignHost, refuseOtherThanJson } from './guard-origin.ts'
import { nothingThere, Refusal } from './refusal.ts'

export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>

export interface AppOptions {
  readonly log: (line: string) => void
  /** Throws when a request could not be served now. */
  readonly assertReady: () => Promise<void>
  /** Built web application; undefined or missing: none is served. */
  readonly webDist?: string
  /** True behind a proxy that speaks TLS: then any Host name is taken, and the proxy's word for who called. */
  readonly behindProxy?: boolean
  /** Where people reach the web application, when that is not the address that requests name. */
  readonly publicUrl?: string | undefined
}

const BODY_BYTES_MAX = 1_000_000
const REQUEST_MS_MAX = 60_000

export async function createApp(options: AppOptions): Promise<App> {
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: BODY_BYTES_MAX,
    requestTimeout: REQUEST_MS_MAX,
    // One proxy is trusted: what it says of who called, and nothing that it was told.
    trustProxy: (_address: string, hop: number) => options.behindProxy === true && hop === 0,
    // Signed links are longer than ids.
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 2_000 },
  }).withTypeProvider<ZodTypeProvider>()
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.setErrorHandler(answerErrors(options.log))
  // Files; a route that takes one says how large it may be.
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, (_request, body, done) =>
    done(null, body),
  )
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id)
    if (!options.behindProxy) refuseForeignHost(request)
    // As routed, not as written: an address can be spelt in many ways.
    if (!request.routeOptions.url?.startsWith('/api/')) return
    reply.header('cache-control', 'no-store')
    refuseCrossSiteChange(request, options.publicUrl)
    refuseOtherThanJson(request)
  })
  await app.register(helmet, securityHeaders)
  await describeApi(app)
  addHealth(app, options)
  await serveWeb(app, options.webDist)
  return app
}

const securityHeaders = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      fontSrc: ["'self'"],
      connectSrc: ["'self'"],
      workerSrc: ["'self'"],
      frameSrc: ["'self'"],
      manifestSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  // Behind TLS this is the proxy's to say; on plain http://localhost it would lock people out.
  strictTransportSecurity: false,
  referrerPolicy: { policy: 'same-origin' as const },
}

async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Baton',
        version: '0.1.0',
        description: 'Lead qualification with one shared, versioned agreement.',
      },
    },
    transform: jsonSchemaTransform,
    transformObject: jsonSchemaTransformObject,
  })
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger())
}

function addHealth(app: App, { assertReady }: AppOptions): void {
  app.get('/healthz', { schema: { hide: true } }, async () => ({ status: 'ok' }))
  app.get('/readyz', { schema: { hide: true } }, async () => {
    await assertReady()
    return { status: 'ready' }
  })
}

/** Files as they are; any other address is the web application's own, so it gets index.html. */
async function serveWeb(app: App, webDist: string | undefined): Promise<void> {
  const built = webDist !== undefined && existsSync(join(webDist, 'index.html'))
  if (built) {
    await app.register(fastifyStatic, {
      root: webDist,
      cacheControl: false,
      setHeaders(reply, path) {
        // Names of built assets contain a hash of their content.
        const forEver = path.includes('/assets/')
        reply.header('cache-control', forEver ? 'public, max-age=31536000, immutable' : 'no-cache')
      },
    })
  }
  app.setNotFoundHandler((request, reply) => {
    const isPage =
      request.method === 'GET' &&
      !/^\/(api|v1|assets)(\/|$)/.test(request.url) &&
      acceptsHtml(request.headers.accept)
    if (isPage && built) return reply.sendFile('index.html')
    const refusal = isPage
      ? new Refusal(
          'not_found',
          'The web application is not built: run "npm start", or "node scripts/prepare.mjs --web".',
        )
      : nothingThere()
    // As an answer to a route that somebody may not use: neither is to be told from the other.
    return sendRefusal(reply.header('cache-control', 'no-store'), refusal, request.id)
  })
}

function acceptsHtml(accept: string | undefined): boolean {
  return accept === undefined || accept.includes('text/html') || accept.includes('*/*')
}
