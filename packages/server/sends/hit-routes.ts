/**
 * `/c/TOKEN` and `/o/TOKEN.gif`: links of mails that were followed, and mails that were opened. A link leads where it led when the
 * mail was sent, and nowhere else. Everybody is answered the same; whether it was a person is settled later.
 */
import { createHash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { getDomain } from 'tldts'
import type { IncomingEvent } from '../events/index.ts'
import { html } from '../platform/pages/html.ts'
import { publicHeaders, sendPage } from '../platform/pages/send-page.ts'
import { networkOf } from '../platform/signing/network-of.ts'
import { type LinkPayload, TRAP } from './send-addresses.ts'
import type { ReturnServices } from './send-services.ts'

interface Asked {
  Params: { token: string }
}

const hide = { schema: { hide: true } } as const
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64')

export function addHitRoutes(app: FastifyInstance, services: ReturnServices): void {
  app.get<Asked>('/c/:token', hide, async (request, reply) => follow(services, request, reply))
  app.get<Asked>('/o/:token', hide, async (request, reply) => {
    const token = request.params.token.replace(/\.gif$/, '')
    const payload = services.signing.read('open', token, Date.now()) as Pick<LinkPayload, 's'> | null
    const send = payload && (await sentOf(services, payload.s, null))
    if (send) await note(services, request, send, null)
    return publicHeaders(reply, true).type('image/gif').send(PIXEL)
  })
}

async function follow(
  services: ReturnServices,
  request: FastifyRequest<Asked>,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const link = services.signing.read('click', request.params.token, Date.now()) as LinkPayload | null
  const send = link && (await sentOf(services, link.s, link.l))
  const url = send?.url ? URL.parse(send.url) : null
  if (!send || !url || !/^https?:$/.test(url.protocol)) return sendUnknown(reply)
  await note(services, request, send, { index: link.l, url })
  return publicHeaders(reply, false).redirect(withClick(services, url, send), 302)
}

interface SentMail {
  readonly id: string
  readonly leadId: string
  readonly mail: string
  readonly sentAt: Date | null
  readonly domain: string | null
  readonly isErased: boolean
  readonly url: string | null
}

async function sentOf(
  { pool }: ReturnServices,
  id: string,
  index: number | null,
): Promise<SentMail | undefined> {
  const { rows } = await pool.query<SentMail>(
    `select s.id, root.id as "leadId", s.mail, s.sent_at as "sentAt", s.domain, k.url,
       exists (select 1 from erasures e where e.lead_id = root.id) as "isErased"
     from sends s join leads l on l.id = s.lead_id join leads root on root.id = coalesce(l.joined_to, l.id)
       left join send_links k on k.send_id = s.id and k.index = $2
     where s.id = $1`,
    [id, index],
  )
  return rows[0]
}

/** Where the page can tell of the visit, it is told which mail led there: that somebody looks at it shows a person. */
function withClick({ baseUrl }: ReturnServices, url: URL, { id, domain }: SentMail): string {
  const own = [getDomain(baseUrl()), domain === null ? null : getDomain(domain)]
  const target = getDomain(url.hostname)
  if (target === null || !own.includes(target) || url.searchParams.has('bt')) return url.href
  const marked = new URL(url)
  marked.searchParams.set('bt', id)
  return marked.href
}

interface Followed {
  readonly index: number
  readonly url: URL
}

/** That it cannot be written down keeps nobody from getting there. */
async function note(
  services: ReturnServices,
  request: FastifyRequest<Asked>,
  send: SentMail,
  link: Followed | null,
): Promise<void> {
  if (send.isErased) return
  try {
    await services.intake.accept([hitEvent(services, request, send, link, Date.now())])
  } catch (error) {
    services.log(`A hit of a mail could not be written down: ${(error as Error).message}`)
  }
}

function hitEvent(
  { sourceId, signing }: ReturnServices,
  { method, headers, ip }: FastifyRequest<Asked>,
  { id, leadId, mail, sentAt }: SentMail,
  link: Followed | null,
  now: number,
): IncomingEvent {
  const userAgent = (headers['user-agent'] ?? '').slice(0, 500)
  const network = networkOf(signing, ip)
  // A program that was there first must not keep the person who comes after it from being counted.
  const visitor = createHash('sha256')
    .update(`${method} ${network} ${userAgent}`)
    .digest('base64url')
    .slice(0, 16)
  // What stands behind the path may say who it was sent to.
  const address = link && `${link.url.origin}${link.url.pathname}`
  const isTrap = link?.index === TRAP
  return {
    sourceId,
    messageId: link ? `${id}:clicked:${link.index}:${visitor}` : `${id}:opened:${visitor}`,
    name: link ? 'Email Clicked' : 'Email Opened',
    occurredAt: now,
    receivedAt: now,
    trust: 'server',
    identity: {},
    leadId,
    properties: { campaign: mail, ...(address !== null && !isTrap && { link: address }) },
    context: { userAgent },
    hit: {
      sending: id,
      sentAt: sentAt?.getTime() ?? null,
      link: link && `${link.index} ${address}`,
      isTrap,
      method,
      userAgent,
      hasLanguage: headers['accept-language'] !== undefined,
      network,
      isHosted: null,
    },
  }
}

function sendUnknown(reply: FastifyReply): FastifyReply {
  const body = html`<h1>This link leads nowhere</h1>
    <p>It is incomplete, or what it led to is gone.</p>`
  return sendPage(reply, { title: 'Link', body, status: 404 })
}
