/** What the routes of a form's pages share: which form is there, and how its page is sent. */
import type { FastifyReply } from 'fastify'
import { sendPage } from '../platform/pages/send-page.ts'
import { formPage, type FormView, messagePage } from './form-pages.ts'
import { formBySlug, type StandingForm } from './form-rows.ts'
import { pageToken } from './guard-post.ts'
import type { FormServices } from './submit-form.ts'

export interface Addressed {
  Params: { slug: string }
}

/** Each page of a form as itself, and as other sites show it within theirs. */
export const PAGES = [
  ['/f/:slug', false],
  ['/f/:slug/embed', true],
] as const

const SCRIPT = '/f/form.js'
/** Not part of the interface that is described. */
export const hide = { schema: { hide: true } } as const

export async function liveForm({ pool }: FormServices, slug: string): Promise<StandingForm | null> {
  const form = slug.length > 60 || slug.includes('\0') ? null : await formBySlug(pool, slug)
  return form?.status === 'live' ? form : null
}

/** @param at when the person first had the page */
export function viewOf({ signing }: FormServices, form: StandingForm, framed: boolean, at: number): FormView {
  const { definition } = form
  const action = `/f/${definition.slug}${framed ? '/embed' : ''}`
  return { definition, action, token: pageToken(signing, form, at), campaign: {} }
}

export function sendForm(reply: FastifyReply, view: FormView, framed: boolean, status = 200): FastifyReply {
  return sendPage(reply, {
    title: view.definition.title,
    body: formPage(view),
    framed,
    script: SCRIPT,
    status,
  })
}

export function sendMissing(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    title: 'No such form',
    body: messagePage('This form is not here', 'It was closed, or the address is another one.'),
    status: 404,
  })
}

export function sendLinkEnded(reply: FastifyReply): FastifyReply {
  return sendPage(reply, {
    title: 'The link holds no more',
    body: messagePage('This link holds no more', 'It is too old, or incomplete. Please send the form again.'),
    status: 404,
  })
}
