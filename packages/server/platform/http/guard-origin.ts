/**
 * Where a request may come from. Without a proxy that speaks TLS the server answers on the loopback address only, under
 * loopback names only (a foreign name that resolves to 127.0.0.1 is how web sites reach into local servers). No page of
 * another site changes anything, whoever is signed in in that browser.
 */
import type { FastifyRequest } from 'fastify'
import { Refusal } from './refusal.ts'

const LOOPBACK = /^(localhost|[a-z0-9-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i
const READS = new Set(['GET', 'HEAD', 'OPTIONS'])

export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host) || host === '::1'
}

export function refuseForeignHost(request: FastifyRequest): void {
  const host = request.headers.host ?? ''
  if (!isLoopback(host)) {
    throw new Refusal('unknown_host', 'This server answers to localhost and 127.0.0.1 only.')
  }
}

/** Not for ingest routes: they take events from pages of other sites, which is their purpose, and they have keys. */
export function refuseCrossSiteChange(request: FastifyRequest, publicUrl?: string): void {
  if (READS.has(request.method)) return
  const site = request.headers['sec-fetch-site']
  const { origin, host } = request.headers
  const ours = [host, publicUrl && hostOf(publicUrl)]
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (origin !== undefined && !ours.includes(hostOf(origin) ?? 'null'))
  if (foreign) throw new Refusal('cross_site', 'A page of another site cannot change anything here.')
}

/**
 * A form of another site can send text and forms without being asked, but no JSON, and no file as bytes: for both a browser asks
 * first (CORS), and is not answered.
 */
export function refuseOtherThanJson(request: FastifyRequest): void {
  const type = request.headers['content-type']
  if (
    READS.has(request.method) ||
    type === undefined ||
    /^application\/(json|octet-stream)\s*(;|$)/i.test(type)
  )
    return
  throw new Refusal('unsupported_media_type', 'The body has to be JSON, and to say so.')
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
