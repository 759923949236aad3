/** Where a passed-on link leads: to the form of those who are brought, which carries on whose link it was. Nothing is kept of a visit. */
import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import { setting } from '../installation/index.ts'
import { html } from '../platform/pages/html.ts'
import { publicHeaders, sendPage } from '../platform/pages/send-page.ts'
import type { Signing } from '../platform/signing/open-signing.ts'
import { REFERRAL_FIELD, REFERRAL_FORM_SETTING, referrerOf } from './referral-links.ts'

/** First touch of whoever comes this way, in the words that campaigns have. */
const CAMPAIGN = { utm_source: 'referral', utm_medium: 'referral', utm_campaign: 'customer-referral' }

export function addReferralPages(
  app: FastifyInstance,
  { pool, signing }: { readonly pool: pg.Pool; readonly signing: Signing },
): void {
  app.get<{ Params: { token: string } }>(
    '/refer/:token',
    { schema: { hide: true } },
    async (request, reply) => {
      const { token } = request.params
      const slug = await setting(pool, REFERRAL_FORM_SETTING)
      if (!slug || referrerOf(signing, token, Date.now()) === null)
        return sendPage(reply, {
          title: 'The link holds no more',
          body: html`<h1>This link holds no more</h1>
            <p>It is incomplete. Please ask whoever sent it for another one.</p>`,
          status: 404,
        })
      const carried = new URLSearchParams({ ...CAMPAIGN, [REFERRAL_FIELD]: token })
      return publicHeaders(reply, false)
        .code(302)
        .header('location', `/f/${slug}?${carried.toString()}`)
        .send()
    },
  )
}
