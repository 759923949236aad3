/** Confirming that an address is one's own. Opening the link changes nothing: programs that check mails open every link. */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { html } from '../platform/pages/html.ts'
import { sendPage } from '../platform/pages/send-page.ts'
import { confirmAddress, submissionOf } from './confirm-address.ts'
import { messagePage } from './form-pages.ts'
import { hide, sendLinkEnded } from './form-views.ts'
import type { FormServices } from './submit-form.ts'

const PATH = '/f/confirm/:token'

interface Asked {
  Params: { token: string }
}

export function addConfirmRoutes(app: FastifyInstance, services: FormServices): void {
  const { pool, signing } = services
  const find = (request: FastifyRequest<Asked>) =>
    submissionOf(pool, signing.read('opt-in', request.params.token, Date.now()))
  app.get<Asked>(PATH, hide, async (request, reply) => {
    const found = await find(request)
    if (!found) return sendLinkEnded(reply)
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
  app.post<Asked>(PATH, hide, async (request, reply) => {
    const found = await find(request)
    const confirmed = found && (await confirmAddress(services, found, Date.now()))
    if (!confirmed) return sendLinkEnded(reply)
    const { download } = confirmed
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
