/** Sending a form: a person's is taken, a program is thanked alike, and a page of another site takes one press more. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendPage } from '../platform/pages/send-page.ts'
import { networkOf } from '../platform/signing/network-of.ts'
import { uuidV7 } from '../platform/uuid-v7.ts'
import { confirmPostPage, thanksPage } from './form-pages.ts'
import { countOnForm, inVersion, type StandingForm } from './form-rows.ts'
import { type Addressed, hide, liveForm, PAGES, sendForm, sendMissing, viewOf } from './form-views.ts'
import type { PageToken, PostGuard } from './guard-post.ts'
import { type Posted, readPosted } from './posted.ts'
import { readAnswers } from './read-answers.ts'
import { type FormServices, submitForm, submittedAs } from './submit-form.ts'

interface Sending {
  readonly services: FormServices
  readonly guard: PostGuard
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly framed: boolean
  readonly form: StandingForm
  readonly posted: Posted
  readonly network: string
  readonly now: number
}

export function addSendRoutes(app: FastifyInstance, services: FormServices, guard: PostGuard): void {
  for (const [path, framed] of PAGES)
    app.post<Addressed>(path, hide, async (request, reply) => {
      const form = await liveForm(services, request.params.slug)
      if (!form) return sendMissing(reply)
      const posted = fromElsewhere(readPosted(request.body), request)
      const network = networkOf(services.signing, request.ip)
      const sending = { services, guard, request, reply, framed, form, posted, network, now: Date.now() }
      const looked = guard.look(form.id, posted, network, sending.now)
      switch (looked.is) {
        case 'program':
          await countOnForm(services.pool, form.id, 'refused')
          return sendThanks(sending, uuidV7())
        case 'confirm':
          return sendConfirmation(sending)
        case 'again':
          return sendAgain(sending)
        case 'wait':
          return await sendWait(sending)
        case 'page':
          return await take(sending, looked.token)
        default:
          return looked satisfies never
      }
    })
}

/** A form in plain HTML says nothing of where it stands; the browser says at least on which site. */
function fromElsewhere(posted: Posted, { headers }: FastifyRequest): Posted {
  const from = URL.parse(headers.referer ?? '')
  if (posted.page['url'] !== undefined || !from || !/^https?:$/.test(from.protocol)) return posted
  return from.host === headers.host
    ? posted
    : { ...posted, page: { ...posted.page, url: from.href.slice(0, 2_000) } }
}

/** By the form as the page showed it, which may have changed since. */
async function take(sending: Sending, token: PageToken): Promise<FastifyReply> {
  const { services, guard, request, reply, framed, posted, network, now } = sending
  const form = await inVersion(services.pool, sending.form, token.version)
  if (!form) return sendAgain(sending)
  const read = readAnswers(form.definition, posted)
  if ('faults' in read) {
    const view = { ...viewOf(services, form, framed, token.at), posted, faults: read.faults }
    return sendForm(reply, view, framed, 422)
  }
  const taken = await guard.take(form, token, { posted, network, id: uuidV7() }, now)
  if (taken.is === 'wait') return await sendWait(sending)
  if (taken.is === 'again') return sendAgain(sending)
  if (taken.is === 'new') {
    const userAgent = request.headers['user-agent'] ?? ''
    const { answers } = read
    await submitForm(services, form, { id: taken.submission, posted, answers, network, userAgent }, now)
  }
  return sendThanks({ ...sending, form }, taken.submission)
}

/** Whoever programs posts learns nothing of having been found out. */
function sendThanks({ services, reply, framed, form, now }: Sending, submission: string): FastifyReply {
  const { definition } = form
  return sendPage(reply, {
    title: definition.thanks.title,
    body: thanksPage(definition, submittedAs(services, definition, submission, now)),
    framed,
  })
}

/** Made just now, and so not taken at once: the button comes when it may be pressed. */
const early = ({ services, form, framed, posted, now }: Sending) => ({
  ...viewOf(services, form, framed, now),
  posted,
  isEarly: true,
})

function sendConfirmation(sending: Sending): FastifyReply {
  const { reply, framed, form } = sending
  return sendPage(reply, { title: form.definition.title, body: confirmPostPage(early(sending)), framed })
}

function sendAgain(sending: Sending): FastifyReply {
  const notice = 'This page has been open for long, or was sent before. Please send it once more.'
  return sendForm(sending.reply, { ...early(sending), notice }, sending.framed)
}

async function sendWait(sending: Sending): Promise<FastifyReply> {
  const { services, reply, form, framed } = sending
  await countOnForm(services.pool, form.id, 'refused')
  const notice =
    'Too many forms came just now. Please try again in some minutes: what you entered stays here.'
  return sendForm(reply.header('retry-after', '300'), { ...early(sending), notice }, framed, 429)
}
