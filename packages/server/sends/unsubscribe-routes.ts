/**
 * `/u/TOKEN`: leaving by one press (RFC 8058). A mail program posts there without cookies, and it holds at once. Opening the page
 * changes nothing: programs that check mails open every link.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { preferencePath, purposes } from '../consents/index.ts'
import { html, type Html } from '../platform/pages/html.ts'
import { sendPage } from '../platform/pages/send-page.ts'
import { unsubscribe } from './say-no.ts'
import { type UnsubscribePayload, unsubscribePayload } from './send-addresses.ts'
import type { ReturnServices } from './send-services.ts'

interface Asked {
  Params: { token: string }
}

const PATH = '/u/:token'
const hide = { schema: { hide: true } } as const
const BODY_BYTES_MAX = 10_000

export function addUnsubscribeRoutes(app: FastifyInstance, services: ReturnServices): void {
  // Sent as a form in one of both ways that forms are sent; nothing else of it is read.
  app.removeContentTypeParser('application/x-www-form-urlencoded')
  app.addContentTypeParser(
    ['application/x-www-form-urlencoded', 'multipart/form-data'],
    { parseAs: 'string', bodyLimit: BODY_BYTES_MAX },
    (_request, body, done) => done(null, String(body)),
  )
  const payloadOf = ({ params }: FastifyRequest<Asked>) =>
    unsubscribePayload(services.signing, params.token, Date.now())
  app.get<Asked>(PATH, hide, async (request, reply) => {
    const payload = payloadOf(request)
    if (payload === null) return sendUnknown(reply)
    return sendLeave(reply, leavePage(await namesOf(services, payload)))
  })
  app.post<Asked>(PATH, hide, async (request, reply) => {
    const payload = payloadOf(request)
    if (payload === null) return sendUnknown(reply)
    const said = saidIn(request.body)
    if (said === null) return sendLeave(reply, refusedPage(), 400)
    await unsubscribe(services, payload, 'one press in the mail')
    if (said === 'program') return reply.code(200).header('cache-control', 'no-store').send('')
    return sendLeave(reply, donePage(await namesOf(services, payload)))
  })
}

/** Who said it; null: it says something else. */
function saidIn(body: unknown): 'program' | 'person' | null {
  const text = typeof body === 'string' ? body : ''
  const fields = new URLSearchParams(text)
  const isInParts = /name="?List-Unsubscribe"?\r?\n(?:[^\n]+\n)*\r?\nOne-Click\r?\n/i.test(text)
  if (fields.get('List-Unsubscribe') !== 'One-Click' && !isInParts) return null
  return fields.get('by') === 'page' ? 'person' : 'program'
}

interface Names {
  readonly purpose: string
  /** Null: nothing is kept of the lead any more. */
  readonly preferences: string | null
}

async function namesOf(
  { pool, signing }: ReturnServices,
  { lead, purpose }: UnsubscribePayload,
): Promise<Names> {
  const { rows } = await pool.query<{ id: string; email: string }>(
    `select root.id, root.email from leads l join leads root on root.id = coalesce(l.joined_to, l.id)
     where l.id = $1 and root.email is not null and not exists (select 1 from erasures e where e.lead_id = root.id)`,
    [lead],
  )
  const [kept] = rows
  return {
    purpose: (await purposes(pool)).find(({ id }) => id === purpose)?.name ?? 'these mails',
    preferences: kept ? preferencePath(signing, { lead: kept.id, email: kept.email }) : null,
  }
}

function leavePage(names: Names): Html {
  return html`<h1>Leave ${names.purpose}?</h1>
    <p>One press, and nothing more of it is sent to you.</p>
    <form method="post">
      <input type="hidden" name="List-Unsubscribe" value="One-Click" />
      <input type="hidden" name="by" value="page" />
      <button type="submit">Unsubscribe</button>
    </form>
    ${preferencesLink(names)}`
}

function donePage(names: Names): Html {
  return html`<h1>You have left</h1>
    <p role="status">${names.purpose} is not sent to you any more. It holds from now on.</p>
    ${preferencesLink(names)}`
}

function refusedPage(): Html {
  return html`<h1>That did not say what to do</h1>
    <p>Open the link of the mail again and press the button.</p>`
}

function preferencesLink({ preferences }: Names): Html | false {
  return (
    preferences !== null &&
    html`<p class="small"><a href="${preferences}">Choose what you want to hear</a></p>`
  )
}

function sendLeave(reply: FastifyReply, body: Html, status = 200): FastifyReply {
  return sendPage(reply, { title: 'Unsubscribe', body, status })
}

function sendUnknown(reply: FastifyReply): FastifyReply {
  const body = html`<h1>This link leads nowhere</h1>
    <p>It is incomplete. Copy it whole out of the mail, up to its last letter.</p>`
  return sendPage(reply, { title: 'Unsubscribe', body, status: 404 })
}
