/** A letter as somebody would get it, on screen and in one's own mailbox, before anybody else gets it. */
import { type LetterContext, type LetterDocument, renderLetter } from '@baton/letters'
import { routes } from '@baton/protocol'
import type pg from 'pg'
import { accessOf, signedIn, type SignedIn } from '../access/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { nothingThere, Refusal } from '../platform/http/refusal.ts'
import type { Post } from '../platform/mail/post.ts'
import { isUuid, uuidV7 } from '../platform/uuid-v7.ts'
import { checkStanding } from './check-mail.ts'
import { contextFor } from './letter-context.ts'
import type { LetterServices } from './letter-of-send.ts'
import { PREVIEW_POLICY, PreviewPages } from './preview-pages.ts'
import type { SenderServices } from './sender-routes.ts'

export interface TryingServices extends LetterServices, SenderServices {
  readonly pool: pg.Pool
  /** Null: there is no mail server. */
  readonly post: Post | null
  readonly url: () => string
}

const tags = ['mails']

export function addTrying(app: App, services: TryingServices): void {
  addPreviews(app, services)
  addTests(app, services)
}

function addPreviews(app: App, services: TryingServices): void {
  const { previewMail, mailPreviewPage } = routes
  const { pool } = services
  const pages = new PreviewPages()
  app.post(
    previewMail.path,
    {
      schema: {
        tags,
        operationId: 'previewMail',
        summary: previewMail.summary,
        body: previewMail.body,
        response: { 200: previewMail.answer },
      },
    },
    async (request) => {
      const { letter, lead, scheme } = request.body
      const person = signedIn(request)
      if (lead !== null && accessOf(request).reach !== 'all') throw nothingThere()
      const context = await contextOf(services, letter, lead, person)
      const { html, ...shown } = renderLetter(letter, context, { link: (url) => url, scheme })
      return {
        subject: shown.subject,
        preheader: shown.preheader,
        fromName: shown.fromName ?? context.sender.name,
        text: shown.text,
        page: `/api/mail-previews/${pages.keep(html, person.id)}`,
        bytes: Buffer.byteLength(html),
        problems: [...(await checkStanding(pool, letter))],
      }
    },
  )
  app.get(
    mailPreviewPage.path,
    {
      schema: {
        tags,
        operationId: 'readMailPreviewPage',
        summary: mailPreviewPage.summary,
        params: mailPreviewPage.params,
      },
    },
    async (request, reply) => {
      const html = pages.page(request.params.id, signedIn(request).id)
      if (html === null) throw nothingThere()
      return await reply
        .type('text/html; charset=utf-8')
        .header('content-security-policy', PREVIEW_POLICY)
        .header('referrer-policy', 'no-referrer')
        .send(html)
    },
  )
}

function addTests(app: App, services: TryingServices): void {
  const { testMail } = routes
  const { pool, post } = services
  app.post(
    testMail.path,
    {
      schema: {
        tags,
        operationId: 'testMail',
        summary: testMail.summary,
        body: testMail.body,
        response: { 200: testMail.answer },
      },
    },
    async (request) => {
      const { letter, lead } = request.body
      if (!post)
        throw new Refusal('conflict', 'There is no mail server: BATON_SMTP_URL says which one to use.')
      const refused = (await checkStanding(pool, letter)).find(({ weight }) => weight === 'refused')
      if (refused) throw new Refusal('invalid_request', `${refused.at}: ${refused.message}`)
      const person = signedIn(request)
      const to = await addressOf(pool, person)
      const context = await contextOf(services, letter, lead, person)
      const { subject, html, text } = renderLetter(letter, context, { link: (url) => url })
      await post.send({ key: `mail-test:${uuidV7()}`, to, subject: `Test: ${subject}`, text, html })
      return { to }
    },
  )
}

/** Links of the footer lead to where they would, for nobody. */
async function contextOf(
  services: TryingServices,
  letter: LetterDocument,
  lead: string | null,
  person: SignedIn,
): Promise<LetterContext> {
  const { pool, organisation, from, url } = services
  if (lead !== null && !isUuid(lead)) throw nothingThere()
  const context = await contextFor(pool, services, letter, {
    leadId: lead,
    sender: {
      name: organisation.name,
      email: from ?? (await addressOf(pool, person)),
      title: '',
    },
    links: { unsubscribe: `${url()}/mails#unsubscribe`, preferences: `${url()}/mails#preferences` },
  })
  if (!context) throw nothingThere()
  return context
}

async function addressOf(pool: pg.Pool, { id }: SignedIn): Promise<string> {
  const { rows } = await pool.query<{ email: string }>('select email from people where id = $1', [id])
  return rows[0]!.email
}
