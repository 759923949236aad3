/** A request as far as signing in is concerned. */
import type { FastifyRequest } from 'fastify'
import { sessionToken } from './session-cookie.ts'

export interface Caller {
  readonly address: string
  readonly agent: string
  /** What the browser holds now: it ends when somebody signs in. */
  readonly token: string | null
}

export function callerOf(request: FastifyRequest, { behindTls }: { readonly behindTls: boolean }): Caller {
  return {
    address: request.ip,
    agent: request.headers['user-agent'] ?? '',
    token: sessionToken(request, behindTls),
  }
}
