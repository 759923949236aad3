/** The browser script as web sites load it, also from the address that Segment's snippet asks for, and what browsers ask about it. */
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { nothingThere, Refusal } from '../../platform/http/refusal.ts'

const BUILT_TRACKER = join(import.meta.dirname, '..', '..', '..', 'tracker', 'dist', 'baton.js')
const WRITE_KEY = /^[\w-]{1,100}$/

/** That Global Privacy Control is honoured, and since when: https://www.w3.org/TR/gpc/ */
const PRIVACY_CONTROL = { gpc: true, lastUpdate: '2026-11-22' }

interface Script {
  readonly plain: Buffer
  readonly gzipped: Buffer
  readonly etag: string
}

/** Within the routes that any origin may ask. The script is read once. */
export function trackerRoutes(app: FastifyInstance, file = BUILT_TRACKER): void {
  const script = existsSync(file) ? readScript(file) : null
  app.get('/baton.js', async (request, reply) => sendScript(script, request, reply))
  // The script reads the key from the address that it was loaded from, so it is the same for all.
  app.get<{ Params: { key: string } }>('/analytics.js/v1/:key/analytics.min.js', async (request, reply) => {
    if (!WRITE_KEY.test(request.params.key)) throw nothingThere()
    return sendScript(script, request, reply)
  })
  app.get('/.well-known/gpc.json', async () => PRIVACY_CONTROL)
}

function readScript(file: string): Script {
  const plain = readFileSync(file)
  const etag = `"${createHash('sha256').update(plain).digest('base64url')}"`
  return { plain, gzipped: gzipSync(plain, { level: 9 }), etag }
}

function sendScript(script: Script | null, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (!script) {
    throw new Refusal(
      'not_found',
      'The browser script is not built: run "npm start", or "node scripts/prepare.mjs --web".',
    )
  }
  reply.headers({ 'cache-control': 'public, max-age=3600', vary: 'accept-encoding', etag: script.etag })
  if (request.headers['if-none-match']?.includes(script.etag)) return reply.code(304).send()
  reply.type('text/javascript; charset=utf-8')
  const takesGzip = /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(String(request.headers['accept-encoding']))
  return takesGzip ? reply.header('content-encoding', 'gzip').send(script.gzipped) : reply.send(script.plain)
}
