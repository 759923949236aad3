/** What everybody reaches of forms: the page, its embedding, what counts who saw it, its scripts, and the file it promises. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { isCrawler } from '../events/index.ts'
import { publicHeaders } from '../platform/pages/send-page.ts'
import { networkOf } from '../platform/signing/network-of.ts'
import { addConfirmRoutes } from './confirm-routes.ts'
import { deliverFile } from './deliver-file.ts'
import { countOnForm } from './form-rows.ts'
import { type Addressed, hide, liveForm, PAGES, sendForm, sendMissing, viewOf } from './form-views.ts'
import { guardPosts, type PostGuard } from './guard-post.ts'
import { carriedOf } from './posted.ts'
import { addSendRoutes } from './send-routes.ts'
import type { FormServices } from './submit-form.ts'

export function addPublicFormRoutes(app: FastifyInstance, services: FormServices): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 256_000 },
    (_request, body, done) => done(null, parseForm(String(body))),
  )
  const guard = guardPosts(services.pool, services.signing)
  addScripts(app)
  addPages(app, services)
  addCounting(app, services, guard)
  addSendRoutes(app, services, guard)
  addConfirmRoutes(app, services)
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
  for (const [path, framed] of PAGES)
    app.get<Addressed>(path, hide, async (request, reply) => {
      const form = await liveForm(services, request.params.slug)
      if (!form) return sendMissing(reply)
      const now = Date.now()
      return sendForm(
        reply,
        { ...viewOf(services, form, framed, now), campaign: carriedOf(request.query) },
        framed,
      )
    })
}

function addCounting(app: FastifyInstance, services: FormServices, guard: PostGuard): void {
  for (const what of ['seen', 'started'] as const)
    app.post<Addressed>(`/f/:slug/${what}`, hide, async (request, reply) => {
      const form = await liveForm(services, request.params.slug)
      const network = networkOf(services.signing, request.ip)
      const isPerson = !isCrawler(request.headers['user-agent'])
      if (form && isPerson && guard.counts(form.id, what, network, Date.now()))
        await countOnForm(services.pool, form.id, what)
      return publicHeaders(reply, false).code(204).send()
    })
}
