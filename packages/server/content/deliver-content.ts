/**
 * Content given to one lead: an address as it is, a file by a signed link. That the file was taken is an event of that lead, once
 * it is known that no program followed the link.
 */
import type { ContentAsset } from '@baton/protocol'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { IncomingEvent, Intake } from '../events/index.ts'
import { html } from '../platform/pages/html.ts'
import { sendPage } from '../platform/pages/send-page.ts'
import { networkOf } from '../platform/signing/network-of.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { isUuid } from '../platform/uuid-v7.ts'
import { ensureSource } from '../sources/index.ts'
import { openContentFile } from './content-files.ts'
import { contentAsset } from './content-rows.ts'
import { hitOf, isFetchedAhead, sendContentFile, userAgentOf, visitorOf } from './send-file.ts'

export interface ContentServices {
  readonly pool: pg.Pool
  readonly signing: Signing
  readonly intake: Pick<Intake, 'accept'>
  readonly dataDir: string
  /** Where people reach the application. */
  readonly baseUrl: () => string
}

interface ContentLink {
  readonly asset: string
  readonly lead: string
  /** When it was made; milliseconds since 1970-01-01 UTC. */
  readonly at: number
}

const LINK_DAYS = 180
const DAY_MS = 86_400_000

/** Where a lead gets it; null: it leads nowhere yet. */
export function contentUrl(
  { signing, baseUrl }: Pick<ContentServices, 'signing' | 'baseUrl'>,
  { id, url, file }: Pick<ContentAsset, 'id' | 'url' | 'file'>,
  leadId: string,
  now: number,
): string | null {
  if (file === null) return url === '' ? null : url
  const link: ContentLink = { asset: id, lead: leadId, at: now }
  return `${baseUrl()}/get/${signing.sign('content', link, now + LINK_DAYS * DAY_MS)}`
}

type Asked = FastifyRequest<{ Params: { token: string } }>

export async function addContentPages(app: FastifyInstance, services: ContentServices): Promise<void> {
  const { id: sourceId } = await ensureSource(services.pool, 'baton')
  app.get<{ Params: { token: string } }>('/get/:token', { schema: { hide: true } }, async (request, reply) =>
    deliver(services, sourceId, request, reply),
  )
}

async function deliver(
  { pool, signing, intake, dataDir }: ContentServices,
  sourceId: string,
  request: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const now = Date.now()
  const link = signing.read('content', request.params.token, now) as ContentLink | null
  const asset = link && (await contentAsset(pool, link.asset).catch(() => null))
  const opened = asset && (await openContentFile(pool, dataDir, asset.file))
  if (!opened) return sendEnded(reply)
  try {
    if (request.method === 'GET' && !isFetchedAhead(request) && (await isToldOf(pool, link.lead)))
      await intake.accept([
        takenEvent(request, { asset, link, sourceId, network: networkOf(signing, request.ip), now }),
      ])
  } catch (error) {
    opened.content.destroy()
    throw error
  }
  return sendContentFile(reply, opened)
}

interface Taken {
  readonly asset: ContentAsset
  readonly link: ContentLink
  readonly sourceId: string
  readonly network: string
  readonly now: number
}

function takenEvent(request: Asked, { asset, link, sourceId, network, now }: Taken): IncomingEvent {
  const { title, kind, funnel, topic } = asset
  const sending = `content:${link.asset}:${link.lead}`
  return {
    sourceId,
    messageId: `${sending}:${visitorOf(request, network)}`,
    name: 'Content Downloaded',
    occurredAt: now,
    receivedAt: now,
    trust: 'signed',
    identity: {},
    leadId: link.lead,
    // The catalogue's name of that kind has no dash.
    properties: { title, kind: kind === 'e-book' ? 'ebook' : kind, funnel, ...(topic !== '' && { topic }) },
    context: { userAgent: userAgentOf(request) },
    hit: hitOf(request, { sending, sentAt: link.at, network }),
  }
}

/** Of a lead that is gone, or whose person was erased, nothing is told any more. */
async function isToldOf(pool: pg.Pool, leadId: string): Promise<boolean> {
  if (!isUuid(leadId)) return false
  const { rowCount } = await pool.query(
    `select 1 from leads l where l.id = $1
       and not exists (select from erasures e where e.lead_id = coalesce(l.joined_to, l.id))`,
    [leadId],
  )
  return rowCount === 1
}

function sendEnded(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    title: 'The link holds no more',
    body: html`<h1>This link holds no more</h1>
      <p>It is too old, or incomplete. Please ask whoever sent it for another one.</p>`,
    status: 404,
  })
}
