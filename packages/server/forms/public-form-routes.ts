/** What everybody reaches of forms: the page, its embedding, sending it, confirming an address, and getting a file. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { isCrawler } from '../events/index.ts'
import { publicHeaders, sendPage } from '../platform/pages/send-page.ts'
import { html } from '../platform/pages/html.ts'
import { confirmAddress, submissionOf } from './confirm-address.ts'
import { deliverFile } from './deliver-file.ts'
import { confirmPostPage, formPage, type FormView, messagePage, thanksPage } from './form-pages.ts'
import { countOnForm, formBySlug, type StandingForm } from './form-rows.ts'
import { guardPosts, networkOf, pageToken } from './guard-post.ts'
import { type Posted, readPosted } from './posted.ts'
import { readAnswers } from './read-answers.ts'
import { type FormServices, submitForm } from './submit-form.ts'

interface Addressed {
  Params: { slug: string }
}

const SCRIPT = '/f/form.js'
const hide = { schema: { hide: true } } as const

export function addPublicFormRoutes(app: FastifyInstance, services: FormServices): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 256_000 },
    (_request, body, done) => done(null, parseForm(String(body))),
  )
  addScripts(app)
  addPages(app, services)
  addSending(app, services)
  addConfirming(app, services)
  app.get<{ Params: { token: string } }>('/d/:token', hide, async (request, reply) =>
    deliverFile(services, request, reply),
  )
}

/** What is named twice counts once, the first. */
function parseForm(body: string): Record<string, string> {
  const fields = Object.create(null) as Record<string, string>
  for (const [name, value] of new URLSearchParams(body)) fields[name] ??= value
  return fields
}

function addScripts(app: FastifyInstance): void {
  for (const name of ['form', 'embed']) {
    const text = readFileSync(join(import.meta.dirname, 'browser', `${name}.js`), 'utf8')
    app.get(`/f/${name}.js`, hide, async (_request, reply) =>
      reply
        .header('cache-control', 'public, max-age=3600')
        .header('cross-origin-resource-policy', 'cross-origin')
        .type('text/javascript; charset=utf-8')
        .send(text),
    )
  }
}

function addPages(app: FastifyInstance, services: FormServices): void {
  for (const [path, framed] of [
    ['/f/:slug', false],
    ['/f/:slug/embed', true],
  ] as const)
    app.get<Addressed>(path, hide, async (request, reply) => {
      const form = await liveForm(services, request.params.slug)
      if (!form) return sendMissing(reply)
      return sendForm(reply, viewOf(services, form, framed), framed)
    })
  for (const what of ['seen', 'started'] as const)
    app.post<Addressed>(`/f/:slug/${what}`, hide, async (request, reply) => {
      const form = await liveForm(services, request.params.slug)
      if (form && !isCrawler(request.headers['user-agent'])) await countOnForm(services.pool, form.id, what)
      return publicHeaders(reply, false).code(204).send()
    })
}

function addSending(app: FastifyInstance, services: FormServices): void {
  const guard = guardPosts(services.pool, services.signing)
  for (const [path, framed] of [
    ['/f/:slug', false],
    ['/f/:slug/embed', true],
  ] as const)
    app.post<Addressed>(path, hide, async (request, reply) => {
      const form = await liveForm(services, request.params.slug)
      if (!form) return sendMissing(reply)
      const now = Date.now()
      const posted = readPosted(request.body, false)
      const view = { ...viewOf(services, form, framed), posted }
      const network = networkOf(services.signing, request.ip)
      switch (await guard.check(form.id, posted, network, now)) {
        case 'program':
          await countOnForm(services.pool, form.id, 'refused')
          return sendThanks(services, reply, form, framed)
        case 'confirm':
          return sendPage(reply, { title: form.definition.title, body: confirmPostPage(view), framed })
        case 'again':
          return sendForm(
            reply,
            {
              ...view,
              notice: 'This page has been open for long, or was sent before. Please send it once more.',
            },
            framed,
          )
        case 'wait':
          await countOnForm(services.pool, form.id, 'refused')
          return sendForm(
            reply.header('retry-after', '60'),
            { ...view, notice: 'Too many forms came from there. Please try again in a minute.' },
            framed,
            429,
          )
        case 'person':
          return await take(services, reply, form, view, framed, now)
      }
    })
}

async function take(
  services: FormServices,
  reply: FastifyReply,
  form: StandingForm,
  view: FormView & { readonly posted: Posted },
  framed: boolean,
  now: number,
): Promise<FastifyReply> {
  const read = readAnswers(form.definition, view.posted)
  if ('faults' in read) return sendForm(reply, { ...view, faults: read.faults }, framed, 422)
  const { isAwaited, download } = await submitForm(services, form, view.posted, read.answers, now)
  return sendPage(reply, {
    title: form.definition.thanks.title,
    body: thanksPage(form.definition, isAwaited, download),
    framed,
  })
}

/** As a person is thanked: whoever programs posts learns nothing of having been found out. */
function sendThanks(
  services: FormServices,
  reply: FastifyReply,
  { definition }: StandingForm,
  framed: boolean,
): FastifyReply {
  const isAwaited = definition.doubleOptIn && services.mail
  return sendPage(reply, {
    title: definition.thanks.title,
    body: thanksPage(definition, isAwaited, null),
    framed,
  })
}

function addConfirming(app: FastifyInstance, services: FormServices): void {
  const path = '/f/confirm/:token'
  const read = (request: FastifyRequest<{ Params: { token: string } }>) =>
    submissionOf(services.pool, services.signing.read('opt-in', request.params.token, Date.now()))
  // Opening the link changes nothing: programs that check mails open every link.
  app.get<{ Params: { token: string } }>(path, hide, async (request, reply) => {
    const found = await read(request)
    if (!found) return sendExpired(reply)
    const button = html`<form method="post"><button type="submit">Yes, it is mine</button></form>`
    return sendPage(reply, {
      title: 'Confirm your address',
      body: messagePage(
        'Is this address yours?',
        `It was entered for “${found.form.definition.title}”. Press the button to confirm it.`,
        button,
      ),
    })
  })
  app.post<{ Params: { token: string } }>(path, hide, async (request, reply) => {
    const found = await read(request)
    if (!found) return sendExpired(reply)
    const download = await confirmAddress(services, found, Date.now())
    return sendPage(reply, {
      title: 'Confirmed',
      body: messagePage(
        'Thank you, your address is confirmed.',
        found.form.definition.thanks.text,
        download === null ? null : html`<p><a class="button" href="${download}">Download</a></p>`,
      ),
    })
  })
}

async function liveForm({ pool }: FormServices, slug: string): Promise<StandingForm | null> {
  const form = slug.length > 60 || slug.includes('\0') ? null : await formBySlug(pool, slug)
  return form?.status === 'live' ? form : null
}

function viewOf({ signing }: FormServices, form: StandingForm, framed: boolean): FormView {
  const { definition, id } = form
  const action = `/f/${definition.slug}${framed ? '/embed' : ''}`
  return { definition, action, token: pageToken(signing, id, Date.now()) }
}

function sendForm(reply: FastifyReply, view: FormView, framed: boolean, status = 200): FastifyReply {
  return sendPage(reply, {
    title: view.definition.title,
    body: formPage(view),
    framed,
    script: SCRIPT,
    status,
  })
}

function sendMissing(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    title: 'No such form',
    body: messagePage('This form is not here', 'It was closed, or the address is another one.'),
    status: 404,
  })
}

function sendExpired(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    title: 'The link holds no more',
    body: messagePage('This link holds no more', 'It is too old, or incomplete. Please send the form again.'),
    status: 404,
  })
}
