/**
 * The promised file, by a signed link. That it was taken is an event: of whoever comes by the page itself at once, of whoever comes
 * by a mail once it is known that no program that checks mails was ahead of them.
 */
import type { FastifyReply, FastifyRequest } from 'fastify'
import {
  hitOf,
  isFetchedAhead,
  openContentFile,
  sendContentFile,
  titleOfFile,
  userAgentOf,
  visitorOf,
} from '../content/index.ts'
import type { IncomingEvent } from '../events/index.ts'
import { networkOf } from '../platform/signing/network-of.ts'
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
  const opened = found && (await openContentFile(pool, dataDir, link.asset))
  if (!opened) return sendLinkEnded(reply)
  const { submission, form } = found
  try {
    if (request.method === 'GET' && !isFetchedAhead(request) && (await isKept(services, submission)))
      await services.intake.accept([
        takenEvent(request, link, submission, {
          title: (await titleOfFile(pool, link.asset)) ?? form.definition.title,
          slug: form.definition.slug,
          network: networkOf(signing, request.ip),
          now,
        }),
      ])
  } catch (error) {
    opened.content.destroy()
    throw error
  }
  return sendContentFile(reply, opened)
}

interface Taken {
  readonly title: string
  readonly slug: string
  readonly network: string
  readonly now: number
}

function takenEvent(
  request: Asked,
  { place, at }: DownloadPayload,
  { id, leadId, sourceId }: KeptSubmission,
  { title, slug, network, now }: Taken,
): IncomingEvent {
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
    context: { userAgent: userAgentOf(request) },
  }
  if (place !== 'mail') return event
  return {
    ...event,
    messageId: `${id}:downloaded:${visitorOf(request, network)}`,
    hit: hitOf(request, { sending: `file:${id}`, sentAt: at, network }),
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
