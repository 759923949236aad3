/**
 * There is no sign-in yet, so whoever can reach the server may use it. It therefore answers on the loopback
 * address only, under loopback names only (a foreign name that resolves to 127.0.0.1 is how web sites reach
 * into local servers), and takes no change from a page of another site.
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

/** Ingest routes take events from pages of other sites: that is their purpose, and they have keys. */
export function refuseCrossSiteChange(request: FastifyRequest): void {
  if (READS.has(request.method) || !request.url.startsWith('/api/')) return
  const site = request.headers['sec-fetch-site']
  const { origin, host } = request.headers
  const foreign =
    (site !== undefined && site !== 'same-origin' && site !== 'none') || (origin && hostOf(origin) !== host)
  if (foreign) throw new Refusal('cross_site', 'A page of another site cannot change anything here.')
}

function hostOf(origin: string): string | null {
  try {
    return new URL(origin).host
  } catch {
    return null
  }
}
