/** Sends a page to somebody who is not signed in: no cookies, nothing kept by caches, nothing loaded from elsewhere. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { html, type Html } from './html.ts'

export interface PublicPage {
  readonly title: string
  readonly body: Html
  /** True for what other sites show within their pages. */
  readonly framed?: boolean
  /** True for tables, which need the room. */
  readonly wide?: boolean
  /** Address of a script of ours that the page works without. */
  readonly script?: string
  readonly status?: number
}

const STYLES = '/f/page.css'

export function sendPage(reply: FastifyReply, page: PublicPage): FastifyReply {
  const { title, body, framed = false, wide = false, script, status = 200 } = page
  const document = html`<!doctype html>
    <html lang="en" class="${framed ? 'framed' : wide ? 'page wide' : 'page'}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="${STYLES}" />
        ${script !== undefined && html`<script defer src="${script}"></script>`}
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html>`
  return publicHeaders(reply, framed).code(status).type('text/html; charset=utf-8').send(document.text)
}

export function publicHeaders(reply: FastifyReply, framed: boolean): FastifyReply {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${framed ? '*' : "'none'"}`,
  ]
  if (framed) reply.removeHeader('x-frame-options')
  return reply
    .header('content-security-policy', policy.join('; '))
    .header('cross-origin-resource-policy', framed ? 'cross-origin' : 'same-origin')
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'no-referrer')
    .header('x-content-type-options', 'nosniff')
}

/** The style of all public pages. */
export function addPageStyles(app: FastifyInstance): void {
  const styles = readFileSync(join(import.meta.dirname, 'page.css'), 'utf8')
  app.get(STYLES, { schema: { hide: true } }, async (_request, reply) =>
    reply
      .header('cache-control', 'public, max-age=3600')
      .header('cross-origin-resource-policy', 'cross-origin')
      .type('text/css; charset=utf-8')
      .send(styles),
  )
}
