/** The promised file, by a signed link. That it was taken is an event, once a submission; a program that looks is none. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isCrawler } from '../events/index.ts'
import { messagePage } from './form-pages.ts'
import { publicHeaders, sendPage } from '../platform/pages/send-page.ts'
import { ensureSource } from '../sources/index.ts'
import { openAsset } from './assets.ts'
import { submissionOf } from './confirm-address.ts'
import { loose } from './loose.ts'
import type { FormServices } from './submit-form.ts'

type Asked = FastifyRequest<{ Params: { token: string } }>

export async function deliverFile(
  services: FormServices,
  request: Asked,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const now = Date.now()
  const signed = loose(services.signing.read('download', request.params.token, now))
  const found = await submissionOf(services.pool, signed['submission'])
  const opened = found && (await openAsset(services.pool, services.dataDir, String(signed['asset'])))
  if (!found || !opened)
    return sendPage(reply, {
      title: 'The link holds no more',
      body: messagePage(
        'This link holds no more',
        'It is too old, or incomplete. Please send the form again.',
      ),
      status: 404,
    })
  if (request.method === 'GET' && !isAhead(request)) {
    const { slug, title } = found.form.definition
    const { id: sourceId } = await ensureSource(services.pool, `form:${slug}`)
    await services.intake.accept([
      {
        sourceId,
        messageId: `${found.submission.id}:downloaded`,
        name: 'Content Downloaded',
        occurredAt: now,
        receivedAt: now,
        trust: signed['trust'] === 'signed' ? 'signed' : 'public',
        identity: {},
        leadId: found.submission.leadId,
        properties: { title, form: slug },
        context: { userAgent: request.headers['user-agent'] ?? '' },
      },
    ])
  }
  const name = encodeURIComponent(opened.asset.name)
  return publicHeaders(reply, false)
    .type(opened.asset.type)
    .header('content-disposition', `attachment; filename*=UTF-8''${name}`)
    .header('content-length', opened.asset.bytes)
    .send(opened.content)
}

/** Fetched ahead, or by a program: somebody may never look at it. */
function isAhead({ headers }: Asked): boolean {
  const purpose = `${String(headers['purpose'] ?? '')} ${String(headers['sec-purpose'] ?? '')}`
  return (
    purpose.includes('prefetch') || headers['user-agent'] === undefined || isCrawler(headers['user-agent'])
  )
}
