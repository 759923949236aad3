/**
 * The promised file, by a signed link. That it was taken is an event: of whoever comes by the page itself at once, of whoever comes
 * by a mail once it is known that no program that checks mails was ahead of them.
 */
import { createHash } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { type IncomingEvent, isCrawler } from '../events/index.ts'
import { publicHeaders } from '../platform/pages/send-page.ts'
import { networkOf } from '../platform/signing/network-of.ts'
import { openAsset } from './assets.ts'
import { type KeptSubmission, submissionOf } from './confirm-address.ts'
import type { DownloadPayload } from './form-mails.ts'
import { sendLinkEnded } from './form-views.ts'
import type { FormServices } from './submit-form.ts'

type Asked = FastifyRequest<{ Params: { token: string } }>

export async function deliverFile(
  services: FormServices,
  request: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const { pool, signing, dataDir } = services
  const now = Date.now()
  const link = signing.read('download', request.params.token, now) as DownloadPayload | null
  const found = link && (await submissionOf(pool, link.submission))
  const opened = found && (await openAsset(pool, dataDir, link.asset))
  if (!opened) return sendLinkEnded(reply)
  const { submission, form } = found
  try {
    if (request.method === 'GET' && !isAhead(request) && (await isKept(services, submission)))
      await services.intake.accept([
        takenEvent(request, link, submission, form.definition, networkOf(signing, request.ip), now),
      ])
  } catch (error) {
    opened.content.destroy()
    throw error
  }
  const name = encodeURIComponent(opened.asset.name)
  return publicHeaders(reply, false)
    .type(opened.asset.type)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .header('content-length', opened.asset.bytes)
    .send(opened.content)
}

function takenEvent(
  { headers }: Asked,
  { place, at }: DownloadPayload,
  { id, leadId, sourceId }: KeptSubmission,
  { slug, title }: { readonly slug: string; readonly title: string },
  network: string,
  now: number,
): IncomingEvent {
  const userAgent = (headers['user-agent'] ?? '').slice(0, 500)
  const event = {
    sourceId: sourceId!,
    messageId: `${id}:downloaded`,
    name: 'Content Downloaded',
    occurredAt: now,
    receivedAt: now,
    trust: place === 'page' ? ('public' as const) : ('signed' as const),
    identity: {},
    leadId,
    properties: { title, form: slug },
    context: { userAgent },
  }
  if (place !== 'mail') return event
  // A program that was there first must not keep the person who comes after it from being counted.
  const visitor = createHash('sha256').update(`${network} ${userAgent}`).digest('base64url').slice(0, 16)
  return {
    ...event,
    messageId: `${id}:downloaded:${visitor}`,
    hit: {
      sending: `file:${id}`,
      sentAt: at,
      // A file leads to no page that would tell of a visit.
      link: null,
      isTrap: false,
      method: 'GET',
      userAgent,
      hasLanguage: headers['accept-language'] !== undefined,
      network,
      isHosted: null,
    },
  }
}

/** What is erased is not told of any more. */
async function isKept({ pool }: FormServices, { leadId, sourceId }: KeptSubmission): Promise<boolean> {
  if (sourceId === null) return false
  const { rowCount } = await pool.query(
    'select 1 from erasures e join leads l on e.lead_id = coalesce(l.joined_to, l.id) where l.id = $1',
    [leadId],
  )
  return rowCount === 0
}

/** Fetched ahead, or by a program: somebody may never look at it. */
function isAhead({ headers }: Asked): boolean {
  const purpose = `${String(headers['purpose'] ?? '')} ${String(headers['sec-purpose'] ?? '')}`
  return /prefetch|preview/i.test(purpose) || !headers['user-agent'] || isCrawler(headers['user-agent'])
}
