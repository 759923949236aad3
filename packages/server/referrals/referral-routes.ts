/** Reading who brought whom, and saying which form takes those who are brought. */
import { type Referrals, routes } from '@baton/protocol'
import type pg from 'pg'
import { type Access, accessOf, leadInReach, leadNames } from '../access/index.ts'
import { keepSetting, setting } from '../installation/index.ts'
import type { App } from '../platform/http/create-app.ts'
import { Refusal } from '../platform/http/refusal.ts'
import { type LinkServices, REFERRAL_FORM_SETTING, referralUrl } from './referral-links.ts'
import { allReferrals, referralsOfLead } from './referral-rows.ts'

const tags = ['referrals']

export interface ReferralServices extends LinkServices {
  readonly pool: pg.Pool
}

export function addReferralRoutes(app: App, services: ReferralServices): void {
  const { referrals, setReferralForm, leadReferrals } = routes
  const { pool } = services
  app.get(
    referrals.path,
    {
      schema: {
        tags,
        operationId: 'listReferrals',
        summary: referrals.summary,
        response: { 200: referrals.answer },
      },
    },
    async (request) => listed(pool, accessOf(request)),
  )
  app.put(
    setReferralForm.path,
    {
      schema: {
        tags,
        operationId: 'setReferralForm',
        summary: setReferralForm.summary,
        body: setReferralForm.body,
        response: { 200: setReferralForm.answer },
      },
    },
    async (request) => {
      await keepForm(pool, request.body.form)
      return listed(pool, accessOf(request))
    },
  )
  app.get(
    leadReferrals.path,
    {
      schema: {
        tags,
        operationId: 'listReferralsOfLead',
        summary: leadReferrals.summary,
        params: leadReferrals.params,
        response: { 200: leadReferrals.answer },
      },
    },
    async (request) => {
      const { id } = await leadInReach(pool, accessOf(request), request.params.id)
      const { by, brought } = await referralsOfLead(pool, id)
      const ids = [...(by ? [by.referrer] : []), ...brought.map(({ lead }) => lead)]
      return {
        by,
        brought: [...brought],
        leads: await leadNames(pool, accessOf(request), ids),
        url: await referralUrl(pool, services, id),
      }
    },
  )
}

async function listed(pool: pg.Pool, access: Access): Promise<Referrals> {
  const { rows, total } = await allReferrals(pool)
  const ids = rows.flatMap(({ lead, referrer }) => [lead, referrer])
  return {
    form: (await setting(pool, REFERRAL_FORM_SETTING)) || null,
    data: rows,
    total,
    leads: await leadNames(pool, access, ids),
  }
}

/** @throws Refusal `invalid_request` for a form that nobody can fill in */
async function keepForm(pool: pg.Pool, slug: string | null): Promise<void> {
  const { rowCount } = await pool.query(`select 1 from forms where slug = $1 and status = 'live'`, [slug])
  if (slug !== null && rowCount === 0)
    throw new Refusal('invalid_request', `form: there is no live form "${slug}".`)
  await keepSetting(pool, REFERRAL_FORM_SETTING, slug ?? '')
}
