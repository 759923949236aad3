/** A file of the library on its way to whoever followed a link, and how that is told as a hit. */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { IncomingEvent } from '../events/index.ts'
import { isCrawler } from '../events/index.ts'
import { publicHeaders } from '../platform/pages/send-page.ts'
import type { OpenedFile } from './content-files.ts'

export function sendContentFile(reply: FastifyReply, { file, content }: OpenedFile): FastifyReply {
  return publicHeaders(reply, false)
    .type(file.type)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`)
    .header('content-length', file.bytes)
    .send(content)
}

/** Fetched ahead, or by a program: somebody may never look at it. */
export function isFetchedAhead({ headers }: FastifyRequest): boolean {
  const purpose = `${String(headers['purpose'] ?? '')} ${String(headers['sec-purpose'] ?? '')}`
  return /prefetch|preview/i.test(purpose) || !headers['user-agent'] || isCrawler(headers['user-agent'])
}

export interface FollowedLink {
  /** What the link was sent with. */
  readonly sending: string
  /** Milliseconds since 1970-01-01 UTC. */
  readonly sentAt: number
  readonly network: string
}

export function userAgentOf({ headers }: FastifyRequest): string {
  return (headers['user-agent'] ?? '').slice(0, 500)
}

/** Who came, for a message id: a program that was there first must not keep the person after it from being counted. */
export function visitorOf(request: FastifyRequest, network: string): string {
  return createHash('sha256')
    .update(`${network} ${userAgentOf(request)}`)
    .digest('base64url')
    .slice(0, 16)
}

/** A file leads to no page that would tell of a visit. */
export function hitOf(
  request: FastifyRequest,
  { sending, sentAt, network }: FollowedLink,
): NonNullable<IncomingEvent['hit']> {
  return {
    sending,
    sentAt,
    link: null,
    isTrap: false,
    method: 'GET',
    userAgent: userAgentOf(request),
    hasLanguage: request.headers['accept-language'] !== undefined,
    network,
    isHosted: null,
  }
}
