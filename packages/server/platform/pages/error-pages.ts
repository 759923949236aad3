/** What people read who are not signed in when their request cannot be served: a page, and nothing of why but a reference. */
import { refusalStatus } from '@baton/protocol'
import type { FastifyError, FastifyInstance } from 'fastify'
import { asRefusal } from '../http/answer-errors.ts'
import { html } from './html.ts'
import { sendPage } from './send-page.ts'

/** For all routes of this part of the application. */
export function answerErrorsByPages(app: FastifyInstance, log: (line: string) => void): void {
  app.setErrorHandler((error: FastifyError | Error, request, reply) => {
    const refusal = asRefusal(error)
    const status = refusalStatus(refusal.code)
    if (refusal.code === 'internal')
      log(`Error ${request.id} at ${request.method} ${request.routeOptions.url}: ${error.stack}`)
    if (refusal.extra.retryAfter !== undefined) reply.header('retry-after', String(refusal.extra.retryAfter))
    const isOurs = status >= 500
    return sendPage(reply, {
      title: 'That did not work',
      body: html`<h1>That did not work</h1>
        <p>
          ${
            isOurs
              ? 'Something went wrong on our side. Go back and send it once more in a moment: nothing comes in twice.'
              : refusal.message
          }
        </p>
        ${isOurs && html`<p class="small">Reference ${request.id}</p>`}`,
      status,
    })
  })
}
