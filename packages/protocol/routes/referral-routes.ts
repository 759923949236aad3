/** Who brought whom. */
import { leadParams } from '../lead-schemas.ts'
import { leadReferralsSchema, referralFormSchema, referralsSchema } from '../referral-schemas.ts'
import { act, get } from './define-route.ts'

export const referralRoutes = {
  referrals: get('/api/referrals', 'Who brought whom, latest first', referralsSchema),
  setReferralForm: act(
    'PUT',
    '/api/referrals/form',
    'Say which form passed-on links lead to',
    referralsSchema,
    {
      body: referralFormSchema,
    },
  ),
  leadReferrals: {
    ...get('/api/leads/:id/referrals', 'Who brought a lead, and whom it brought', leadReferralsSchema),
    params: leadParams,
  },
} as const
